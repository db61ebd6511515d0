"""A later start reaches the window that is open; nothing else is let in."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QLabel

from afterneedle.gui.start.single import LONGEST, OK, Call, SingleWindow, Start, read_call

PAGES = ("today", "check-in", "report")
LATER_START = """
import json, sys
from pathlib import Path
from afterneedle.gui.start.single import Call, SingleWindow
path, (page, token) = Path(sys.argv[1]), json.loads(sys.argv[2])
print(SingleWindow(path, ()).start(Call(page, token)).name, end="")
"""
CALLS = st.builds(Call, st.sampled_from((None, *PAGES)), st.from_regex(r"[A-Za-z0-9_.:/-]*", fullmatch=True))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary" / "diary.db"


@pytest.fixture
def made(path: Path) -> Iterator[Callable[..., SingleWindow]]:
    """Makes the right to a window on the diary, or on another."""
    all_made = []

    def make(diary: Path = path) -> SingleWindow:
        all_made.append(SingleWindow(diary, PAGES))
        return all_made[-1]

    yield make
    for single in all_made:
        single.close()


@pytest.fixture
def window(qtbot) -> QLabel:
    shown = QLabel("Today")
    qtbot.addWidget(shown)
    return shown


@pytest.fixture
def first(qtbot, made, window) -> SingleWindow:
    """The first, which listens."""
    single = made()
    assert single.start(Call()) is Start.OPEN
    single.listen_once_painted(window)
    window.show()
    qtbot.waitUntil(lambda: single._server is not None)
    return single


@pytest.fixture
def calls(first) -> list[Call]:
    """What the first one hears."""
    heard: list[Call] = []
    first.called.connect(heard.append)
    return heard


@pytest.fixture
def client(qtbot, first) -> Iterator[QLocalSocket]:
    """Somebody who has connected to the first one."""
    socket = QLocalSocket()
    socket.connectToServer(first._name())
    qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.ConnectedState)
    yield socket
    socket.abort()


def told(qtbot, path: Path, call: Call) -> str:
    """What comes of a start of another process while the first window goes on."""
    line = [sys.executable, "-P", "-c", LATER_START, str(path), json.dumps(call)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as later:
        qtbot.waitUntil(lambda: later.poll() is not None)
        return later.stdout.read()


def has_gone(socket: QLocalSocket) -> bool:
    return socket.state() is QLocalSocket.LocalSocketState.UnconnectedState


def test_a_later_start_tells_the_first_which_page_is_wanted_and_ends(qtbot, first, calls, path):
    call = Call("check-in", "token-1")
    assert told(qtbot, path, call) == "END"
    assert calls == [call]
    assert told(qtbot, path, Call()) == "END"
    assert calls == [call, Call()]


def test_it_is_answered_before_the_page_is_made_which_may_take_a_while(qtbot, first, client):
    answers = []

    def make_a_page() -> None:
        client.waitForReadyRead()
        answers.append(client.readAll().data())

    first.called.connect(make_a_page)
    client.write(Call("report").line())
    qtbot.waitUntil(lambda: answers != [])
    assert answers == [OK]


def test_by_whichever_name_it_is_one_diary(qtbot, first, calls, path):
    alias = path.with_name("alias.db")
    alias.symlink_to("diary.db")
    assert told(qtbot, alias, Call("report")) == "END"
    assert calls == [Call("report")]


def test_another_diary_has_its_own_window(first, made, path):
    assert made(path.with_name("other.db")).start(Call()) is Start.OPEN


def test_a_window_that_closed_makes_room_for_the_next(first, made):
    first.close()
    assert made().start(Call()) is Start.OPEN


def test_a_window_that_hangs_is_not_joined_by_a_second(first, calls, made):
    """Nobody lets the first one answer while this waits."""
    assert made().start(Call("report"), answers=50) is Start.REFUSE
    assert calls == []


def test_a_window_that_never_listens_is_not_joined_by_a_second(made):
    starting = made()
    starting.start(Call())
    assert made().start(Call("report"), answers=50, starts=150) is Start.REFUSE


def test_who_waits_for_a_window_that_ends_opens_the_next(qtbot, made, monkeypatch):
    ending, following = made(), made()
    ending.start(Call())
    monkeypatch.setattr("afterneedle.gui.start.single.sleep", lambda _seconds: ending.close())
    assert following.start(Call()) is Start.OPEN


def test_where_nothing_can_be_written_the_window_opens_all_the_same(made, path, window):
    path.parent.mkdir()
    path.with_name("diary.db.lock").mkdir()
    for single in (made(), made()):
        assert single.start(Call()) is Start.OPEN
        single.listen_once_painted(window)
        single._listen()
        assert single._server is None


def test_a_folder_that_cannot_be_made_is_for_the_diary_to_complain_about(made, path):
    path.parent.write_text("a file in its place")
    assert made().start(Call()) is Start.OPEN


def test_a_link_to_a_diary_that_is_not_there_makes_no_folder(made, path):
    path.parent.mkdir()
    path.symlink_to("stick/diary.db")
    assert made().start(Call()) is Start.OPEN
    assert list(path.parent.iterdir()) == [path]


def test_without_a_library_of_the_system_there_is_one_window_that_hears_of_no_other(made, monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtNetwork", None)
    first = made()
    assert first.start(Call()) is Start.OPEN
    first._listen()
    assert made().start(Call("report")) is Start.REFUSE


def test_the_folder_of_a_new_diary_is_for_this_account_only(made, path):
    made().start(Call())
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_it_listens_once_the_window_is_painted_and_not_before(qtbot, made, window):
    single = made()
    single.start(Call())
    single.listen_once_painted(window)
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.ShowToParent))
    QCoreApplication.processEvents()
    assert single._server is None
    window.show()
    qtbot.waitUntil(lambda: single._server is not None)


def test_a_window_that_starts_minimised_listens_too(qtbot, made, window):
    single = made()
    single.start(Call())
    single.listen_once_painted(window)
    qtbot.waitUntil(lambda: single._server is not None)
    assert not window.isVisible()


def test_a_socket_left_by_a_dead_process_is_no_hindrance(qtbot, first, calls, made, path):
    name = first._server.fullServerName()
    Path(f"{name}.kept").hardlink_to(name)
    first.close()
    Path(f"{name}.kept").rename(name)
    heir = made()
    assert heir.start(Call()) is Start.OPEN
    heir.called.connect(calls.append)
    heir._listen()
    assert told(qtbot, path, Call("report")) == "END"
    assert calls == [Call("report")]


def test_a_message_may_come_in_pieces(qtbot, client, calls):
    for byte in Call("report").line():
        client.write(bytes([byte]))
        client.flush()
        QCoreApplication.processEvents()
    qtbot.waitUntil(client.canReadLine)
    assert client.readLine().data() == OK
    assert calls == [Call("report")]


@pytest.mark.parametrize(
    "message",
    [
        b'{"open": "settings", "token": ""}\n',
        b'{"open": "../../etc", "token": ""}\n',
        b'{"open": ["report"], "token": ""}\n',
        b'{"open": "report"}\n',
        b'{"open": "report", "token": 1}\n',
        b'{"open": "report", "token": "a\\u0000b"}\n',
        b'["report", ""]\n',
        b"report\n",
        b"\xff\xfe\n",
        b"\n",
        b"[" * 50_000 + b"\n",
        b"x" * (LONGEST + 1),
        b"x" * (LONGEST + 1) + b"\n",
    ],
    ids=lambda message: str(message[:40]),
)
def test_anything_but_a_call_for_a_known_page_is_hung_up_on(qtbot, client, calls, message):
    client.write(message)
    qtbot.waitUntil(lambda: has_gone(client))
    assert not client.canReadLine()
    assert calls == []


def test_of_one_start_one_message_is_heard(qtbot, client, calls):
    client.write(Call("report").line() * 3)
    client.flush()
    client.write(Call("report").line())
    qtbot.waitUntil(lambda: has_gone(client))
    assert client.readAll().data() == OK
    assert calls == [Call("report")]


def test_who_says_nothing_and_leaves_does_no_harm(qtbot, client, calls, path):
    client.write(b'{"open"')
    client.disconnectFromServer()
    qtbot.waitUntil(lambda: has_gone(client))
    assert told(qtbot, path, Call("report")) == "END"
    assert calls == [Call("report")]


def test_other_accounts_cannot_reach_the_socket(first):
    assert Path(first._server.fullServerName()).stat().st_mode & 0o077 == 0


@given(CALLS)
def test_a_call_arrives_as_it_was_sent(call):
    assert read_call(call.line(), PAGES) == call
    assert call.line().count(b"\n") == 1


def test_a_call_says_a_page_and_a_token_and_nothing_else():
    assert json.loads(Call("report", "t").line()) == {"open": "report", "token": "t"}


@given(st.binary() | st.text().map(str.encode))
def test_no_message_can_do_harm(line):
    call = read_call(line, PAGES)
    assert call is None or (call.open in (None, *PAGES) and isinstance(call.token, str))
