"""A locked diary reminds by what is known beside it, and hears of it when it is opened again."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from afterneedle.diary import Diary
from afterneedle.domain.plans import Plan, Rings, Says
from afterneedle.domain.shown import Shown
from afterneedle.locking import Encrypted, change_passphrase
from afterneedle.reminding.source import LockedDiary, UnlockedDiary, keep_alarms, known_beside, open_source
from support.builders import a_check_in, a_session, an_observation, at

LONDON = ZoneInfo("Europe/London")
ENDED, FELT, NOW = (at(f"2026-03-03T{hour}:00:00+00:00") for hour in (10, 12, 13))
EVENING = datetime(2026, 3, 3, 19)
SHOWN = Shown(EVENING, at("2026-03-03T19:00:10+00:00"))
PLAN = Plan(rings=Rings.ALWAYS, says=Says.SYMPTOMS, since=ENDED)

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def diary(tmp_path, catalogue):
    """An encrypted one with an entry, as it stands at one o'clock, and what is known beside it."""
    made = Diary.create(tmp_path / "diary.db")
    session = a_session(catalogue, ended_at=ENDED.isoformat(), note="secret words")
    made.record_session(session, ENDED)
    tingling = an_observation(catalogue, "tingling", "palm.r", 2)
    made.check_in(a_check_in(catalogue, felt_at=FELT.isoformat(), says=[tingling], note="private"), FELT)
    made.save_reminder_plan(PLAN)
    made.close()
    key = change_passphrase(made.path, None, "four words").key
    opened = Diary.open(made.path, key=key)
    keep_alarms(opened, LONDON, NOW)
    yield opened
    opened.close()


def test_nothing_of_what_was_written_is_in_it(diary, catalogue):
    told = known_beside(diary.path).read_text()
    session = diary.sessions()[0]
    words = ["secret", "private", "tingling", "palm", "symptoms", session.practitioner.name, session.id]
    assert [word for word in (*words, *(site.id for site in session.sites)) if word in told] == []
    for moment in (ENDED, FELT):
        assert moment.isoformat()[:16] not in told


def test_it_asks_when_the_diary_does_and_names_no_symptom(diary):
    locked = open_source(diary.path)
    assert isinstance(locked, LockedDiary)
    asks, symptoms = locked.asks(NOW)
    for hours in range(24 * 40):
        now = NOW + timedelta(hours=hours)
        assert asks.due(LONDON, now) == diary.schedule(now).due(LONDON, now)
    assert symptoms == ()


def test_where_it_is_open_symptoms_are_named_if_the_patient_chose_that_and_others_hear_what_was_shown(diary):
    unlocked = UnlockedDiary(diary)
    asks, symptoms = unlocked.asks(NOW)
    assert (asks.plan.says, [one.symptom.id for one in symptoms]) == (Says.SYMPTOMS, ["tingling"])
    assert unlocked.note_shown(SHOWN, asks.shown)
    assert LockedDiary(diary.path).asks(NOW)[0].shown == (SHOWN,)
    unlocked.close()
    assert diary.sessions()


def test_a_plain_diary_is_read_itself(diary, tmp_path):
    Diary.create(tmp_path / "other.db").close()
    source = open_source(tmp_path / "other.db")
    assert isinstance(source, Diary)
    source.close()


def test_where_nothing_is_known_it_is_just_locked(diary):
    known_beside(diary.path).unlink()
    locked = LockedDiary(diary.path)
    assert not locked.is_known
    for verb in (
        lambda: locked.asks(NOW),
        lambda: locked.note_shown(SHOWN, ()),
        lambda: locked.note_refused(SHOWN),
        lambda: locked.put_off(NOW),
    ):
        with pytest.raises(Encrypted):
            verb()
    assert not known_beside(diary.path).exists()


def test_of_two_that_show_it_at_once_one_does(diary):
    first, second = LockedDiary(diary.path), LockedDiary(diary.path)
    known = [locked.asks(NOW)[0].shown for locked in (first, second)]
    assert second.note_shown(SHOWN, known[1])
    assert not first.note_shown(replace(SHOWN, at=SHOWN.at + timedelta(seconds=1)), known[0])
    assert first.asks(NOW)[0].shown == (SHOWN,)


def test_what_was_shown_and_put_off_comes_into_the_diary_once(diary):
    locked, later = LockedDiary(diary.path), SHOWN.at + timedelta(hours=1)
    locked.note_shown(SHOWN, ())
    locked.put_off(later)
    assert keep_alarms(diary, LONDON, later)
    assert diary.schedule(later).shown == (SHOWN,)
    assert diary.reminder_plan() == replace(PLAN, later=later)
    assert not keep_alarms(diary, LONDON, later)
    diary.save_reminder_plan(replace(diary.reminder_plan(), later=None))
    assert not keep_alarms(diary, LONDON, later)
    assert diary.reminder_plan().later is None  # what the window chose since is not overruled


def test_what_the_desktop_refused_was_not_shown(diary):
    locked = LockedDiary(diary.path)
    locked.note_shown(SHOWN, ())
    locked.note_refused(SHOWN)
    assert locked.asks(NOW)[0].shown == ()
    assert not keep_alarms(diary, LONDON, NOW)


def test_an_answer_is_known_beside_it_after_the_save(diary, catalogue):
    now = at("2026-03-03T19:05:00+00:00")
    assert LockedDiary(diary.path).asks(now)[0].due(LONDON, now) is not None
    diary.check_in(a_check_in(catalogue, id="c2", felt_at=now.isoformat()), now)
    keep_alarms(diary, LONDON, now)
    assert LockedDiary(diary.path).asks(now)[0].due(LONDON, now) is None


def test_without_the_passphrase_it_is_gone(diary):
    key = diary.key
    diary.close()
    change_passphrase(diary.path, key, None)
    assert not known_beside(diary.path).exists()


def test_beside_a_plain_diary_nothing_stays(diary, tmp_path):
    plain = Diary.create(tmp_path / "other.db")
    known_beside(plain.path).write_bytes(known_beside(diary.path).read_bytes())
    assert not keep_alarms(plain, LONDON, NOW)
    assert not known_beside(plain.path).exists()
    plain.close()
