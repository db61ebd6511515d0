"""A way to a diary: the file that is there, another one, or a new one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afterneedle.diary import Diary
    from afterneedle.locking import Key


@dataclass(frozen=True)
class Way:
    """Where the diary lies, and what opens or makes it there; that may raise StoreError.

    `key`: what is known to open the file there, if it is encrypted. `said`: what to tell once it is open.
    """

    path: Path
    come_by: "Callable[[Path], Diary]"
    key: "Key | None" = None
    said: str = ""

    def open(self) -> "Diary":
        """Go this way."""
        return self.come_by(self.path)
