"""Leaving a Linux computer is heard of: the screen, the login, and sleep, which waits for us."""

import pytest
from jeepney import DBusAddress, new_signal
from jeepney.io.blocking import open_dbus_connection

from afterneedle.reminding.away import SCREEN_SAVERS, Away
from support.login_service import LoginService
from support.session_bus import SessionBus


@pytest.fixture
def system_bus(tmp_path, session_bus):
    folder = tmp_path / "system"
    folder.mkdir()
    made = SessionBus(folder)
    yield made
    made.close()


@pytest.fixture
def start_login(system_bus):
    started = []

    def start(*names: str) -> LoginService:
        started.append(LoginService(system_bus.address, *([names] if names else [])))
        return started[-1]

    yield start
    for service in started:
        service.close()


@pytest.fixture
def login(start_login):
    return start_login()


@pytest.fixture
def listen(qapp, session_bus, system_bus):
    """Begins to listen, and writes down each time that somebody left."""
    made = []

    def begin() -> tuple[Away, list[bool]]:
        away, heard = Away(None, session_bus.address, system_bus.address), []
        away.left.connect(lambda: heard.append(True))
        made.append(away)
        return away, heard

    yield begin
    for away in made:
        away.close()


def say(bus, interface: str, active: object) -> None:
    """What a screen saver says."""
    with open_dbus_connection(bus.address) as screen_saver:
        face = DBusAddress("/ScreenSaver", interface=interface)
        screen_saver.send(new_signal(face, "ActiveChanged", "b", (active,)))


@pytest.mark.parametrize("interface", SCREEN_SAVERS)
def test_a_screen_that_is_locked_is_heard_of_on_every_desktop(qtbot, listen, session_bus, interface):
    _away, heard = listen()
    say(session_bus, interface, False)
    say(session_bus, interface, True)
    qtbot.waitUntil(lambda: heard == [True])


@pytest.mark.parametrize("names", [("auto",), ("7",)])
def test_the_login_service_tells_too(qtbot, listen, start_login, monkeypatch, names):
    monkeypatch.setenv("XDG_SESSION_ID", "7")
    login = start_login(*names)
    _away, heard = listen()
    login.hint(locked=False)
    login.hint(locked=True, name="IdleHint")
    login.lock()
    qtbot.waitUntil(lambda: heard == [True])
    login.hint(locked=True)
    qtbot.waitUntil(lambda: heard == [True, True])


def test_sleep_waits_until_everything_is_put_away(qtbot, listen, login):
    away, _heard = listen()
    assert login.delays == [("sleep", "AfterNeedle", "locks the diary", "delay")]
    held = []
    away.left.connect(lambda: held.append(login.held))
    login.sleep(begins=True)
    qtbot.waitUntil(lambda: login.held == 0)
    assert held == [1]


def test_the_next_sleep_waits_again(qtbot, listen, login):
    _away, heard = listen()
    for times in (1, 2):
        login.sleep(begins=True)
        qtbot.waitUntil(lambda: login.held == 0)
        login.sleep(begins=False)
        qtbot.waitUntil(lambda: login.held == 1)
        assert len(heard) == times


def test_who_hears_nothing_any_more_holds_up_no_sleep(qtbot, listen, login):
    away, heard = listen()
    away.close()
    assert login.held == 0
    login.sleep(begins=True)
    assert heard == []


def test_no_login_service_leaves_the_screen_savers(qtbot, listen, session_bus):
    _away, heard = listen()
    say(session_bus, SCREEN_SAVERS[0], True)
    qtbot.waitUntil(lambda: heard == [True])


def test_no_bus_at_all_is_no_trouble(qapp):
    Away(None, "unix:path=/nowhere", "unix:path=/nowhere").close()


def test_what_is_no_truth_value_is_not_heard(qtbot, listen, session_bus, login):
    _away, heard = listen()
    with open_dbus_connection(session_bus.address) as odd:
        face = DBusAddress("/ScreenSaver", interface=SCREEN_SAVERS[0])
        odd.send(new_signal(face, "ActiveChanged", "s", ("true",)))
    login.lock()
    qtbot.waitUntil(lambda: heard == [True])
