"""One window for each diary file.

The first start holds a lock beside the diary. A later one cannot have it, so it tells the first which page is
wanted, and ends. The lock alone decides. The socket only carries the message, and nothing of the diary.
"""

import json
import os
from collections.abc import Collection
from contextlib import suppress
from enum import Enum, auto
from functools import partial
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal

from afterneedle.file_lock import window_lock

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket
    from PySide6.QtWidgets import QWidget

ANSWERS = 3_000  # ms in which a window that listens answers
STARTS = 15_000  # ms until the window of a first start listens, on a slow disk
OPENS = 1_000  # ms after which it listens even though nothing of it is to be seen
BETWEEN = 0.05  # s
LONGEST = 64 * 1024  # bytes of a message
OK = b"ok\n"


class Start(Enum):
    """What a start has to do."""

    OPEN = auto()  # there is no other window on this diary, or nobody can know
    END = auto()  # the other window has been told
    REFUSE = auto()  # there is another, and it does not answer


class Call(NamedTuple):
    """What a later start wants of the first. `open`: a page, or None to see the window as it is.

    `token`: what the desktop gave the start to show that the person wants the window in front; or "".
    """

    open: str | None = None
    token: str = ""

    def line(self) -> bytes:
        """The call as it is sent."""
        return json.dumps(self._asdict()).encode() + b"\n"


def read_call(line: bytes, pages: Collection[str]) -> Call | None:
    """The call that was sent; None for anything but one of our own, with one of these `pages`."""
    try:
        said = json.loads(line)
        page, token = said["open"], said["token"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    is_ours = (page is None or page in pages) and isinstance(token, str) and token.isprintable()
    return Call(page, token) if is_ours else None


class SingleWindow(QObject):
    """The right to the only window on a diary. `called` carries the Call of a later start."""

    called = Signal(object)

    def __init__(self, diary: Path, pages: Collection[str]) -> None:
        super().__init__()
        self._pages, self._folder = pages, diary.parent
        self._diary = Path(os.path.realpath(diary))  # the same file by whichever name
        self._lock = window_lock(self._diary)
        self._server: QLocalServer | None = None

    def start(self, call: Call, answers: int = ANSWERS, starts: int = STARTS) -> Start:
        """Takes the lock, or has the window that holds it answer the call, within so many milliseconds."""
        with suppress(OSError):  # of a diary that is still to be made; not where a link to one leads
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._may_open():
            return Start.OPEN
        late = QDeadlineTimer(starts)
        while not late.hasExpired():
            answer = self._tell(call, answers)
            if answer is not None:
                return answer
            if self._may_open():
                return Start.OPEN
            sleep(BETWEEN)
        return Start.REFUSE

    def listen_once_painted(self, window: "QWidget") -> None:
        """Listen for later starts; only then, since what listens takes a while to load."""
        if self._lock.is_held:
            from afterneedle.gui.start.first_paint import once_painted

            once_painted(window, self._listen)
            QTimer.singleShot(OPENS, self, self._listen)  # a window that starts minimised paints nothing

    def close(self) -> None:
        """Let the next start open a window."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.release()

    def _may_open(self) -> bool:
        try:
            return self._lock.take()
        except OSError:  # in a folder that cannot be written nobody can know
            return True

    def _tell(self, call: Call, answers: int) -> Start | None:
        """Sends the call and waits for the answer; None where nobody listens."""
        try:
            from PySide6.QtNetwork import QLocalSocket
        except ImportError:  # a library of the system is not there
            return Start.REFUSE
        socket = QLocalSocket()
        socket.connectToServer(self._name())
        if not socket.waitForConnected(answers):
            return None
        socket.write(call.line())
        end = QDeadlineTimer(answers)
        while not socket.canReadLine() and socket.waitForReadyRead(end.remainingTime()):
            pass
        if socket.canReadLine() and socket.readLine().data() == OK:
            return Start.END
        is_silent = socket.state() is QLocalSocket.LocalSocketState.ConnectedState
        return Start.REFUSE if is_silent else None

    def _listen(self) -> None:
        if self._server is not None or not self._lock.is_held:
            return
        try:
            from PySide6.QtNetwork import QLocalServer
        except ImportError:
            return
        self._server = server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._take)
        QLocalServer.removeServer(self._name())  # a dead process left it; with the lock it is ours to remove
        server.listen(self._name())

    def _take(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(self._read, socket))
            self._read(socket)

    def _read(self, socket: "QLocalSocket") -> None:
        """A message may come in pieces; nothing else than a call is answered."""
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST:
                socket.abort()
            return
        call = read_call(bytes(socket.readLine(LONGEST).data()), self._pages)
        if call is None:
            socket.abort()
            return
        # Only when the answer has gone out: to make a page may take a while, and the caller waits.
        socket.disconnected.connect(partial(self.called.emit, call))
        socket.write(OK)
        socket.disconnectFromServer()

    def _name(self) -> str:
        """Short, since the path of a socket is; and of this diary, so that no other one answers."""
        from hashlib import sha256

        return f"afterneedle-{sha256(os.fsencode(self._diary)).hexdigest()[:16]}"
