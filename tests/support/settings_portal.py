"""The system's settings portal on a private bus: says how the person wants windows to look."""

from collections.abc import Mapping

from jeepney import DBusAddress, HeaderFields, new_method_return, new_signal
from jeepney.low_level import Message

from support.bus_name import BusName

NAME = "org.freedesktop.portal.Desktop"
LOOKS = "org.freedesktop.appearance"
PORTAL = DBusAddress("/org/freedesktop/portal/desktop", interface="org.freedesktop.portal.Settings")
USUAL = {"color-scheme": 0, "contrast": 0, "reduced-motion": 0}


class SettingsPortal:
    """Answers whoever asks, until it is closed. `wishes`: "color-scheme": 1 (dark), "contrast": 1 (high)."""

    def __init__(self, bus: str, wishes: Mapping[str, int]) -> None:
        self.wishes = USUAL | dict(wishes)
        self.asked: set[str] = set()
        self._bus = BusName(bus, NAME)
        self._bus.serve(lambda message: self._bus.send(self._answer(message)))

    def wish(self, name: str, value: int) -> None:
        """Change a wish and tell every window of it."""
        self.wishes[name] = value
        self._bus.send(new_signal(PORTAL, "SettingChanged", "ssv", (LOOKS, name, ("u", value))))

    def close(self) -> None:
        self._bus.close()

    def _answer(self, message: Message) -> Message:
        member = message.header.fields[HeaderFields.member]
        self.asked.add(member)
        if member == "ReadAll":
            wishes = {name: ("u", value) for name, value in self.wishes.items()}
            return new_method_return(message, "a{sa{sv}}", ({LOOKS: wishes},))
        if member in ("Read", "ReadOne"):
            value = ("u", self.wishes.get(message.body[1], 0))
            return new_method_return(message, "v", (value if member == "ReadOne" else ("v", value),))
        if member == "GetAll":
            return new_method_return(message, "a{sv}", ({"version": ("u", 2)},))
        return new_method_return(message, "v", (("u", 2),))
