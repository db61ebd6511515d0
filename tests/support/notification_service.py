"""A desktop's notification service on a private bus: it keeps what it is told, and acts for the person."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from jeepney import DBusAddress, HeaderFields, new_error, new_method_return, new_signal
from jeepney.low_level import Message

from support.bus_name import BusName

NAME = "org.freedesktop.Notifications"
FACE = DBusAddress("/org/freedesktop/Notifications", interface=NAME)
NOTIFY = "susssasa{sv}i"
EXPIRED, CLOSED_BY_PERSON, CLOSED_BY_PROGRAM = 1, 2, 3
PATIENCE = 60.0  # seconds


@dataclass(frozen=True)
class Note:
    """One notification as it was asked for."""

    id: int
    program: str
    title: str
    body: str
    buttons: dict[str, str]  # key: word, in their order
    hints: dict[str, tuple[str, object]]
    stays: int  # milliseconds; 0: until it is closed


class NotificationService:
    """Answers until it is closed, which is how one dies."""

    def __init__(self, bus: str, can: Sequence[str] = ("actions", "body", "body-markup")) -> None:
        self.can = can
        self.asked: list[Note] = []  # everything ever asked for
        self.shown: dict[int, Note] = {}  # what is on the screen, by number
        self.refuses = False  # to show anything
        self._numbers = count(1)
        self._holds: Callable[[str], bool] = lambda _member: False
        self._held: list[Message] = []
        self._changed = threading.Condition()
        self._bus = BusName(bus, NAME)
        self._bus.serve(self._take)

    def press(self, key: str, token: str = "") -> None:
        """The person presses a button of the newest notification; it stays on the screen, as in dunst."""
        [*_, id] = self.shown
        if token:
            self._say("ActivationToken", "us", id, token)
        self._say("ActionInvoked", "us", id, key)

    def dismiss(self, reason: int = CLOSED_BY_PERSON) -> None:
        """The newest notification leaves the screen."""
        with self._changed:
            id, _note = self.shown.popitem()
        self._say("NotificationClosed", "uu", id, reason)

    def hold(self, *members: str) -> None:
        """Answer no calls of these members from now on, like a service that hangs; without any, no calls."""
        with self._changed:
            self._holds = lambda member: not members or member in members

    def release(self) -> None:
        """Answer all that were kept waiting, and go on."""
        with self._changed:
            self._holds = lambda _member: False
            held, self._held = self._held, []
        for message in held:
            self._bus.send(self._answer(message))

    def wait_until(self, holds: Callable[["NotificationService"], object]) -> None:
        """Waits for what a program does: `lambda service: service.shown`."""
        with self._changed:
            assert self._changed.wait_for(lambda: holds(self), PATIENCE), "this never came"

    def wait_for_note(self) -> Note:
        """The newest notification on the screen, as soon as there is one."""
        self.wait_until(lambda service: service.shown)
        return list(self.shown.values())[-1]

    def close(self) -> None:
        self._bus.close()

    def _take(self, message: Message) -> None:
        with self._changed:
            if self._holds(message.header.fields[HeaderFields.member]):
                self._held.append(message)
            else:
                # Inside: who waits for a note can press it only once the program knows its number.
                self._bus.send(self._answer(message))

    def _answer(self, message: Message) -> Message:
        fields = message.header.fields
        match fields[HeaderFields.member], fields.get(HeaderFields.signature, ""):
            case "GetCapabilities", "":
                return new_method_return(message, "as", (list(self.can),))
            case "GetServerInformation", "":
                return new_method_return(message, "ssss", ("recorder", "tests", "7.0", "1.2"))
            case "Notify", signature if signature == NOTIFY and not self.refuses:
                return new_method_return(message, "u", (self._show(*message.body),))
            case "CloseNotification", "u" if self._take_away(*message.body):
                self._say("NotificationClosed", "uu", message.body[0], CLOSED_BY_PROGRAM)
                return new_method_return(message)
        return new_error(message, f"{NAME}.Error.Refused", "s", ("not like this",))

    def _show(self, program, replaced, _icon, title, body, words, hints, stays) -> int:
        with self._changed:
            id = replaced or next(self._numbers)
            buttons = dict(zip(words[::2], words[1::2], strict=True))
            note = Note(id, program, title, body, buttons, hints, stays)
            self.asked.append(note)
            self.shown[id] = note
            self._changed.notify_all()
        return id

    def _take_away(self, id: int) -> bool:
        with self._changed:
            was_there = self.shown.pop(id, None) is not None
            self._changed.notify_all()
        return was_there

    def _say(self, member: str, signature: str, *values: object) -> None:
        self._bus.send(new_signal(FACE, member, signature, values))
