"""Says when the person leaves a Linux computer: its screen is locked, or it is about to sleep.

The screen: what desktops say on the session bus (`ActiveChanged` of their screen savers), and what the login
service says on the system bus. Sleep: the login service alone, which waits for us for a moment (an inhibitor
of the kind "delay"). Where there is no such bus or service, nothing is ever said.
"""

import os
from contextlib import suppress

from jeepney import DBusAddress, FileDescriptor, HeaderFields, MatchRule, Message, new_method_call
from PySide6.QtCore import QObject, Signal

from afterneedle.reminding.bus import Bus, NoAnswer

SCREEN_SAVERS = tuple(
    f"org.{desktop}.ScreenSaver" for desktop in ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
)
LOGIN = "org.freedesktop.login1"
MANAGER = DBusAddress("/org/freedesktop/login1", LOGIN, f"{LOGIN}.Manager")
SESSION, PROPERTIES = f"{LOGIN}.Session", "org.freedesktop.DBus.Properties"


class Away(QObject):
    """`left`: whoever hears it has put everything away before the computer sleeps."""

    left = Signal()

    def __init__(
        self, parent: QObject | None = None, session: str = "SESSION", system: str = "SYSTEM"
    ) -> None:
        """`session`, `system`: addresses of the buses."""
        super().__init__(parent)
        self._delay: FileDescriptor | None = None
        self._session, self._system = self._bus(session), self._bus(system, files=True)
        with suppress(NoAnswer):
            self._listen_to_screen_savers()
        with suppress(NoAnswer):
            self._listen_to_login()

    def close(self) -> None:
        """Hear nothing more."""
        self._let_sleep()
        for bus in (self._session, self._system):
            if bus is not None:
                bus.close()

    def _bus(self, address: str, *, files: bool = False) -> Bus | None:
        try:
            bus = Bus(address, self, files=files)
        except NoAnswer:
            return None
        bus.heard.connect(self._hear)
        return bus

    def _listen_to_screen_savers(self) -> None:
        if self._session is not None:
            for name in SCREEN_SAVERS:
                self._session.listen(MatchRule(type="signal", interface=name, member="ActiveChanged"))

    def _listen_to_login(self) -> None:
        if self._system is None:
            return
        sleep = MatchRule(type="signal", sender=LOGIN, interface=MANAGER.interface, member="PrepareForSleep")
        self._system.listen(sleep)
        self._delay_sleep()
        own = self._own_session(self._system)
        for interface, member in ((SESSION, "Lock"), (PROPERTIES, "PropertiesChanged")):
            self._system.listen(
                MatchRule(type="signal", sender=LOGIN, path=own, interface=interface, member=member)
            )

    def _own_session(self, bus: Bus) -> str:
        """The path of the login that this program belongs to; `auto`: the one of its desktop."""
        for name in ("auto", os.environ.get("XDG_SESSION_ID", "")):
            with suppress(NoAnswer):
                return str(bus.call(new_method_call(MANAGER, "GetSession", "s", (name,)), "o").body[0])
        raise NoAnswer

    def _hear(self, message: Message) -> None:
        match message.header.fields[HeaderFields.member], message.body:
            case "PrepareForSleep", (True,):
                self.left.emit()
                self._let_sleep()
            case "PrepareForSleep", (False,):
                with suppress(NoAnswer):
                    self._delay_sleep()
            case ("ActiveChanged", (True,)) | ("Lock", ()):
                self.left.emit()
            case "PropertiesChanged", (str(name), dict(changed), _) if name == SESSION:
                if changed.get("LockedHint") == ("b", True):
                    self.left.emit()

    def _delay_sleep(self) -> None:
        """Have the login service wait for us before the computer sleeps next time. Raises NoAnswer."""
        if self._system is None or self._delay is not None:
            return
        values = ("sleep", "AfterNeedle", "locks the diary", "delay")
        (self._delay,) = self._system.call(new_method_call(MANAGER, "Inhibit", "ssss", values), "h").body

    def _let_sleep(self) -> None:
        if self._delay is not None:
            self._delay.close()
            self._delay = None
