"""Alt+R on a page with flag cards, in the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.widgets.flags.flag_card import FlagCard
from support.builders import a_check_in, a_red_flag, a_session, an_observation

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot, hub, diary, clock):
    """With two open flags: a numb hand, and a lump that was not there before."""
    diary.set_setting("first_start_done", "1")
    diary.record_session(a_session(diary.catalogue), clock())
    says = [
        an_observation(diary.catalogue, "tingling", "palm.r", 1),
        an_observation(diary.catalogue, "swelling", "trapezius_top.r", 2),
    ]
    diary.check_in(a_check_in(diary.catalogue, felt_at="2026-03-04T14:00:00+00:00", says=says), clock())
    made = MainWindow(hub)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.start()
        made.show()
        made.activateWindow()
    return made


def press(qtbot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = ALT) -> None:
    qtbot.keyClick(window.focusWidget(), key, modifier)


def cards(window: MainWindow) -> list[FlagCard]:
    return window.page.cards


def title_of(window: MainWindow, card: FlagCard) -> str:
    return window.hub.diary.guidance[card.flag.rule.guidance].title


def test_the_key_reads_about_the_first_card_and_esc_leads_back(qtbot, window):
    wanted = title_of(window, cards(window)[0])
    press(qtbot, window, Qt.Key.Key_R)
    assert window.page is window.pages["guidance"]
    assert window.page.title.text() == wanted
    press(qtbot, window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert window.page is window.pages["today"]


def test_of_several_cards_the_one_with_the_focus_counts(qtbot, window):
    first, *others = cards(window)
    second = next(card for card in others if card.flag.rule.guidance != first.flag.rule.guidance)
    second.findChildren(QPushButton)[0].setFocus()
    press(qtbot, window, Qt.Key.Key_R)
    assert window.page.title.text() == title_of(window, second)
    press(qtbot, window, Qt.Key.Key_Left)
    assert window.page is window.pages["today"]


def test_an_emergency_sign_ticked_in_a_check_in_is_read_about_before_saving(qtbot, window, diary):
    window.open("check_in")
    chest = a_red_flag(diary.catalogue).symptom
    ticks = {t.symptom: t.tick for t in window.page.parts.emergency.group.ticks}
    ticks[chest].setChecked(True)
    qtbot.waitUntil(lambda: any(card.isVisible() for card in window.page.findChildren(FlagCard)))
    press(qtbot, window, Qt.Key.Key_R)
    assert window.page.title.text() == diary.guidance["emergency-lung"].title
    press(qtbot, window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert window.page is window.pages["check_in"]
    assert ticks[chest].isChecked()


def test_without_a_card_the_key_does_nothing(qtbot, window, diary, clock):
    diary.undo(clock())
    window.page.refresh()
    press(qtbot, window, Qt.Key.Key_R)
    assert window.page is window.pages["today"]


def test_the_link_shows_its_key_but_takes_it_from_no_other_card(window):
    links = [b for card in cards(window) for b in card.findChildren(QPushButton) if "Read" in b.text()]
    assert [link.text() for link in links] == ["&Read about this"] * len(cards(window))
    assert all(link.shortcut().isEmpty() for link in links)
