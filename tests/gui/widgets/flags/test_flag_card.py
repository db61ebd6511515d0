import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QPushButton

from afterneedle.domain.records import Answer, Did, Level
from afterneedle.gui.cards import in_one_card
from afterneedle.gui.widgets.flags.flag_card import Background, FlagCard
from afterneedle.gui.widgets.flags.level_mark import LevelMark, paint_mark
from support.builders import a_check_in, a_red_flag, a_session, an_observation
from support.seen import button, texts


@pytest.fixture
def card(qtbot, diary, clock):
    """The card of the most pressing flag, or of a rule, on a diary where the test has written something."""

    def make(call=None, rule="", **said) -> FlagCard:
        records, now = diary.records(), clock()
        shown = in_one_card(diary.assessment(now).flags)
        flags = next(flags for flags in shown if rule in ("", flags[0].rule.id))
        about = Background(records, diary.rulebook, lambda: diary.sources, "112", now, call)
        made = FlagCard(flags, about, **said)
        qtbot.addWidget(made)
        return made

    return make


@pytest.fixture
def tingling(diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())
    said = an_observation(diary.catalogue, "tingling", "palm.r", 1)
    diary.check_in(a_check_in(diary.catalogue, felt_at="2026-03-04T14:00:00+00:00", says=[said]), clock())


def test_it_says_the_level_what_was_entered_what_to_do_and_why(card, tingling):
    said = texts(card())
    assert "See a doctor" in said
    assert "Tingling: palm, right" in said
    assert "52 h after the session" in said
    assert "See a doctor within two days" in said
    assert "This app cannot tell what causes a symptom" in said


def test_a_nerve_sign_is_told_before_any_new_needling(card, tingling):
    assert "before any new needling" in texts(card())


def test_what_to_do_is_read_first_then_what_was_seen_then_why(card, tingling):
    said = texts(card())
    why = "It has lasted past two days"
    order = [said.index(part) for part in ("See a doctor within two days", "Tingling: palm, right", why)]
    assert order == sorted(order)


def test_the_phone_number_is_copied(qtbot, card, tingling):
    shown = card()
    assert "K. Osei\n+44 1632 960 001" in texts(shown)
    button(shown, "Copy number").click()
    assert QGuiApplication.clipboard().text() == "+44 1632 960 001"


def test_a_desktop_that_can_call_is_asked_to(card, tingling):
    called = []
    button(card(call=lambda number: called.append(number) or True), "Call").click()
    assert called == ["+44 1632 960 001"]


def test_a_call_that_nothing_took_leaves_the_number_on_the_clipboard_and_says_so(card, tingling):
    shown = card(call=lambda _number: False)
    QGuiApplication.clipboard().setText("")
    button(shown, "Call").click()
    assert QGuiApplication.clipboard().text() == "+44 1632 960 001"
    assert "could not call" in texts(shown)


def test_a_desktop_that_cannot_call_offers_no_call(card, tingling):
    assert not [b for b in card().findChildren(QPushButton) if b.text() == "Call"]


def test_soreness_of_several_places_is_one_card_that_names_them_all(card, diary, clock):
    places = ("trapezius_top.r", "trapezius_top.l")
    diary.record_session(a_session(diary.catalogue, sites=places), clock())
    sore = an_observation(diary.catalogue, place=None, worst=4)
    diary.check_in(a_check_in(diary.catalogue, felt_at=clock().isoformat(), says=[sore]), clock())
    assert len(diary.assessment(clock()).flags) == 2
    shown = card()
    assert "Soreness: top of shoulder, left; top of shoulder, right" in texts(shown)
    assert len(shown.flags) == 2


def test_an_emergency_names_the_number_and_not_the_practitioner(card, diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())
    diary.check_in(a_check_in(diary.catalogue, present=[a_red_flag(diary.catalogue)]), clock())
    said = texts(card())
    assert "Call 112" in said
    assert "K. Osei" not in said


def test_the_sources_are_one_press_away(card, tingling):
    shown = card()
    rule = shown.flag.rule
    sources = [shown._background.sources()[tag].text for tag in rule.sources]
    assert sources[0] not in texts(shown)
    button(shown, "More").click()
    assert f"Rule {rule.id}" in texts(shown)
    assert all(source in texts(shown) for source in sources)


def test_reading_and_answering_are_asked_of_the_page(qtbot, card, tingling):
    shown = card()
    with qtbot.waitSignal(shown.read_wanted) as read:
        button(shown, "&Read about this").click()
    assert read.args == [shown.flag.rule.guidance]
    with qtbot.waitSignal(shown.answer_wanted) as wanted:
        button(shown, "I did this…").click()
    assert wanted.args == [shown]
    with qtbot.waitSignal(shown.print_wanted):
        button(shown, "Print for my appointment").click()


def test_before_saving_there_is_nothing_to_answer_yet(card, tingling):
    assert not [b for b in card(before_saving=True).findChildren(QPushButton) if b.text() == "I did this…"]


def test_an_answered_flag_is_folded_and_says_what_was_done(card, tingling, diary, clock):
    clock.forward(1)
    rule = diary.assessment(clock()).flags[0].rule.id
    diary.answer(Answer(rule, "c1", clock(), Did.SEEN_BY_DOCTOR, "Wait a week."), clock())
    clock.forward(1)
    shown = card()
    assert "A doctor has seen me. Wait a week." in texts(shown)
    assert "52 h after the session" not in texts(shown)
    button(shown, "Show what this was about").click()
    assert "52 h after the session" in texts(shown)


def test_what_a_later_bound_asks_for_is_in_sight_on_an_answered_card(card, tingling, diary, clock):
    """Told on the second day, then silence: on the fifth it would be a doctor."""
    clock.forward(-24)
    numb = an_observation(diary.catalogue, "numbness", "palm.l", 1)
    diary.check_in(a_check_in(diary.catalogue, id="c2", felt_at=clock().isoformat(), says=[numb]), clock())
    diary.remove_check_in("c1", clock())
    for flag in diary.assessment(clock()).flags:
        diary.answer(Answer(flag.rule.id, "c2", clock(), Did.TOLD_PRACTITIONER), clock())
    clock.forward(72)
    shown = card()
    assert shown.flag.answered
    said = texts(shown)
    assert "I told my practitioner." in said
    assert said.count("If it is still there now: See a doctor within two days.") == 1
    button(shown, "Show what this was about").click()
    assert texts(shown).count("If it is still there now:") == 1


def test_an_emergency_sign_that_was_ticked_by_mistake_is_one_press_from_its_entry(qtbot, card, diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())
    diary.check_in(a_check_in(diary.catalogue, present=[a_red_flag(diary.catalogue)]), clock())
    shown = card()
    with qtbot.waitSignal(shown.edit_wanted) as asked:
        button(shown, "Correct this entry").click()
    assert asked.args == ["c1"]


def test_a_sign_that_was_ticked_before_another_is_corrected_where_it_was_ticked(qtbot, card, diary, clock):
    calf, chest = a_red_flag(diary.catalogue, "rf_calf"), a_red_flag(diary.catalogue)
    diary.check_in(a_check_in(diary.catalogue, present=[calf]), clock())
    later = a_check_in(diary.catalogue, id="c2", felt_at="2026-03-04T08:00:00+00:00", present=[chest])
    diary.check_in(later, clock())
    shown = card(rule="R13")
    assert shown.flag.evidence[-1] == "c2"  # beside the chest sign it is an emergency
    with qtbot.waitSignal(shown.edit_wanted) as asked:
        button(shown, "Correct this entry").click()
    assert asked.args == ["c1"]


def test_other_signs_are_corrected_where_all_entries_are(card, tingling):
    assert button(card(), "Correct this entry") is None


def test_each_level_has_a_shape_of_its_own(qtbot):
    drawn = set()
    for level in (Level.WATCH, Level.CONTACT_PRACTITIONER, Level.SEE_DOCTOR, Level.EMERGENCY):
        image = QImage(32, 32, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        paint_mark(painter, level, QRectF(image.rect()))
        painter.end()
        # the shape alone: where something is drawn, whatever its colour
        drawn.add(tuple(image.pixelColor(x, y).alpha() > 127 for x in range(32) for y in range(32)))
        mark = LevelMark(level)
        qtbot.addWidget(mark)
        assert mark.sizeHint().width() > 10
    assert len(drawn) == 4


def test_the_rule_leads_on_to_how_the_app_decides(qtbot, card, tingling):
    shown = card()
    button(shown, "More").click()
    with qtbot.waitSignal(shown.read_wanted) as read:
        button(shown, "How the app decides").click()
    assert read.args == ["how-the-app-decides"]
