"""While the passphrase is changed the window has let its diary go; however it ends, it has it again."""

import sqlite3
from contextlib import closing
from multiprocessing import Pipe

import pytest

from afterneedle.gui.apart import process
from afterneedle.gui.apart.talk import Talk
from afterneedle.gui.exchange.jobs import Refused, Step
from afterneedle.gui.passphrase import converting
from afterneedle.gui.passphrase.converting import Converting, Words
from afterneedle.gui.passphrase.job import change
from afterneedle.locking import fits, unlock_by_code
from afterneedle.store.recovery import recovery_file
from support.builders import a_session
from support.jobs import changes_and_dies, dies_before_the_backups
from support.pressing import press

GOOD = "correct horse battery staple"
WORDS = Words("Two things to keep", ("Said.",), "&Lock", "&Cancel", "Locking…")


class Window(Talk):
    """A window that writes down what it is told."""

    def __init__(self) -> None:
        hears, tells = Pipe(duplex=False)
        super().__init__(tells, hears)
        self.told: list[object] = []

    def tell(self, what: object) -> None:
        self.told.append(what)


@pytest.fixture
def dialog(qtbot, hub):
    made = Converting(hub, GOOD, WORDS)
    qtbot.addWidget(made)
    made.show()
    return made


def begin_and_end(qtbot, dialog) -> None:
    press(qtbot, dialog.begin_button)
    with qtbot.waitSignal(dialog.apart.ended):
        pass


def test_meanwhile_it_cannot_be_closed_and_nothing_can_be_pressed(qtbot, dialog, hub):
    press(qtbot, dialog.begin_button)
    assert not hub.is_at_hand
    dialog.reject()
    dialog.close()
    assert dialog.isVisible()
    assert not dialog.begin_button.isEnabled()
    assert not dialog.cancel_button.isEnabled()
    with qtbot.waitSignal(dialog.converted) as heard:
        pass
    assert not dialog.isVisible()
    assert hub.diary.key == heard.args[0].key


def test_after_a_second_it_says_how_far_it_is(qtbot, dialog):
    press(qtbot, dialog.begin_button)
    assert not dialog.working.isVisible()
    dialog.working._slow.timeout.emit()
    assert dialog.working.isVisible()
    with qtbot.waitSignal(dialog.converted):
        pass


def test_each_file_is_told_of_before_it_is_converted(hub, clock):
    hub.diary.record_session(a_session(hub.catalogue), clock())
    hub.diary.keeping.back_up(clock())
    clock.forward(1)
    hub.diary.keeping.back_up(clock())
    path = hub.diary.path
    hub.let_go()
    window = Window()
    change(window, path, None, GOOD)
    *steps, locked = window.told
    assert [(step.number, step.of) for step in steps] == [(0, 3), (1, 3), (2, 3)]
    window = Window()
    change(window, path, locked.key, None)
    *steps, opened = window.told
    assert [(step.number, step.of) for step in steps] == [(0, 3), (1, 3), (2, 3)]
    assert all(isinstance(step, Step) for step in steps)
    assert (opened.key, opened.code, list(opened.plain), opened.unseen) == (None, None, [], None)
    hub.take_up(None)


def test_what_cannot_be_a_passphrase_is_refused(hub):
    path = hub.diary.path
    hub.let_go()
    window = Window()
    change(window, path, None, "")
    assert window.told == [Refused("It must not be empty.")]
    hub.take_up(None)


def test_a_refusal_is_said_and_all_is_as_it_was(qtbot, dialog, hub, diary):
    hub.do(lambda: hub.diary.record_session(a_session(hub.catalogue, note="dizzy"), hub.now()))
    diary.path.write_bytes(diary.path.read_bytes().replace(b"dizzy", b"dizzx"))
    before = diary.path.read_bytes()
    begin_and_end(qtbot, dialog)
    assert dialog.error.text().startswith(f"{diary.path} is damaged.")
    assert hub.is_at_hand
    assert hub.diary.key is None
    assert diary.path.read_bytes() == before
    assert dialog.begin_button.isEnabled()
    assert dialog.isVisible()


def test_another_program_that_is_saving_is_named_and_nothing_is_done(qtbot, dialog, hub, diary):
    with closing(sqlite3.connect(diary.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begin_and_end(qtbot, dialog)
        assert dialog.error.text().startswith(f"Another program is using {diary.path}.")
    press(qtbot, dialog.again_button)
    assert hub.is_at_hand
    assert hub.diary.key is None
    assert not recovery_file(diary.path).exists()


def test_work_that_is_ended_before_it_began_leaves_all_as_it_was(qtbot, dialog, hub):
    press(qtbot, dialog.begin_button)
    with qtbot.waitSignal(dialog.apart.ended):
        dialog.apart._spawned.process.kill()
    assert dialog.error.text() == "The program made a mistake. Your diary is as it was."
    assert hub.is_at_hand
    assert hub.diary.key is None


def test_work_that_dies_once_it_is_done_costs_neither_the_diary_nor_the_code(qtbot, dialog, hub, monkeypatch):
    monkeypatch.setattr(converting, "change", changes_and_dies)
    with qtbot.waitSignal(dialog.converted) as heard:
        press(qtbot, dialog.begin_button)
    key, path = hub.diary.key, hub.diary.path
    assert fits(key, GOOD)
    hub.let_go()
    assert unlock_by_code(path, heard.args[0].code) == key
    hub.take_up(key)


def test_a_removal_that_dies_before_the_backups_is_ended_by_the_window(
    qtbot, dialog, hub, clock, monkeypatch
):
    begin_and_end(qtbot, dialog)
    hub.diary.keeping.back_up(clock())
    removal = Converting(hub, None, WORDS)
    qtbot.addWidget(removal)
    removal.show()
    monkeypatch.setattr(converting, "change", dies_before_the_backups)
    with qtbot.waitSignal(removal.converted, timeout=60_000) as heard:
        press(qtbot, removal.begin_button)
    assert hub.diary.key is None
    assert heard.args[0].locked == ()
    assert [one.holds is not None for one in hub.diary.keeping.backups()] == [True]


def test_a_diary_that_is_gone_meanwhile_can_be_tried_again(qtbot, dialog, hub, diary):
    press(qtbot, dialog.begin_button)
    away = diary.path.rename(diary.path.with_name("moved.db"))
    with qtbot.waitSignal(dialog.apart.ended):
        pass
    assert dialog.error.text().startswith("There is no diary at")
    assert not hub.is_at_hand
    assert not dialog.begin_button.isVisible()
    away.rename(diary.path)
    press(qtbot, dialog.again_button)
    assert hub.is_at_hand
    assert dialog.begin_button.isVisible()
    assert not dialog.again_button.isVisible()
    dialog.reject()
    assert not dialog.isVisible()


def test_a_process_that_cannot_be_started_costs_nothing(qtbot, dialog, hub, monkeypatch):
    def no_more(*_all: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(process, "spawn", no_more)
    begin_and_end(qtbot, dialog)
    assert dialog.error.text().startswith("The computer has no room for this now.")
    assert dialog.begin_button.isEnabled()
    assert hub.is_at_hand
    assert hub.diary.key is None
