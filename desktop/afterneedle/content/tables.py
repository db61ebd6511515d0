"""Reads TOML. As it does with modules, Python keeps the parsed form beside the file: parsing takes long.

What is kept counts only for the very same text. Where nothing can be kept (a zip, a folder that cannot be
written), the file is parsed each time.
"""

import datetime as dt
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any
from zlib import crc32

from afterneedle.assets import asset


def load_table(name: str) -> dict[str, Any]:
    """The resource called `name` ("rulebook.toml"), made anew at each call."""
    file = asset(name)
    return _kept(file) if isinstance(file, Path) else parse_table(file.read_text("utf-8"))


def parse_table(text: str) -> dict[str, Any]:
    """The table that a TOML text stands for."""
    import tomllib  # needed only where nothing is kept yet

    return tomllib.loads(text)


def _kept(file: Path) -> dict[str, Any]:
    code: Any = _Toml(file.stem, str(file)).get_code(file.stem)
    table: dict[str, Any] = eval(code, {"datetime": dt})  # noqa: S307 - our own file, as trusted as a module
    return table


class _Toml(SourceFileLoader):
    """Takes a TOML file for the source of a module, which is one expression."""

    def source_to_code(  # type: ignore[override]  # its own bases do not agree either
        self, data: Any, path: Any, *, _optimize: int = -1
    ) -> CodeType:
        return compile(repr(parse_table(bytes(data).decode())), path, "eval")

    def path_stats(self, path: Any) -> dict[str, int]:
        """In place of the file's date a sum of its text: an old rule must not outlive an update."""
        text = self.get_data(path)
        return {"mtime": crc32(text), "size": len(text)}
