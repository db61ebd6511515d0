"""The commands as a shell runs them: exit status, one plain sentence, files on the disk."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from icalendar import Calendar

from afterneedle import __version__
from afterneedle.__main__ import main
from afterneedle.assets import asset
from support.pdf import text_of

DAY_3 = "2026-03-05T11:00:00+00:00"  # 73 h after the session
STORY = {
    "format": "afterneedle-diary",
    "version": 1,
    "sessions": [{"id": "s1", "ended_at": "2026-03-02T10:00:00+00:00", "sites": ["trapezius_top.r"]}],
    "check_ins": [
        {
            "id": "c1",
            "felt_at": DAY_3,
            "red_flags": {"asked": True},
            "none_of": ["nerve", "movement"],
            "observations": [{"symptom": "soreness", "worst": 2}],
        }
    ],
}


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.json"
    path.write_text(json.dumps(STORY), "utf-8")
    return path


def test_export_and_import_elsewhere_give_the_same_bytes_and_the_same_flags(run, tmp_path):
    sample = tmp_path / "sample.json"
    sample.write_text(asset("demo/diary.json").read_text("utf-8"), "utf-8")
    for name in ("one", "two"):
        source = sample if name == "one" else tmp_path / "one.json"
        assert run("--diary", f"{name}.db", "import", str(source))[0] == 0
        assert run("--diary", f"{name}.db", "export", f"{name}.json")[0] == 0
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    now = ("--now", "2026-03-08T20:00:00+00:00")
    one, two = (run("--diary", f"{name}.db", *now, "flags", "--json")[1] for name in ("one", "two"))
    assert one == two
    assert json.loads(one)["flags"]


def test_importing_twice_changes_nothing(run, story):
    assert run("--diary", "d.db", "import", str(story))[0] == 0
    status, said, _err = run("--diary", "d.db", "import", str(story))
    assert (status, said) == (0, "Imported. Sessions: 0, check-ins: 0, answers: 0. Changed: 0.\n")


def test_flags_for_programs_follow_the_contract(run, story):
    run("--diary", "d.db", "import", str(story))
    status, said, _err = run("flags", "--json", "--diary", "d.db", "--now", DAY_3)
    assert status == 0
    told = json.loads(said)
    assert (told["at"], told["level"], told["not_known"]) == (DAY_3, "contact_practitioner", [])
    (flag,) = told["flags"]
    assert flag.pop("why")
    assert flag == {
        "rule": "S06",
        "level": "contact_practitioner",
        "act_by": "next_working_day",
        "act_before": "2026-03-06T23:59:59+00:00",
        "symptom": "soreness",
        "place": "trapezius_top.r",
        "session": "s1",
        "hours": 73.0,
        "since": DAY_3,
        "evidence": ["c1"],
        "guidance": "soreness",
        "answered": False,
    }


def test_flags_for_people_say_what_and_why(run, story):
    run("--diary", "d.db", "import", str(story))
    status, said, _err = run("--diary", "d.db", "--now", "2026-03-07T12:00:00+00:00", "flags")
    assert status == 0
    assert "S06  Contact your practitioner: Soreness: top of shoulder, right." in said
    assert "     Contact your practitioner by the next working day, Fri 6 March." in said
    assert "     This was to be done by Fri 6 March, 23:59. If you have not done it, do it now." in said
    assert "Not answered in the last 24 hours: Emergency questions" in said


def test_what_was_felt_after_now_does_not_count(run, story):
    run("--diary", "d.db", "import", str(story))
    _status, said, _err = run("--diary", "d.db", "--now", "2026-03-02T11:00:00+00:00", "flags")
    assert said == "No flag is open. This app cannot tell what causes a symptom.\n"


def test_the_report_is_written_for_its_period(run, story, tmp_path):
    run("--diary", "d.db", "import", str(story))
    status, _said, err = run("--diary", "d.db", "--now", DAY_3, "report", "r.pdf", "--paper", "letter")
    assert (status, err) == (0, "")
    paper = text_of(tmp_path / "r.pdf")
    assert "Soreness: top of shoulder, right" in paper
    assert "S06" in paper
    assert (tmp_path / "r.pdf").stat().st_mode & 0o777 == 0o600


def test_a_period_that_ends_before_it_begins_is_refused(run, story, tmp_path):
    run("--diary", "d.db", "import", str(story))
    words = ("report", "r.pdf", "--from", "2026-03-05", "--to", "2026-03-01")
    status, _said, err = run("--diary", "d.db", "--now", DAY_3, *words)
    assert status == 1
    assert "the period ends before it begins" in err
    assert not (tmp_path / "r.pdf").exists()


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("2026-03-05T20:00:00+00:00", "A check-in is due since Thursday 5 March 2026, 19:00."),
        (
            "2026-03-05T12:00:00+00:00",
            "Nothing is due. The next check-in is on Thursday 5 March 2026, 19:00.",
        ),
        ("2026-03-01T12:00:00+00:00", "Nothing is due. No follow-up is open."),
    ],
)
def test_remind_says_whether_a_check_in_is_due(run, story, now, says):
    run("--diary", "d.db", "import", str(story))
    status, said, _err = run("--diary", "d.db", "--now", now, "remind")
    assert (status, said) == (0, says + "\n")


def test_remind_once_answers_also_where_nothing_can_show_a_reminder(run, story):
    run("--diary", "d.db", "import", str(story))
    asked = ("--diary", "d.db", "--now", "2026-03-05T20:00:00+00:00", "remind", "--once")
    assert run(*asked) == (
        0,
        "A check-in is due since Thursday 5 March 2026, 19:00.\nThis desktop shows no reminders.\n",
        "",
    )
    early = ("--diary", "d.db", "--now", "2026-03-05T12:00:00+00:00", "remind", "--once")
    assert run(*early) == (
        0,
        "Nothing is due. The next check-in is on Thursday 5 March 2026, 19:00.\n",
        "",
    )


def test_verify_reads_the_whole_diary(run, story):
    run("--diary", "d.db", "import", str(story))
    assert run("--diary", "d.db", "verify")[:2] == (0, "The diary d.db is whole.\n")


@pytest.mark.parametrize(
    "words", [("flags",), ("export", "x.json"), ("report", "r.pdf"), ("verify",), ("remind",)]
)
def test_only_import_makes_a_diary_that_is_not_there(run, tmp_path, words):
    status, said, err = run("--diary", "d.db", *words)
    assert (status, said) == (1, "")
    assert "There is no diary at" in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_does_not_exist_is_named_with_its_path_and_nothing_is_imported(run, story, tmp_path):
    spoilt = json.loads(story.read_text("utf-8"))
    spoilt["check_ins"][0]["observations"][0]["place"] = "kneee.r"
    story.write_text(json.dumps(spoilt), "utf-8")
    status, said, err = run("--diary", "d.db", "import", str(story))
    assert (status, said) == (1, "")
    assert err == 'check_ins[0].observations[0].place: no place called "kneee.r"\n'
    assert not (tmp_path / "d.db").exists()


def test_other_content_under_a_known_id_is_refused_until_somebody_decides(run, story, tmp_path):
    run("--diary", "d.db", "import", str(story))
    changed = json.loads(story.read_text("utf-8"))
    changed["check_ins"][0]["note"] = "on second thoughts"
    other = tmp_path / "other.json"
    other.write_text(json.dumps(changed), "utf-8")
    status, said, err = run("--diary", "d.db", "import", str(other))
    assert (status, said) == (1, "")
    assert "check_ins c1: the note differs" in err
    assert run("--diary", "d.db", "import", str(other), "--keep", "mine")[0] == 0
    assert run("--diary", "d.db", "import", str(other), "--keep", "theirs")[0] == 0
    run("--diary", "d.db", "export", "out.json")
    assert "on second thoughts" in (tmp_path / "out.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "is empty"), (b"not a diary" * 50, "is not an AfterNeedle diary")],
)
def test_a_file_that_is_no_diary_gets_one_sentence_and_stays_as_it_is(run, tmp_path, content, says):
    path = tmp_path / "d.db"
    path.write_bytes(content)
    status, said, err = run("--diary", "d.db", "flags")
    assert (status, said) == (1, "")
    assert says in err
    assert path.read_bytes() == content


def test_a_diary_of_a_newer_version_is_refused(run, story, tmp_path):
    run("--diary", "d.db", "import", str(story))
    with sqlite3.connect(tmp_path / "d.db") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    status, _said, err = run("--diary", "d.db", "flags")
    assert status == 1
    assert "newer" in err


@pytest.mark.parametrize("name", ["diary.xlsx", "diary", "json"])
def test_an_ending_that_no_file_of_ours_has_is_wrong_usage_and_the_endings_are_named(
    run, story, tmp_path, capsys, name
):
    run("--diary", "d.db", "import", str(story))
    with pytest.raises(SystemExit) as ended:
        main(["--diary", "d.db", "export", name])
    assert ended.value.code == 2
    assert "the name must end in one of .json, .csv, .fhir.json, .ics" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_the_check_ins_to_come_are_written_for_a_phone(run, story, tmp_path):
    run("--diary", "d.db", "import", str(story))
    status, said, err = run("--diary", "d.db", "--now", DAY_3, "export", "Reminders.ICS")
    assert (status, err) == (0, "")
    assert "Export and import it again." in said
    calendar = Calendar.from_ical((tmp_path / "Reminders.ICS").read_bytes())
    starts = [event.start.isoformat() for event in calendar.events]
    days = [f"2026-03-{day:02}" for day in range(5, 13)]
    assert starts == [f"{day}T19:00:00" for day in (*days, "2026-04-01")]  # the last one looks back
    assert {event["summary"] for event in calendar.events} == {"AfterNeedle: check in"}
    assert (tmp_path / "Reminders.ICS").stat().st_mode & 0o777 == 0o600


def test_without_an_open_follow_up_there_is_no_calendar(run, story, tmp_path):
    run("--diary", "d.db", "import", str(story))
    status, said, err = run("--diary", "d.db", "--now", "2026-03-01T12:00:00+00:00", "export", "x.ics")
    assert (status, said) == (1, "")
    assert err == "No follow-up is open, so there is nothing to ask about.\n"
    assert not (tmp_path / "x.ics").exists()


def test_a_file_that_is_missing_or_not_text_is_named(run, tmp_path):
    assert run("--diary", "d.db", "import", "nowhere.json")[0] == 1
    (tmp_path / "bad.json").write_bytes(b"\xff\xfe\x00")
    status, _said, err = run("--diary", "d.db", "import", "bad.json")
    assert status == 1
    assert "UTF-8" in err


def test_a_folder_that_is_not_there_loses_nothing(run, story, tmp_path):
    run("--diary", "d.db", "import", str(story))
    status, _said, err = run("--diary", "d.db", "export", "no/such/folder/x.json")
    assert status == 1
    assert err.count("\n") == 1


def test_the_version_is_said(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"afterneedle {__version__}\n"


@pytest.mark.parametrize("words", [["--now", "yesterday", "flags"], ["dance"], ["import"]])
def test_wrong_usage_has_its_own_status(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--now", "yesterday", "flags"], "--now: must be a time, like 2026-03-02T10:00:00+00:00"),
        (["--now", "1899-12-31T23:59:59", "flags"], "--now: the year must be between 1900 and 2199"),
        (["--now", "2200-01-01", "flags"], "--now: the year must be between 1900 and 2199"),
        (["export", "a.json", "--from", "2026-13-01"], "--from: must be a date, like 2026-03-02"),
        (["report", "a.pdf", "--from", "0001-01-01"], "--from: the year must be between 1900 and 2199"),
        (["report", "a.pdf", "--to", "9999-12-31"], "--to: the year must be between 1900 and 2199"),
    ],
)
def test_a_time_or_date_that_cannot_be_is_explained(words, says, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith(says)


@pytest.mark.parametrize("now", ["1900-01-01T00:00:00+00:00", "2199-12-31T23:59:59+00:00"])
@pytest.mark.parametrize(
    "words",
    [
        ("flags", "--json"),
        ("report", "out.pdf", "--from", "1900-01-01", "--to", "2199-12-31"),
        ("export", "out.json", "--from", "1900-01-01"),
        ("export", "out.csv", "--to", "2199-12-31"),
        ("remind",),
        ("backup",),
        ("verify",),
    ],
    ids=" ".join,
)
def test_at_either_end_of_the_years_that_can_be_every_command_does_its_work(run, story, words, now):
    assert run("--diary", "d.db", "--now", now, "import", str(story))[0] == 0
    status, _said, err = run("--diary", "d.db", "--now", now, *words)
    assert (status, err) == (0, "")


@pytest.mark.parametrize("there", ["the diary itself", "a letter"])
def test_a_report_takes_the_place_of_no_other_kind_of_file(run, story, tmp_path, there):
    run("--diary", "d.db", "import", str(story))
    name = "d.db" if there == "the diary itself" else "letter.txt"
    (tmp_path / "letter.txt").write_text("Dear diary")
    before = (tmp_path / name).read_bytes()
    refused = f"{name} is another kind of file. It was left as it is. Choose a name that ends in .pdf.\n"
    assert run("--diary", "d.db", "report", name) == (1, "", refused)
    assert (tmp_path / name).read_bytes() == before
    for _time in range(2):  # an earlier report may go
        assert run("--diary", "d.db", "report", "r.pdf")[0] == 0


@pytest.mark.parametrize(("diary", "file"), [("d.json", "d.json"), ("d-patient.csv", "d.csv")])
def test_an_export_never_takes_the_place_of_the_diary(run, story, tmp_path, diary, file):
    run("--diary", diary, "import", str(story))
    before = (tmp_path / diary).read_bytes()
    status, said, err = run("--diary", diary, "export", file)
    assert (status, said) == (1, "")
    assert err == f"There is already a file at {file}. It was left as it is. Choose another name.\n"
    assert (tmp_path / diary).read_bytes() == before


@pytest.mark.parametrize(
    ("rule", "clock"),
    [("UTC-3", "15:00:00+03:00"), ("XYZ+11", "01:00:00-11:00"), ("Foo/Bar", "12:00:00+00:00")],
)
def test_a_computer_that_has_a_rule_in_place_of_a_time_zone_has_its_clock_all_the_same(
    run, story, tmp_path, rule, clock
):
    run("--diary", "d.db", "import", str(story))
    words = ("--diary", "d.db", "--now", "2026-03-04T12:00:00+00:00", "flags", "--json")
    line = [sys.executable, "-P", "-m", "afterneedle", *words]
    done = subprocess.run(
        line, cwd=tmp_path, env={**os.environ, "TZ": rule}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["at"] == f"2026-03-04T{clock}"
