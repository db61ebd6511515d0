from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from afterneedle.domain.records import Practitioner, Zap
from afterneedle.gui.widgets.sessions.session_form import SessionContext, SessionForm
from support.builders import a_baseline, a_session

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 4, 20, 0, tzinfo=LONDON)


@pytest.fixture
def make(qtbot, catalogue):
    def form(session=None, last=None) -> SessionForm:
        made = SessionForm(SessionContext(catalogue, lambda: NOW, LONDON, last), "new-id", session)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return form


def saved(form: SessionForm) -> list:
    heard: list = []
    form.saved.connect(heard.append)
    form.save()
    return heard


def throw_away_box(form: SessionForm) -> QMessageBox:
    return form.findChild(QMessageBox)


def test_the_shortest_session_is_a_time_and_a_place(qtbot, make, catalogue):
    form = make()
    qtbot.keyClicks(form.moment.time, "10:00")
    form.sites.places = [catalogue.places["trapezius_top.r"]]
    (session,) = saved(form)
    assert session.id == "new-id"
    assert session.ended_at == datetime(2026, 3, 4, 10, 0, tzinfo=LONDON)
    assert session.zone == "Europe/London"
    assert session.sites == (catalogue.places["trapezius_top.r"],)


def test_what_was_not_answered_is_saved_as_not_known(qtbot, make):
    form = make()
    qtbot.keyClicks(form.moment.time, "10:00")
    form.unknown_sites.setChecked(True)
    (session,) = saved(form)
    assert session.sites == ()
    assert session.zap == Zap(None, None, None)
    assert session.twitch is None
    assert session.baseline is None
    assert session.practitioner == Practitioner()


def test_everything_that_can_be_said_is_saved(qtbot, make, catalogue):
    form = make()
    form.moment.day.setDate(QDate(2026, 3, 2))
    qtbot.keyClicks(form.moment.time, "2:30 pm")
    form.about.setChecked(True)
    form.sites.places = [catalogue.places["blade.l"], catalogue.places["blade.r"]]
    qtbot.keyClicks(form.who.name, "Ann Lee")
    qtbot.keyClicks(form.who.profession, "physiotherapist")
    qtbot.keyClicks(form.who.phone, "01632 960002")
    form.zap_felt.value = True
    form.zap_stopped.value = False
    form.zap_place.places = [catalogue.places["hand_back.r"]]
    form.twitch.value = False
    form.note.setPlainText("Left side first\nthen right")
    form.baseline.asked.value = True
    row = form.baseline.rows[0]
    row.symptom.value = catalogue.symptoms["numbness"]
    row.picker.places = [catalogue.places["toes.l"]]
    row._strength[catalogue.symptoms["numbness"]].value = 1
    (session,) = saved(form)
    assert session.ended_at == datetime(2026, 3, 2, 14, 30, tzinfo=LONDON)
    assert session.ended_about
    assert [p.id for p in session.sites] == ["blade.l", "blade.r"]
    assert session.practitioner == Practitioner("Ann Lee", "physiotherapist", "01632 960002")
    assert session.zap == Zap(True, False, catalogue.places["hand_back.r"])
    assert session.twitch is False
    assert session.baseline == (a_baseline(catalogue, "numbness", "toes.l", 1),)
    assert session.note == "Left side first\nthen right"


def test_no_symptom_before_is_an_answer_and_not_a_gap(qtbot, make):
    form = make()
    qtbot.keyClicks(form.moment.time, "10:00")
    form.unknown_sites.setChecked(True)
    form.baseline.asked.value = False
    (session,) = saved(form)
    assert session.baseline == ()


def test_not_sure_about_the_zap_is_not_a_no(qtbot, make):
    form = make()
    qtbot.keyClicks(form.moment.time, "10:00")
    form.unknown_sites.setChecked(True)
    form.zap_felt.value = "unsure"
    (session,) = saved(form)
    assert session.zap.felt is None


@pytest.mark.parametrize(("typed", "reason"), [("", "14:30"), ("25:00", "14:30"), ("23:00", "still to come")])
def test_an_impossible_time_is_said_beside_it_and_all_else_stays(qtbot, make, catalogue, typed, reason):
    form = make()
    qtbot.keyClicks(form.moment.time, typed)
    form.note.setPlainText("kept")
    form.sites.places = [catalogue.places["blade.l"]]
    assert saved(form) == []
    assert reason in form.moment.error.text()
    assert form.note.toPlainText() == "kept"
    assert form.sites.places == (catalogue.places["blade.l"],)


def test_a_session_without_a_place_asks_for_one_or_for_a_tick(qtbot, make):
    form = make()
    qtbot.keyClicks(form.moment.time, "10:00")
    assert saved(form) == []
    assert "at least one place" in form.sites_error.text()


def test_what_is_missing_has_the_focus_and_is_seen(qtbot, make, catalogue):
    form = make()
    form.save()
    assert form.focusWidget() is form.moment.time
    qtbot.keyClicks(form.moment.time, "10:00")
    form.save()
    assert form.focusWidget() is form.sites.search
    form.sites.places = [catalogue.places["blade.l"]]
    form.baseline.asked.value = True
    form.save()
    assert form.baseline.rows[0].isAncestorOf(form.focusWidget())


def test_a_yes_without_any_symptom_is_not_saved_as_none(qtbot, make):
    form = make()
    qtbot.keyClicks(form.moment.time, "10:00")
    form.unknown_sites.setChecked(True)
    form.baseline.asked.value = True
    form.baseline.rows[0].removed.emit()
    assert saved(form) == []
    assert "there was none" in form.baseline.field.error.text()
    assert form.focusWidget() is form.baseline.add
    form.baseline.asked.value = False
    (session,) = saved(form)
    assert session.baseline == ()


def test_an_unfinished_symptom_before_is_asked_for(qtbot, make, catalogue):
    form = make()
    qtbot.keyClicks(form.moment.time, "10:00")
    form.unknown_sites.setChecked(True)
    form.baseline.asked.value = True
    row = form.baseline.rows[0]
    assert saved(form) == []
    assert "Pick the symptom" in row._what.error.text()
    numbness = catalogue.symptoms["numbness"]
    row.symptom.value = numbness
    assert saved(form) == []
    assert "how strong" in row._fields[numbness].error.text()
    row._strength[numbness].value = 2
    assert saved(form) == []
    assert "place" in row._where.error.text()
    row.picker.places = [catalogue.places["toes.l"]]
    assert len(saved(form)) == 1


def test_the_same_symptom_before_cannot_be_named_twice(qtbot, make, catalogue):
    form = make(a_session(catalogue, baseline=[a_baseline(catalogue)]))
    form.baseline.add_row()
    again = form.baseline.rows[1]
    again.symptom.value = catalogue.symptoms["old_pain"]
    again.picker.places = [catalogue.places["blade.r"]]
    again._strength[catalogue.symptoms["old_pain"]].value = 7
    assert saved(form) == []
    assert "twice" in form.baseline.field.error.text()


def test_an_unchanged_session_comes_out_as_it_went_in(make, catalogue):
    session = a_session(
        catalogue,
        ended_at="2026-03-02T10:00:17+02:00",
        zone="+02:00",
        ended_about=True,
        zap=Zap(True, None, catalogue.places["hand_back.l"]),
        twitch=True,
        baseline=[a_baseline(catalogue), a_baseline(catalogue, "headache", None, 3)],
        note="as it was",
        edited_at="2026-03-03T10:00:00+00:00",
    )
    form = make(session)
    form._id = session.id
    assert not form.is_dirty
    assert saved(form) == [session]


def test_the_practitioner_of_last_time_is_offered_again_but_not_the_time(make, catalogue):
    last = a_session(catalogue)
    form = make(last=last)
    assert form.who.name.text() == last.practitioner.name
    assert form.who.phone.text() == last.practitioner.phone
    assert form.moment.time.text() == ""
    assert form.sites.places == ()
    assert not form.is_dirty


def test_the_questions_about_a_zap_come_only_after_a_yes(make):
    form = make()
    assert not form.zap_stopped.isVisible()
    form.zap_felt.value = True
    assert form.zap_stopped.isVisible()
    form.zap_felt.value = False
    assert not form.zap_stopped.isVisible()


def test_escape_leaves_an_untouched_form_at_once(qtbot, make):
    form = make()
    with qtbot.waitSignal(form.left):
        qtbot.keyClick(form.who.name, Qt.Key.Key_Escape)


def test_escape_asks_before_it_throws_text_away(qtbot, make):
    form = make()
    qtbot.keyClicks(form.who.name, "Ann")
    left = []
    form.left.connect(lambda: left.append(True))
    qtbot.keyClick(form.who.name, Qt.Key.Key_Escape)
    box = throw_away_box(form)
    keep = next(b for b in box.findChildren(QPushButton) if "Keep" in b.text())
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert left == []
    assert form.who.name.text() == "Ann"
    qtbot.waitUntil(lambda: throw_away_box(form) is None)
    qtbot.keyClick(form.who.name, Qt.Key.Key_Escape)
    away = next(b for b in throw_away_box(form).findChildren(QPushButton) if "Throw" in b.text())
    with qtbot.waitSignal(form.left):
        qtbot.mouseClick(away, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: throw_away_box(form) is None)


def test_a_session_of_another_zone_keeps_its_clock_when_only_the_note_changes(qtbot, make, catalogue):
    session = a_session(catalogue, ended_at="2026-03-02T19:00:00+09:00", zone="Asia/Tokyo")
    form = make(session)
    assert form.moment.time.text() == "19:00"
    form.note.setPlainText("on holiday")
    (edited,) = saved(form)
    assert edited.ended_at == session.ended_at
    assert edited.ended_at.utcoffset() == timedelta(hours=9)
    assert edited.zone == "Asia/Tokyo"


def test_odd_text_is_kept_as_typed(qtbot, make):
    odd = "قلم 🪡\u200f‘x’ <b>&\t" + "ä" * 5000
    form = make()
    qtbot.keyClicks(form.moment.time, "10:00")
    form.unknown_sites.setChecked(True)
    form.note.setPlainText(odd)
    (session,) = saved(form)
    assert session.note == odd


def test_a_note_that_is_too_long_is_said_and_kept(qtbot, make):
    form = make()
    qtbot.keyClicks(form.moment.time, "10:00")
    form.unknown_sites.setChecked(True)
    form.note.setPlainText("x" * 20_001)
    assert saved(form) == []
    assert "20,000" in form.error.text()
    assert len(form.note.toPlainText()) == 20_001


def test_every_stop_has_one_name(make, unnamed, catalogue):
    form = make(a_session(catalogue, baseline=[a_baseline(catalogue)], zap=Zap(True, True)))
    assert unnamed(form) == []


def test_the_clock_is_read_when_saving_and_not_when_opening(qtbot, catalogue):
    moments = [NOW, NOW + timedelta(hours=2)]
    form = SessionForm(SessionContext(catalogue, lambda: moments[-1], LONDON), "new-id")
    qtbot.addWidget(form)
    qtbot.keyClicks(form.moment.time, "21:00")
    form.unknown_sites.setChecked(True)
    (session,) = saved(form)
    assert session.ended_at.astimezone(UTC) < moments[-1]
