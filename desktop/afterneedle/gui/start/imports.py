"""Imports as a start needs them: Qt without what explains wrong calls, and Python's own import again."""

import builtins
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType

SIGNATURES = "shibokensupport.signature"
EXPLAINS = {  # what PySide6 compiles at each start, a third of all that a bare window takes
    SIGNATURES: {"errorhandler", "layout", "parser"},
    f"{SIGNATURES}.lib": {"enum_sig", "pyi_generator", "tool"},
}


def import_qt() -> None:
    """Import Qt so that a window opens soon.

    What PySide6 explains a wrong call with is loaded when there is one. And it leaves the imports of other
    modules alone, now and when a page is first opened: it would read the source of each, in case it wants
    Qt's names_written_like_this, which would take our own modules half as long again.
    """
    builtins.__import__ = _import
    try:
        import PySide6.QtCore  # noqa: F401 - it puts its own import in the place of Python's
    finally:
        builtins.__import__ = _plain


def _import(
    name: str,
    globals: Mapping[str, object] | None = None,  # noqa: A002 - so are they called by Python
    locals: Mapping[str, object] | None = None,  # noqa: A002
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> ModuleType:
    """Imports as Python does, but what only explains is loaded later."""
    for part in EXPLAINS.get(name, set()).intersection(fromlist or ()):
        spec = find_spec(f"{name}.{part}")
        if spec is not None and spec.name not in sys.modules:
            sys.modules[spec.name] = module = _Later(spec)
            setattr(sys.modules[name], part, module)
    return _plain(name, globals, locals, fromlist or (), level)


_plain = getattr(builtins, "__orig_import__", builtins.__import__)


class _Later(ModuleType):
    """A module that is loaded when something of it is first asked for."""

    def __init__(self, spec: ModuleSpec) -> None:
        super().__init__(spec.name)
        self.__spec__ = spec
        self._missing: ModuleSpec | None = ModuleSpec(spec.name, spec.loader)  # PySide6 renames the other

    def __getattr__(self, name: str) -> object:
        spec = self._missing
        if spec is None or spec.loader is None or name.startswith("__"):
            raise AttributeError(f"{self.__name__} has no {name}")
        self.__spec__, self._missing = spec, None
        spec.loader.exec_module(self)
        return getattr(self, name)
