"""The session bus of a Linux desktop, in Qt's own loop: no thread, and no wait longer than PATIENCE."""

import time
from collections.abc import Callable
from contextlib import suppress

from jeepney import HeaderFields, MatchRule, Message, MessageFlag, MessageType
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

PATIENCE = 1.0  # seconds that a call may hold up the window


class NoAnswer(Exception):
    """There is no bus, or nobody there by that name, or they refused or took too long."""


class Bus(QObject):
    """One connection. What others say is told in the order in which it comes, before a later answer to us."""

    heard = Signal(object)  # a Message to all who listen

    def __init__(
        self, address: str = "SESSION", parent: QObject | None = None, *, files: bool = False
    ) -> None:
        """`address`: that of a bus, or "SESSION" for the one of this login, "SYSTEM" for the computer's.

        `files`: whether open files may come with answers. Raises NoAnswer.
        """
        super().__init__(parent)
        try:
            self._connection = open_dbus_connection(address, enable_fds=files, auth_timeout=PATIENCE)
        except (OSError, KeyError, ValueError, RuntimeError):  # a dead bus; an address that is missing or odd
            raise NoAnswer from None
        self._is_open = True
        self._overdue: dict[int, Callable[[Message], None]] = {}
        self._watch = QSocketNotifier(self._connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._watch.activated.connect(self.read)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.read)

    def listen(self, rule: MatchRule) -> None:
        """Hear signals of this kind from now on. Raises NoAnswer."""
        self.call(message_bus.AddMatch(rule))

    def call(
        self, message: Message, signature: str = "", overdue: Callable[[Message], None] | None = None
    ) -> Message:
        """The answer, whose values have this signature. One that comes too late is handed to `overdue`.

        Raises NoAnswer.
        """
        ends = time.monotonic() + PATIENCE
        serial = self._send(message)
        self._soon.start()  # what is received together with the answer does not wake the loop again
        try:
            while _answers(answer := self._connection.receive(timeout=ends - time.monotonic())) != serial:
                self._take(answer)
        except TimeoutError:
            if overdue is not None:
                self._overdue[serial] = overdue
            raise NoAnswer from None
        except OSError:
            self.close()
            raise NoAnswer from None
        if not _holds(answer, signature):
            raise NoAnswer
        return answer

    def tell(self, message: Message) -> None:
        """Sent without waiting; nobody is started to hear it."""
        message.header.flags |= MessageFlag.no_reply_expected | MessageFlag.no_auto_start
        with suppress(NoAnswer):
            self._send(message)

    def read(self) -> None:
        """Take in all that has arrived."""
        try:
            while self._is_open:
                self._take(self._connection.receive(timeout=0))
        except TimeoutError:
            pass
        except OSError:
            self.close()

    def close(self) -> None:
        """Let go of it; harmless twice."""
        if self._is_open:
            self._is_open = False
            self._watch.setEnabled(False)
            self._connection.close()

    def _send(self, message: Message) -> int:
        """The number of the sent message."""
        if not self._is_open:
            raise NoAnswer
        serial: int = next(self._connection.outgoing_serial)
        try:
            self._connection.send(message, serial=serial)
        except OSError:
            self.close()
            raise NoAnswer from None
        return serial

    def _take(self, message: Message) -> None:
        overdue = self._overdue.pop(_answers(message), None)
        if message.header.message_type is MessageType.signal:
            self.heard.emit(message)
        elif overdue is not None:
            overdue(message)


def _answers(message: Message) -> int:
    """The number of the message that this one answers; -1 if none."""
    serial: int = message.header.fields.get(HeaderFields.reply_serial, -1)
    return serial


def _holds(answer: Message, signature: str) -> bool:
    """Whether it is no error and has these values."""
    is_return: bool = answer.header.message_type is MessageType.method_return
    return is_return and answer.header.fields.get(HeaderFields.signature, "") == signature
