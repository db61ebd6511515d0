"""The verbs over a real file."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from afterneedle.diary import Diary, StoreError, new_id
from afterneedle.domain.excerpt import Part
from afterneedle.domain.plans import Plan, Rings
from afterneedle.domain.records import Answer, CheckIn, Did, Level, Patient, Records
from afterneedle.domain.report import Wanted
from afterneedle.domain.shown import Shown
from afterneedle.exchange.json_diary import parse
from afterneedle.exchange.merge import Conflict
from support.builders import a_check_in, a_red_flag, a_session, an_observation

NOW = datetime.fromisoformat("2026-03-04T20:00:00+00:00")
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    made = Diary.create(tmp_path / "d.db")
    yield made
    made.close()


def test_a_session_that_is_saved_again_is_edited_not_doubled(diary):
    session = a_session(diary.catalogue)
    diary.record_session(session, NOW)
    assert diary.records().sessions == (session,)
    diary.record_session(session, LATER)
    (edited,) = diary.records().sessions
    assert edited.edited_at == LATER


def test_an_edited_check_in_keeps_the_time_it_was_first_entered(diary):
    check_in = a_check_in(diary.catalogue)
    diary.check_in(check_in, NOW)
    changed = a_check_in(diary.catalogue, note="more to say", entered_at=LATER.isoformat())
    diary.check_in(changed, LATER)
    (edited,) = diary.records().check_ins
    assert (edited.entered_at, edited.edited_at) == (check_in.entered_at, LATER)
    assert edited.note == "more to say"


def test_every_verb_can_be_taken_back_and_done_again_also_after_a_restart(diary, tmp_path):
    session, check_in = a_session(diary.catalogue), a_check_in(diary.catalogue)
    diary.record_session(session, NOW)
    diary.check_in(check_in, NOW)
    diary.save_patient(Patient(name="Ada"), NOW)
    diary.answer(Answer("S06", check_in.id, NOW, Did.TOLD_PRACTITIONER), NOW)
    diary.remove_check_in(check_in.id, NOW)
    diary.remove_session(session.id, NOW)
    whole = diary.records()
    diary.close()
    again = Diary.open(tmp_path / "d.db")
    kinds = []
    while again.undoable() is not None:
        kinds.append(again.undo(LATER))
    assert kinds == ["session.delete", "check_in.delete", "answer", "patient", "check_in", "session"]
    assert again.records() == Records()
    while again.redoable() is not None:
        again.redo(LATER)
    assert again.records() == whole
    again.close()


def test_what_was_deleted_comes_back_in_any_order_and_each_edit_is_known(diary):
    session, check_in = a_session(diary.catalogue), a_check_in(diary.catalogue)
    diary.record_session(session, NOW)
    diary.check_in(check_in, NOW)
    diary.check_in(a_check_in(diary.catalogue, note="more"), LATER)
    (edit,) = diary.edits("c1")
    assert (edit.at, edit.before, edit.after.note) == (LATER, check_in, "more")
    diary.remove_session("s1", NOW)
    diary.remove_check_in("c1", LATER)
    assert [(d.entry.id, d.at) for d in diary.deleted()] == [("c1", LATER), ("s1", NOW)]
    diary.restore("s1", LATER)
    assert diary.records().sessions == (session,)
    assert diary.undoable().label == "restore"
    assert diary.undoable().id == diary.made
    diary.undo(LATER, diary.made)
    assert diary.records().sessions == ()


def test_an_import_is_one_change_and_says_what_it_did(diary):
    theirs = Records(sessions=(a_session(diary.catalogue),), check_ins=(a_check_in(diary.catalogue),))
    merged = diary.import_records(theirs, None, NOW)
    assert (len(merged.new_sessions), len(merged.new_check_ins)) == (1, 1)
    assert diary.import_records(theirs, None, NOW).is_empty
    assert diary.undo(NOW) == "import"
    assert diary.records() == Records()


def test_two_diaries_that_differ_are_not_merged_in_silence(diary):
    diary.check_in(a_check_in(diary.catalogue, note="mine"), NOW)
    theirs = Records(check_ins=(a_check_in(diary.catalogue, note="theirs"),))
    with pytest.raises(Conflict):
        diary.import_records(theirs, None, NOW)
    diary.import_records(theirs, "theirs", NOW)
    assert diary.records().check_ins[0].note == "theirs"


def test_flags_follow_from_what_was_recorded_and_go_with_it(diary):
    diary.record_session(a_session(diary.catalogue), NOW)
    check_in = a_check_in(diary.catalogue, present=[a_red_flag(diary.catalogue)])
    diary.check_in(check_in, NOW)
    assert diary.assessment(LATER).level is Level.EMERGENCY
    diary.undo(LATER)
    assert diary.assessment(LATER).level is Level.EXPECTED


def test_the_hour_of_the_reminder_is_the_patients(diary):
    diary.record_session(a_session(diary.catalogue, ended_at="2026-03-04T10:00:00+00:00"), NOW)
    zone = ZoneInfo("Europe/London")
    assert diary.reminder(NOW, zone).due_since == NOW - timedelta(hours=1)
    diary.save_reminder_plan(Plan(hour=time(21, 30)))
    assert diary.reminder(NOW, zone).next_at == NOW + timedelta(hours=1.5)
    diary.set_setting("reminder_hour", "half past nine")
    assert diary.reminder_plan().hour == time(19)


def test_later_that_is_pressed_while_settings_save_overrules_nothing(diary, monkeypatch):
    before = diary.reminder_plan()
    settings = Diary.open(diary.path)
    settings.save_reminder_plan(Plan(rings=Rings.NEVER))
    monkeypatch.setattr(diary, "reminder_plan", lambda: before)  # as it was read a moment ago
    diary.put_off(LATER)
    assert settings.reminder_plan() == Plan(rings=Rings.NEVER, later=LATER)
    settings.close()


def test_of_two_who_show_the_same_reminder_one_is_told_that_it_came_second(diary, tmp_path):
    first, second = diary.schedule(NOW).shown, Diary.open(diary.path)
    one = Shown(NOW.replace(tzinfo=None), NOW)
    assert diary.note_shown(one, first)
    assert not second.note_shown(one, first)
    assert second.schedule(NOW).shown == (one,)
    second.close()


def test_every_rule_leads_to_a_guidance_text_and_its_sources(diary):
    for rule in diary.rulebook.rules:
        assert rule.guidance in diary.guidance, rule.id
        assert set(rule.sources) <= set(diary.sources), rule.id


def test_opening_makes_nothing_and_creating_replaces_nothing(tmp_path):
    with pytest.raises(StoreError):
        Diary.open(tmp_path / "nowhere.db")
    assert list(tmp_path.iterdir()) == []
    Diary.create(tmp_path / "d.db").close()
    with pytest.raises(StoreError):
        Diary.create(tmp_path / "d.db")


def test_ids_are_new_every_time():
    assert new_id() != new_id()


def test_what_is_left_out_of_a_report_changes_no_flag_and_leaves_no_trace(diary):
    diary.save_patient(Patient("Ada", date(2015, 1, 1), notes="a secret"), NOW)
    diary.record_session(a_session(diary.catalogue), NOW)
    told = a_check_in(diary.catalogue, says=[an_observation(diary.catalogue)], note="a secret")
    diary.check_in(told, NOW)
    [flag, *_rest] = diary.assessment(LATER).flags
    diary.answer(Answer(flag.rule.id, told.id, NOW, Did.TOLD_PRACTITIONER, "a secret"), NOW)
    whole = diary.report(LATER)
    part = diary.report(LATER, Wanted(left_out=frozenset(Part), attached=True))
    assert [f.flag.rule for f in part.findings] == [f.flag.rule for f in whole.findings]
    assert "U18" in {f.flag.rule.id for f in part.findings}
    assert "a secret" in repr(whole)
    for kept_back in ("a secret", "Ada", "2015"):
        assert kept_back not in repr(part)
    assert parse(part.attachment, diary.catalogue).answers[0].words == ""


def test_two_check_ins_of_one_press_are_taken_back_together(diary):
    then = a_check_in(diary.catalogue, id="then", felt_at="2026-03-03T20:00:00+00:00")
    now = a_check_in(diary.catalogue, id="now", felt_at="2026-03-04T20:00:00+00:00")
    diary.check_ins((then, now), NOW)
    assert [c.id for c in diary.records().check_ins] == ["then", "now"]
    assert diary.undo(LATER) == "check_in"
    assert diary.records().check_ins == ()
    diary.redo(LATER)
    assert [c.id for c in diary.records().check_ins] == ["then", "now"]


def test_a_draft_is_there_after_a_restart_until_it_is_thrown_away(diary, tmp_path):
    assert diary.draft() is None
    diary.keep_draft("begun")
    diary.keep_draft("begun, and more")
    diary.close()
    again = Diary.open(tmp_path / "d.db")
    assert again.draft() == "begun, and more"
    again.drop_draft()
    assert again.draft() is None
    again.drop_draft()
    again.close()


def test_a_saved_check_in_ends_the_draft_in_the_same_change(diary):
    diary.keep_draft("begun")
    diary.check_in(a_check_in(diary.catalogue), NOW)
    assert diary.draft() is None
    diary.undo(LATER)
    assert diary.draft() is None


def test_when_one_of_two_cannot_be_saved_neither_is_and_the_draft_stays(diary):
    def half() -> Iterator[CheckIn]:
        yield a_check_in(diary.catalogue)
        raise RuntimeError("the machine's fault")

    diary.keep_draft("begun")
    with pytest.raises(RuntimeError):
        diary.check_ins(half(), NOW)
    assert diary.records().check_ins == ()
    assert diary.draft() == "begun"


def test_a_draft_is_no_change_and_leaves_no_trace_in_the_file(diary):
    diary.keep_draft("only for my own eyes")
    assert diary.undoable() is None
    diary.drop_draft()
    diary.close()
    assert b"only for my own eyes" not in diary.path.read_bytes()


def test_a_phone_is_to_ask_at_the_patients_hour_until_the_look_back(diary):
    paris = ZoneInfo("Europe/Paris")
    assert diary.calendar(NOW, paris, "Check in") is None
    diary.record_session(a_session(diary.catalogue, ended_at="2026-03-26T12:00:00+00:00"), NOW)
    diary.save_reminder_plan(Plan(hour=time(20, 30)))
    evening = datetime.fromisoformat("2026-03-26T19:30:00+00:00")
    calendar = diary.calendar(evening, paris, "Check in") or b""
    assert b"DTSTART:20260327T203000\r\n" in calendar  # at 20:30 of the 26th the first was due already
    assert b"DTSTART:20260425T203000\r\n" in calendar
