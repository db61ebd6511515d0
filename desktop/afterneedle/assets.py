"""Where resources/ is: in a checkout, an editable install, a wheel or a zip."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_INSTALLED = Path(__file__).parent / "resources"
_CHECKOUT = Path(__file__).parents[2] / "resources"


def asset(name: str) -> "Traversable":
    """The resource called `name` ("guidance/en/soreness.md"), in whichever form the program is installed."""
    for folder in (_INSTALLED, _CHECKOUT):
        if folder.is_dir():
            return folder / name
    from importlib.resources import files  # only a zip needs it, and it is slow to load

    return files("afterneedle") / "resources" / name
