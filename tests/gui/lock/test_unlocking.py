"""A locked diary opens by its passphrase alone; what is wrong is said, and nothing is changed."""

import pytest

from afterneedle.gui.lock.unlocking import Unlocking
from afterneedle.locking import change_passphrase, unlock

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def locked(hub, passphrase):
    """Where an encrypted diary lies that nobody has open."""
    hub.let_go()
    return hub.diary.path


@pytest.fixture
def form(qtbot, locked, clock):
    made = Unlocking(locked, clock)
    qtbot.addWidget(made)
    made.show()
    return made


def give(form, words: str) -> None:
    form.field.line.setText(words)
    form.unlock.click()


def test_the_passphrase_opens_it(qtbot, form, locked, passphrase):
    with qtbot.waitSignal(form.opened) as heard:
        give(form, passphrase)
    assert heard.args == [unlock(locked, passphrase)]
    assert form.field.text == ""


def test_ten_wrong_ones_change_nothing_and_the_right_one_opens_it_still(qtbot, form, locked, passphrase):
    before = locked.read_bytes()
    for number in range(10):
        give(form, f"wrong {number}")
        qtbot.waitUntil(form.error.isVisible)
        assert "does not open" in form.error.text()
        while not form.may_try:
            form._second.timeout.emit()
    assert locked.read_bytes() == before
    with qtbot.waitSignal(form.opened):
        give(form, passphrase)


def test_one_that_lost_its_passphrase_meanwhile_is_said(qtbot, form, locked, passphrase):
    change_passphrase(locked, unlock(locked, passphrase), None)
    give(form, passphrase)
    qtbot.waitUntil(form.error.isVisible)
    assert "not locked with a passphrase any more" in form.error.text()
    assert form.may_try


def test_a_file_that_is_gone_is_said_and_costs_no_wait(qtbot, form, locked, passphrase):
    locked.rename(locked.with_name("elsewhere.db"))
    give(form, passphrase)
    qtbot.waitUntil(form.error.isVisible)
    assert "There is no diary" in form.error.text()
    assert form.may_try
