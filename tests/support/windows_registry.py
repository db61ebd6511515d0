"""The registry of a Windows, as far as `winreg` shows it to us."""

from collections.abc import Iterator
from contextlib import contextmanager


class WindowsRegistry:
    """Stands where the module `winreg` would."""

    HKEY_CURRENT_USER, REG_SZ, KEY_READ, KEY_SET_VALUE = "HKCU", 1, 0x20019, 2

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], object] = {}
        self.refuses = False  # to be changed

    @contextmanager
    def CreateKey(self, root: str, path: str) -> Iterator[tuple[str, int]]:
        assert root == self.HKEY_CURRENT_USER
        if self.refuses:
            raise PermissionError(5, "Access is denied")
        yield path, self.KEY_SET_VALUE

    @contextmanager
    def OpenKey(
        self, root: str, path: str, reserved: int = 0, access: int = KEY_READ
    ) -> Iterator[tuple[str, int]]:
        assert (root, reserved) == (self.HKEY_CURRENT_USER, 0)
        if not any(path == known for known, _name in self.values):
            raise FileNotFoundError(2, "The system cannot find the file specified")
        if self.refuses and access != self.KEY_READ:
            raise PermissionError(5, "Access is denied")
        yield path, access

    def SetValueEx(self, key: tuple[str, int], name: str, reserved: int, kind: int, value: str) -> None:
        assert (key[1], reserved, kind) == (self.KEY_SET_VALUE, 0, self.REG_SZ)
        self.values[key[0], name] = value

    def QueryValueEx(self, key: tuple[str, int], name: str) -> tuple[object, int]:
        assert key[1] == self.KEY_READ
        try:
            return self.values[key[0], name], self.REG_SZ
        except KeyError:
            raise FileNotFoundError(2, "The system cannot find the file specified") from None

    def DeleteValue(self, key: tuple[str, int], name: str) -> None:
        assert key[1] == self.KEY_SET_VALUE
        if self.values.pop((key[0], name), None) is None:
            raise FileNotFoundError(2, "The system cannot find the file specified")
