"""A way to a diary: the file that is there, another one, or a new one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afterneedle.diary import Diary


@dataclass(frozen=True)
class Way:
    """Where the diary lies, and what opens or makes it there; that may raise StoreError."""

    path: Path
    come_by: "Callable[[Path], Diary]"

    def open(self) -> "Diary":
        """Go this way."""
        return self.come_by(self.path)
