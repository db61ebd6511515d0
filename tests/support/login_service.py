"""The login service of a Linux computer on a private bus: its sessions, and the delays of its sleep."""

import os

from jeepney import DBusAddress, HeaderFields, new_error, new_method_return, new_signal
from jeepney.low_level import Message

from support.bus_name import BusName

NAME = "org.freedesktop.login1"
MANAGER = DBusAddress("/org/freedesktop/login1", interface=f"{NAME}.Manager")
SESSION_PATH = "/org/freedesktop/login1/session/_31"
SESSION = DBusAddress(SESSION_PATH, interface=f"{NAME}.Session")
PROPERTIES = DBusAddress(SESSION_PATH, interface="org.freedesktop.DBus.Properties")


class LoginService:
    """Answers until it is closed. `names`: known sessions."""

    def __init__(self, bus: str, names: tuple[str, ...] = ("auto",)) -> None:
        self.names = names
        self.delays: list[tuple[str, ...]] = []  # who asked for one, and why
        self._ends: list[int] = []  # our ends of the delays' pipes
        self._bus = BusName(bus, NAME, files=True)
        self._bus.serve(self._take)

    def sleep(self, *, begins: bool) -> None:
        """The computer is about to sleep, or has woken up."""
        self._bus.send(new_signal(MANAGER, "PrepareForSleep", "b", (begins,)))

    def lock(self) -> None:
        """Somebody wants the screen locked."""
        self._bus.send(new_signal(SESSION, "Lock"))

    def hint(self, *, locked: bool, name: str = "LockedHint") -> None:
        """The desktop says whether its screen is locked."""
        values = (f"{NAME}.Session", {name: ("b", locked)}, [])
        self._bus.send(new_signal(PROPERTIES, "PropertiesChanged", "sa{sv}as", values))

    @property
    def held(self) -> int:
        """How many delays have not been let go."""
        return sum(not _is_let_go(end) for end in self._ends)

    def close(self) -> None:
        self._bus.close()
        for end in self._ends:
            os.close(end)

    def _take(self, message: Message) -> None:
        match message.header.fields[HeaderFields.member], message.body:
            case "GetSession", (name,) if name in self.names:
                answer = new_method_return(message, "o", (SESSION_PATH,))
            case "Inhibit", words:
                ours, theirs = os.pipe()
                os.set_blocking(ours, False)
                self._ends.append(ours)
                self.delays.append(words)
                self._bus.send(new_method_return(message, "h", (theirs,)))
                os.close(theirs)
                return
            case _:
                answer = new_error(message, f"{NAME}.NoSuchSession", "s", ("not like this",))
        self._bus.send(answer)


def _is_let_go(end: int) -> bool:
    try:
        return os.read(end, 1) == b""
    except BlockingIOError:
        return False
