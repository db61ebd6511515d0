"""A notification on a Linux desktop: what its service is told, what a press does, services that fail."""

from contextlib import contextmanager

import pytest
from jeepney import HeaderFields, new_method_return, new_signal

from afterneedle.reminding import bus
from afterneedle.reminding.notifier import Press, Reach
from support.notification_service import EXPIRED, FACE, NotificationService


class Quick(NotificationService):
    """One on which somebody presses a button at once."""

    def _answer(self, message):
        answer = super()._answer(message)
        if message.header.fields[HeaderFields.member] != "Notify":
            return answer
        self._bus.send(answer)
        return new_signal(FACE, "ActionInvoked", "us", (*answer.body, "later"))


class Odd(NotificationService):
    """One that answers some calls, but not what was asked."""

    def __init__(self, bus, members):
        self.members = members
        super().__init__(bus)

    def _answer(self, message):
        if message.header.fields[HeaderFields.member] in self.members:
            return new_method_return(message, "s", ("odd",))
        return super()._answer(message)


@pytest.fixture
def heard():
    """Writes down what is pressed from now on, with the token for the window."""

    def listen(notifier):
        presses = []
        notifier.pressed.connect(lambda press, token: presses.append((press, token)))
        return presses

    return listen


@pytest.fixture
def impatient(monkeypatch):
    """For a while nobody waits longer than a moment."""

    @contextmanager
    def hurry():
        with monkeypatch.context() as while_in_a_hurry:
            while_in_a_hurry.setattr(bus, "PATIENCE", 0.05)
            yield

    return hurry


def test_the_person_reads_the_words_and_can_press_two_buttons(service, find):
    assert find().show("AfterNeedle", "Your check-in is ready.")
    [note] = service.shown.values()
    assert (note.program, note.title, note.body) == ("AfterNeedle", "AfterNeedle", "Your check-in is ready.")
    assert note.buttons == {"default": "Check in", "check-in": "Check in", "later": "In an hour"}
    assert note.hints["desktop-entry"] == ("s", "afterneedle")


def test_it_stays_until_somebody_does_something_about_it(service, find):
    find().show("AfterNeedle", "Your check-in is ready.")
    assert service.wait_for_note().stays == 0


def test_settings_can_say_who_shows_it_and_whether_it_has_buttons(service, find):
    notifier = find()
    assert (notifier.server, notifier.reach) == ("recorder 7.0", Reach.BUTTONS)


def test_a_service_without_buttons_is_sent_none(start_service, find):
    service = start_service(can=("body",))
    notifier = find()
    assert notifier.reach is Reach.PLAIN
    assert notifier.show("AfterNeedle", "Your check-in is ready.")
    assert service.wait_for_note().buttons == {}


@pytest.mark.parametrize(
    ("can", "body"), [(("body", "body-markup"), '5 &lt; 6 &amp; "7"'), (("body",), '5 < 6 & "7"')]
)
def test_the_words_come_out_as_they_were_meant_whether_or_not_markup_is_read(start_service, find, can, body):
    service = start_service(can=can)
    find().show("AfterNeedle", '5 < 6 & "7"')
    assert service.wait_for_note().body == body


@pytest.mark.parametrize(
    ("key", "press"),
    [("default", Press.CHECK_IN), ("check-in", Press.CHECK_IN), ("later", Press.LATER)],
)
def test_a_press_is_heard_and_the_notification_leaves_the_screen(service, find, heard, qtbot, key, press):
    notifier = find()
    presses = heard(notifier)
    notifier.show("AfterNeedle", "Your check-in is ready.")
    service.press(key, token="to-the-front")
    qtbot.waitUntil(lambda: presses == [(press, "to-the-front")])
    service.wait_until(lambda service: not service.shown)


def test_a_token_is_for_one_press_only(service, find, heard, qtbot):
    notifier = find()
    presses = heard(notifier)
    for token in ("to-the-front", ""):
        notifier.show("AfterNeedle", "Your check-in is ready.")
        service.press("default", token)
        qtbot.waitUntil(lambda token=token: presses[-1:] == [(Press.CHECK_IN, token)])
        service.wait_until(lambda service: not service.shown)
    assert len(presses) == 2


def test_a_press_counts_once_however_often_it_is_told(service, find, heard, qtbot):
    notifier = find()
    presses = heard(notifier)
    notifier.show("AfterNeedle", "Your check-in is ready.")
    service.press("later")
    service.press("later")
    qtbot.waitUntil(lambda: presses != [])
    service.wait_until(lambda service: not service.shown)
    notifier.show("AfterNeedle", "Your check-in is ready.")
    service.press("check-in")
    qtbot.waitUntil(lambda: len(presses) > 1)
    assert [press for press, _token in presses] == [Press.LATER, Press.CHECK_IN]


def test_a_press_right_behind_the_answer_is_heard(start_service, find, heard, qtbot):
    start_service(Quick)
    notifier = find()
    presses = heard(notifier)
    assert notifier.show("AfterNeedle", "Your check-in is ready.")
    assert presses == []  # the caller is not interrupted
    qtbot.waitUntil(lambda: presses == [(Press.LATER, "")])


def test_what_is_pressed_on_other_notifications_is_not_heard(service, find, heard, qtbot):
    ours, other = find(), find()
    presses, others = heard(ours), heard(other)
    ours.show("AfterNeedle", "Your check-in is ready.")
    other.show("Mail", "A letter has come.")
    service.press("default")
    qtbot.waitUntil(lambda: others != [])
    service.wait_until(lambda service: len(service.shown) == 1)
    service.press("reply")
    service.press("later")
    qtbot.waitUntil(lambda: presses != [])
    assert presses == [(Press.LATER, "")]


def test_a_new_one_takes_the_place_of_the_old_one(service, find):
    notifier = find()
    notifier.show("AfterNeedle", "Your check-in is ready.")
    notifier.show("AfterNeedle", "Your check-in is still open.")
    assert [note.body for note in service.shown.values()] == ["Your check-in is still open."]


def test_it_can_be_withdrawn_also_when_nothing_is_shown(service, find):
    notifier = find()
    notifier.withdraw()
    notifier.show("AfterNeedle", "Your check-in is ready.")
    notifier.withdraw()
    service.wait_until(lambda service: not service.shown)
    notifier.withdraw()
    assert notifier.show("AfterNeedle", "Your check-in is ready.")


def test_what_the_person_closed_comes_anew(service, find, heard, qtbot):
    notifier = find()
    presses = heard(notifier)
    notifier.show("AfterNeedle", "Your check-in is ready.")
    with qtbot.waitSignal(notifier.findChild(bus.Bus).heard):
        service.dismiss(EXPIRED)
    notifier.withdraw()
    assert notifier.show("AfterNeedle", "Your check-in is ready.")
    assert [note.id for note in service.asked] == [1, 2]
    service.press("later")
    qtbot.waitUntil(lambda: presses == [(Press.LATER, "")])


def test_what_was_closed_at_the_same_moment_does_not_make_us_deaf_to_the_next(service, find, heard, qtbot):
    notifier = find()
    presses = heard(notifier)
    notifier.show("AfterNeedle", "Your check-in is ready.")
    service.dismiss()
    notifier.show("AfterNeedle", "Your check-in is ready.")
    service.press("later")
    qtbot.waitUntil(lambda: presses == [(Press.LATER, "")])


def test_what_the_person_closed_just_now_can_still_be_withdrawn(service, find):
    notifier = find()
    notifier.show("AfterNeedle", "Your check-in is ready.")
    service.dismiss()
    notifier.withdraw()
    assert notifier.show("AfterNeedle", "Your check-in is ready.")


def test_without_a_service_there_is_no_notifier_until_one_comes(session_bus, start_service, find):
    assert find() is None
    start_service()
    assert find() is not None


@pytest.mark.parametrize(
    "address",
    ["", "unix:path=/nowhere", "unix:runtime=yes", "tcp:host=localhost,port=1", "autolaunch:", "nonsense"],
)
def test_without_a_bus_there_is_no_notifier(find, monkeypatch, address):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert find() is None
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    assert find() is None


def test_a_service_that_dies_shows_nothing_and_the_next_one_does(service, start_service, find, heard, qtbot):
    notifier = find()
    presses = heard(notifier)
    notifier.show("AfterNeedle", "Your check-in is ready.")
    service.close()
    assert not notifier.show("AfterNeedle", "Your check-in is ready.")
    notifier.withdraw()
    after = start_service(can=("actions",))
    assert notifier.show("AfterNeedle", "Your check-in is ready.")
    after.press("check-in")
    qtbot.waitUntil(lambda: presses == [(Press.CHECK_IN, "")])


def test_the_next_service_may_have_no_buttons(service, start_service, find):
    notifier = find()
    service.close()
    after = start_service(can=())
    notifier.show("AfterNeedle", "Your check-in is ready.")
    assert notifier.reach is Reach.PLAIN
    assert after.wait_for_note().buttons == {}


def test_a_number_of_the_next_service_is_not_one_of_ours(service, start_service, find, heard, qtbot):
    ours = find()
    presses = heard(ours)
    ours.show("AfterNeedle", "Your check-in is ready.")
    service.close()
    after = start_service()
    other = find()
    others = heard(other)
    other.show("Mail", "A letter has come.")
    assert set(after.shown) == set(service.shown)
    ours.withdraw()
    after.press("default")
    qtbot.waitUntil(lambda: others != [])
    assert presses == []


def test_a_service_that_hangs_holds_nobody_up(service, find, impatient):
    notifier = find()
    service.hold()
    with impatient():
        assert find() is None
        assert not notifier.show("AfterNeedle", "Your check-in is ready.")
    service.release()
    assert find() is not None
    assert notifier.show("AfterNeedle", "Your check-in is ready.")


def test_a_notification_that_comes_too_late_is_taken_away_again(service, find, impatient, qtbot):
    notifier = find()
    service.hold("Notify")
    with impatient():
        assert not notifier.show("AfterNeedle", "Your check-in is ready.")
    service.release()
    qtbot.waitUntil(lambda: service.asked and not service.shown)


def test_a_late_answer_takes_nothing_away_that_was_shown_since(service, find, impatient, qtbot):
    notifier = find()
    notifier.show("AfterNeedle", "Your check-in is ready.")
    service.hold("Notify")
    with impatient():
        assert not notifier.show("AfterNeedle", "Your check-in is still open.")
    service.release()
    assert notifier.show("AfterNeedle", "Your check-in is still open.")
    service.press("later")
    with qtbot.waitSignal(notifier.pressed):
        pass
    assert len(service.asked) == 3


@pytest.mark.parametrize("members", [{"GetCapabilities"}, {"GetServerInformation"}])
def test_a_service_that_answers_something_else_is_none(start_service, find, members):
    start_service(Odd, members=members)
    assert find() is None


def test_a_service_that_gives_no_number_has_shown_nothing(start_service, find):
    start_service(Odd, members={"Notify"})
    assert not find().show("AfterNeedle", "Your check-in is ready.")


def test_a_service_that_refuses_is_asked_again_the_next_time(service, find):
    notifier = find()
    service.refuses = True
    assert not notifier.show("AfterNeedle", "Your check-in is ready.")
    service.refuses = False
    assert notifier.show("AfterNeedle", "Your check-in is ready.")


def test_a_bus_that_hangs_holds_nobody_up(session_bus, service, find, impatient):
    notifier = find()
    session_bus.hang()
    with impatient():
        assert find() is None
        assert not notifier.show("AfterNeedle", "Your check-in is ready.")
    session_bus.go_on()
    assert notifier.show("AfterNeedle", "Your check-in is ready.")


def test_when_the_bus_ends_nothing_is_shown_and_nothing_breaks(session_bus, service, find, qtbot):
    notifier = find()
    notifier.show("AfterNeedle", "Your check-in is ready.")
    session_bus.close()
    notifier.withdraw()
    assert not notifier.show("AfterNeedle", "Your check-in is ready.")
    assert find() is None


def test_who_lets_go_leaves_on_the_screen_what_is_shown(service, find):
    notifier = find()
    notifier.show("AfterNeedle", "Your check-in is ready.")
    notifier.close()
    assert not notifier.show("AfterNeedle", "Your check-in is ready.")
    notifier.withdraw()
    find().show("Mail", "A letter has come.")
    assert [note.program for note in service.shown.values()] == ["AfterNeedle"] * 2
