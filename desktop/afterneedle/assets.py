"""Where resources/ is: in a checkout, an editable install, a wheel or a zip."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_INSTALLED = files("afterneedle") / "resources"
_CHECKOUT = Path(__file__).parents[2] / "resources"


def asset(name: str) -> Traversable:
    """The resource called `name` ("guidance/en/soreness.md"), in whichever form the program is installed."""
    root: Traversable = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return root.joinpath(name)
