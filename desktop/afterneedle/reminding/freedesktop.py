"""The notification service of a Linux desktop: GNOME, KDE, Xfce, dunst … (Desktop Notifications 1.2)."""

from html import escape

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, new_method_call
from PySide6.QtCore import QObject, Qt, Signal

from afterneedle.reminding.bus import Bus, NoAnswer
from afterneedle.reminding.notifier import Press, Reach

SERVICE, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
HINTS = {"desktop-entry": ("s", "afterneedle"), "urgency": ("y", 1)}
STAYS = 0  # milliseconds; it goes when it is answered, closed or withdrawn
PRESSES = {"default": Press.CHECK_IN, "check-in": Press.CHECK_IN, "later": Press.LATER}


class FreedesktopNotifier(QObject):
    """Talks to the service on the session bus, and to the next one when that ends."""

    pressed = Signal(Press, str)
    _pressed = Signal(Press, str)  # becomes `pressed` in the loop, never while the caller calls us

    def __init__(
        self, name: str, buttons: tuple[str, str] | None, parent: QObject | None = None, bus: str = "SESSION"
    ) -> None:
        """Raises NoAnswer when there is no such service."""
        super().__init__()
        self.reach, self.server = Reach.PLAIN, ""
        self._name, self._buttons = name, buttons
        self._owner = ""  # the service by the name that it, and no other, has while it lives
        self._can: set[str] = set()
        self._shown, self._token = 0, ""  # the number is the owner's
        self._bus = Bus(bus, self)
        self._bus.heard.connect(self._hear)
        self._pressed.connect(self.pressed, Qt.ConnectionType.QueuedConnection)
        try:
            self._bus.listen(MatchRule(type="signal", sender=SERVICE, interface=SERVICE, path=PATH))
            self._meet()
        except NoAnswer:
            self._bus.close()
            raise
        self.setParent(parent)

    def show(self, title: str, body: str) -> bool:
        try:
            self._meet()
            answer = self._bus.call(self._notify(title, body), "u", overdue=self._take_back)
        except NoAnswer:
            return False
        self._shown, self._token = answer.body[0], ""
        return True

    def withdraw(self) -> None:
        if self._shown:
            self._take_away(self._shown)

    def close(self) -> None:
        self._bus.close()

    def _meet(self) -> None:
        """Learn what the service can do; it may be another than the last time. Raises NoAnswer."""
        answer = self._bus.call(_to(SERVICE, "GetCapabilities"), "as")
        self._can = set(answer.body[0])
        self.reach = Reach.BUTTONS if "actions" in self._can else Reach.PLAIN
        owner = answer.header.fields[HeaderFields.sender]
        if owner != self._owner:
            self._owner, self._shown, self._token = owner, 0, ""
            name, _vendor, version, _spec = self._bus.call(_to(owner, "GetServerInformation"), "ssss").body
            self.server = f"{name} {version}"

    def _notify(self, title: str, body: str) -> Message:
        text = escape(body, quote=False) if "body-markup" in self._can else body
        actions: list[str] = []
        if self._buttons is not None and self.reach is Reach.BUTTONS:
            check_in, later = self._buttons
            actions = ["default", check_in, "check-in", check_in, "later", later]
        icon = ""  # the one of the desktop entry
        values = (self._name, self._shown, icon, title, text, actions, HINTS, STAYS)
        return _to(self._owner, "Notify", "susssasa{sv}i", values)

    def _hear(self, message: Message) -> None:
        if message.header.fields.get(HeaderFields.sender) != self._owner:
            return
        match message.header.fields[HeaderFields.member], message.body:
            case "ActivationToken", (int(id), str(token)) if id == self._shown:
                self._token = token
            case "ActionInvoked", (int(id), str(key)) if id == self._shown and key in PRESSES:
                token = self._token
                self._take_away(id)  # some services leave it on the screen
                self._pressed.emit(PRESSES[key], token)
            case "NotificationClosed", (int(id), _) if id == self._shown:
                self._shown, self._token = 0, ""

    def _take_away(self, id: int) -> None:
        self._shown, self._token = 0, ""
        self._bus.tell(_to(self._owner, "CloseNotification", "u", (id,)))

    def _take_back(self, answer: Message) -> None:
        """It was shown after all, once `show` had given up."""
        match answer.body:
            case (int(id),) if id != self._shown:
                owner = answer.header.fields[HeaderFields.sender]
                self._bus.tell(_to(owner, "CloseNotification", "u", (id,)))


def _to(owner: str, member: str, signature: str = "", values: tuple[object, ...] = ()) -> Message:
    return new_method_call(DBusAddress(PATH, owner, SERVICE), member, signature, values)
