"""Which files a diary goes into, and which ones are read when one of them is chosen."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from afterneedle.diary import Diary
from afterneedle.domain.records import Records
from afterneedle.exchange.csv_cells import Dates
from afterneedle.exchange.private_files import write_private
from afterneedle.transfer import Export, Kind, contents, files_of, kind_of, read, read_texts
from support.builders import a_check_in, a_session, an_answer, an_observation

NOW = datetime(2026, 3, 4, 20, tzinfo=UTC)


@pytest.fixture
def diary(tmp_path):
    made = Diary.create(tmp_path / "d.db")
    says = [an_observation(made.catalogue)]
    check_in = a_check_in(made.catalogue, id="c1", says=says)
    records = Records(sessions=(a_session(made.catalogue),), check_ins=(check_in,), answers=(an_answer(),))
    made.import_records(records, None, NOW)
    yield made
    made.close()


def exported(diary: Diary, file: Path, **more) -> dict[Path, bytes]:
    wanted = Export(kind_of(file), file, **more)
    made = contents(diary, wanted, NOW, ZoneInfo("Europe/London"))
    return {path: b"".join(content) for path, content in made.items()}


def records_in(file: Path, diary: Diary) -> Records:
    found = read(file, read_texts(file), diary.catalogue)
    assert found.unread == ()
    return found.records


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.json", Kind.JSON),
        ("a.fhir.json", Kind.FHIR),
        ("A.CSV", Kind.CSV),
        ("a.ics", Kind.CALENDAR),
        ("a.txt", None),
        ("json", None),
    ],
)
def test_the_kind_is_told_by_the_end_of_the_name(name, kind):
    assert kind_of(Path(name)) is kind


@pytest.mark.parametrize("form", [{}, {"dates": Dates.DOTS, "marked": False}])
@pytest.mark.parametrize("chosen", ["mine.csv", "mine-sessions.csv", "mine-answers.csv", "mine-patient.csv"])
def test_tables_come_back_whichever_of_them_is_chosen(diary, tmp_path, chosen, form):
    write_private({path: [text] for path, text in exported(diary, tmp_path / "mine.csv", **form).items()})
    assert records_in(tmp_path / chosen, diary) == diary.records()


def test_a_table_called_like_one_of_ours_is_read_by_itself(diary, tmp_path):
    file = tmp_path / "my-patient.csv"
    write_private({path: [text] for path, text in exported(diary, file).items()})
    assert records_in(file, diary) == diary.records()


def test_only_a_marked_table_begins_with_the_mark(diary, tmp_path):
    for marked in (True, False):
        files = exported(diary, tmp_path / "m.csv", marked=marked)
        assert {content.startswith(b"\xef\xbb\xbf") for content in files.values()} == {marked}


@pytest.mark.parametrize("kind", list(Kind))
def test_what_will_be_written_is_known_before(diary, tmp_path, kind):
    file = tmp_path / f"m{kind.value}"
    assert tuple(exported(diary, file)) == files_of(kind, file)


@pytest.mark.parametrize("name", ["mine.json", "mine.csv"])
def test_a_diary_from_which_an_answered_check_in_was_deleted_can_be_brought_to_another_computer(
    diary, tmp_path, name
):
    assert [answer.check_in for answer in diary.answers()] == ["c1"]
    diary.remove_check_in("c1", NOW)
    write_private({path: [text] for path, text in exported(diary, tmp_path / name).items()})
    assert records_in(tmp_path / name, diary) == replace(diary.records(), answers=())
    diary.undo(NOW)
    assert len(diary.answers()) == 1


def test_a_bundle_refers_to_nothing_that_was_deleted(diary, tmp_path):
    diary.remove_check_in("c1", NOW)
    [bundle] = exported(diary, tmp_path / "mine.fhir.json").values()
    there = {entry["fullUrl"] for entry in json.loads(bundle)["entry"]}
    assert {told["reference"] for told in references(json.loads(bundle))} <= there


@pytest.mark.parametrize("name", ["mine.json", "mine.csv"])
def test_a_diary_with_a_zone_that_this_computer_does_not_know_is_used_and_moved_like_any_other(
    diary, tmp_path, name
):
    made = diary.records()
    far = "America/Newly_Made"
    session, check_in = replace(made.sessions[0], zone=far), replace(made.check_ins[0], zone=far)
    new = Diary.create(tmp_path / "new.db", diary.catalogue)
    new.import_records(replace(made, sessions=(session,), check_ins=(check_in,)), None, NOW)
    new.close()

    there = Diary.open(tmp_path / "new.db", diary.catalogue)
    assert there.assessment(NOW).flags == diary.assessment(NOW).flags
    assert there.report(NOW).first == diary.report(NOW).first
    assert far.encode() in b"".join(exported(there, tmp_path / "mine.fhir.json").values())
    write_private({path: [text] for path, text in exported(there, tmp_path / name).items()})
    back = records_in(tmp_path / name, there)
    assert back == there.records()
    assert (back.sessions[0].zone, back.check_ins[0].zone) == (far, far)
    there.close()


def calendar_ids(diary: Diary, file: Path) -> list[str]:
    [calendar] = exported(diary, file).values()
    return re.findall(r"^UID:(.+)\r$", calendar.decode(), re.MULTILINE)


def test_a_phone_shows_nothing_twice_when_an_earlier_session_is_recorded_later(diary, tmp_path):
    before = calendar_ids(diary, tmp_path / "a.ics")
    earlier = a_session(diary.catalogue, id="a0", ended_at="2026-02-20T10:00:00+00:00")
    diary.record_session(earlier, NOW)
    assert len(before) > 3
    assert calendar_ids(diary, tmp_path / "b.ics") == before


def test_two_diaries_from_one_file_share_no_id(diary, tmp_path):
    other = Diary.create(tmp_path / "other.db", diary.catalogue)
    other.import_records(diary.records(), None, NOW)
    for name in ("a.ics", "a.fhir.json"):
        found = [
            set(re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", text))
            for one in (diary, other)
            for text in map(bytes.decode, exported(one, tmp_path / name).values())
        ]
        assert found[0]
        assert found[0].isdisjoint(found[1])
    other.close()


def references(part: object) -> Iterator[dict[str, str]]:
    """Every reference in a part of a bundle."""
    if isinstance(part, dict) and "reference" in part:
        yield part
    for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from references(value)
