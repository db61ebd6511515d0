"""The system's settings portal on a private bus: says how the person wants windows to look."""

import threading
from collections.abc import Mapping

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import Message

LOOKS = "org.freedesktop.appearance"
PORTAL = DBusAddress("/org/freedesktop/portal/desktop", interface="org.freedesktop.portal.Settings")
USUAL = {"color-scheme": 0, "contrast": 0, "reduced-motion": 0}


class SettingsPortal:
    """Answers whoever asks, until it is closed. `wishes`: "color-scheme": 1 (dark), "contrast": 1 (high)."""

    def __init__(self, bus: str, wishes: Mapping[str, int]) -> None:
        self.wishes = USUAL | dict(wishes)
        self.asked: set[str] = set()
        self._connection: DBusConnection = open_dbus_connection(bus)
        self._connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def wish(self, name: str, value: int) -> None:
        """Change a wish and tell every window of it."""
        self.wishes[name] = value
        self._connection.send(new_signal(PORTAL, "SettingChanged", "ssv", (LOOKS, name, ("u", value))))

    def close(self) -> None:
        self._closing.set()
        self._thread.join()
        self._connection.close()

    def _serve(self) -> None:
        while not self._closing.is_set():
            try:
                message = self._connection.receive(timeout=0.1)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                self._connection.send(self._answer(message))

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
