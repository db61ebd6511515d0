"""The diary goes out as tables and bundles, and comes back from our own tables, all of it or nothing."""

import codecs
import csv
import json
from pathlib import Path

import pytest

from afterneedle.__main__ import main
from afterneedle.assets import asset
from afterneedle.content.catalogue import load_catalogue
from afterneedle.content.wording.columns import dictionary
from afterneedle.exchange.csv_tables import columns

NOT_LOCKED = "A file outside the app is not locked: whoever has it can read it.\n"
TABLES = ("diary.csv", "diary-sessions.csv", "diary-answers.csv", "diary-patient.csv")


@pytest.fixture
def sample(run, tmp_path: Path) -> Path:
    """The sample diary, in d.db and in sample.json."""
    path = tmp_path / "sample.json"
    path.write_text(asset("demo/diary.json").read_text("utf-8"), "utf-8")
    assert run("--diary", "d.db", "import", "sample.json")[0] == 0
    return path


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_diary_is_four_tables_and_the_words_in_them(run, sample, tmp_path):
    status, said, err = run("--diary", "d.db", "export", "diary.csv")

    names = [*TABLES, "diary-columns.csv"]
    assert (status, err) == (0, "")
    assert said == "".join(f"Saved {name}.\n" for name in names) + NOT_LOCKED
    for name in names:
        assert (tmp_path / name).read_bytes().startswith(codecs.BOM_UTF8)
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    told = json.loads(sample.read_text("utf-8"))
    check_ins = table(tmp_path / "diary.csv")
    assert [row["check_in"] for row in check_ins if row["row"] == "check-in"] == [
        check_in["id"] for check_in in told["check_ins"]
    ]
    assert len(table(tmp_path / "diary-sessions.csv")) == len(told["sessions"])


def test_the_tables_imported_elsewhere_make_the_same_diary_to_the_byte(run, sample):
    run("--diary", "d.db", "export", "diary.csv")

    status, said, err = run("--diary", "elsewhere.db", "import", "diary.csv")

    assert (status, err) == (0, "")
    assert said.splitlines() == [
        "Imported. Sessions: 3, check-ins: 20, answers: 3. Changed: 0.",
        "No diary was there, so a new one was made: elsewhere.db",
    ]
    run("--diary", "elsewhere.db", "export", "again.json")
    assert sample.with_name("again.json").read_bytes() == sample.read_bytes()
    assert "Changed: 0." in run("--diary", "d.db", "import", "diary.csv")[1]


def test_tables_for_programs_have_no_mark_and_dates_are_as_asked(run, sample, tmp_path):
    run("--diary", "d.db", "export", "diary.csv", "--no-bom", "--dates", "DD.MM.YYYY")

    text = (tmp_path / "diary.csv").read_text("utf-8")
    assert text.startswith("check_in,row,day DD.MM.YYYY,date DD.MM.YYYY,time,")
    assert ",03.03.2026,19:30:00,UTC+00:00,Europe/London," in text
    assert run("--diary", "elsewhere.db", "import", "diary.csv")[0] == 0


def test_a_form_of_dates_that_there_is_not_is_wrong_usage(sample, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--diary", "d.db", "export", "diary.csv", "--dates", "YY"])
    assert ended.value.code == 2
    assert "YYYY-MM-DD, DD/MM/YYYY, MM/DD/YYYY, DD.MM.YYYY" in capsys.readouterr().err


def test_rows_that_cannot_be_read_are_named_and_nothing_is_imported(run, sample, tmp_path):
    run("--diary", "d.db", "export", "diary.csv")
    path = tmp_path / "diary.csv"
    path.write_text(path.read_text("utf-8").replace(",yes,4,", ",yes,44,"), "utf-8")

    status, said, err = run("--diary", "elsewhere.db", "import", "diary.csv")

    assert (status, said) == (1, "")
    lines = err.splitlines()
    assert lines[0] == "Nothing was imported, because not every row could be read."
    assert lines[1] == "diary.csv, line 2: another row of this check-in cannot be read"
    assert lines[2] == "diary.csv, line 3, worst: 44 is not between 0 and 10"
    assert len(lines) == 12
    assert lines[-1].startswith("And ")
    assert not (tmp_path / "elsewhere.db").exists()


def test_of_a_diary_file_with_many_mistakes_the_first_ten_are_named_and_the_rest_are_counted(run, sample):
    sample.write_text(sample.read_text("utf-8").replace('"felt_at": "20', '"felt_at": "never '), "utf-8")
    status, said, err = run("--diary", "elsewhere.db", "import", "sample.json")
    assert (status, said) == (1, "")
    head, first, *_others, last = lines = err.splitlines()
    assert head == "Nothing was imported, because not everything in the file could be read."
    assert first.startswith("sample.json, line ")
    assert ".felt_at: " in first
    assert len(lines) == 12
    assert last == f"And {sample.read_text('utf-8').count('never ') - 10} more."
    assert not sample.with_name("elsewhere.db").exists()


def test_one_bad_row_is_one_line(run, sample, tmp_path):
    run("--diary", "d.db", "export", "diary.csv")
    path = tmp_path / "diary-sessions.csv"
    path.write_text(path.read_text("utf-8").replace("low_back.r", "low_black.r"), "utf-8")

    status, _said, err = run("--diary", "d.db", "import", "diary.csv")

    assert status == 1
    assert err.splitlines()[1:] == ['diary-sessions.csv, line 4, sites: no place called "low_black.r"']


def test_check_ins_alone_are_imported_without_the_tables_that_are_not_there(run, sample, tmp_path):
    run("--diary", "d.db", "export", "diary.csv")
    for name in TABLES[1:]:
        (tmp_path / name).unlink()

    status, said, _err = run("--diary", "elsewhere.db", "import", "diary.csv")
    assert (status, said.splitlines()[0]) == (
        0,
        "Imported. Sessions: 0, check-ins: 20, answers: 0. Changed: 0.",
    )


def test_a_table_that_is_not_there_or_not_text_is_named(run, sample, tmp_path):
    status, _said, err = run("--diary", "d.db", "import", "nowhere.csv")
    assert (status, err) == (1, "nowhere.csv is not there. Look at its name, then try again.\n")
    (tmp_path / "bad.csv").write_bytes(b"\xff\xfec\0")
    status, _said, err = run("--diary", "d.db", "import", "bad.csv")
    assert (status, err) == (1, "bad.csv: this is not a text file in UTF-8\n")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        (("--from", "2026-03-04", "--to", "2026-03-06"), ["2026-03-04", "2026-03-06"]),
        (("--from", "2026-04-11"), ["2026-04-11", "2026-04-13"]),
        (("--to", "2026-03-03"), ["2026-03-03", "2026-03-03"]),
    ],
)
def test_only_the_days_that_are_named_go_out(run, sample, words, days):
    now = ("--now", "2026-04-14T21:00:00+00:00")
    for ending in (".json", ".csv"):
        assert run("--diary", "d.db", *now, "export", f"part{ending}", *words)[0] == 0
        run("--diary", f"of{ending}.db", *now, "import", f"part{ending}")
        run("--diary", f"of{ending}.db", *now, "export", "again.json")
        told = json.loads(sample.with_name("again.json").read_text("utf-8"))
        known = sorted(check_in["felt_at"][:10] for check_in in told["check_ins"])
        assert [known[0], known[-1]] == days
        assert told["sessions"]


def test_days_that_cannot_be_and_days_for_a_calendar_are_refused(run, sample, tmp_path):
    turned = run("--diary", "d.db", "export", "part.json", "--from", "2026-03-06", "--to", "2026-03-04")
    assert turned == (1, "", "from: the period ends before it begins\n")
    calendar = run("--diary", "d.db", "export", "part.ics", "--from", "2026-03-04")
    assert calendar == (1, "", "A calendar holds the check-ins to come: there are no days to choose.\n")
    assert not list(tmp_path.glob("part.*"))


def test_the_bundle_for_a_clinic_is_written(run, sample, tmp_path):
    status, said, err = run("--diary", "d.db", "export", "diary.fhir.json")

    assert (status, err) == (0, "")
    assert said == f"Saved diary.fhir.json.\n{NOT_LOCKED}"
    bundle = json.loads((tmp_path / "diary.fhir.json").read_text("utf-8"))
    kinds = {entry["resource"]["resourceType"] for entry in bundle["entry"]}
    assert (bundle["type"], kinds) == (
        "collection",
        {"Patient", "Practitioner", "Procedure", "Observation"},
    )


def test_the_words_explain_every_column_of_every_table_in_its_order():
    catalogue = load_catalogue()
    explained: dict[str, list[str]] = {}
    for name, column, value, meaning in dictionary(catalogue):
        assert meaning
        if not value:
            explained.setdefault(name, []).append(column)

    assert list(explained.values()) == [list(names) for names in columns(catalogue).values()]


def test_the_words_explain_all_that_the_catalogue_knows():
    catalogue = load_catalogue()
    values: dict[str, set[str]] = {}
    for _table, column, value, _meaning in dictionary(catalogue):
        values.setdefault(column, set()).add(value)

    assert values["symptom"] - {""} == set(catalogue.symptoms)
    assert values["region"] - {""} == {place.region.id for place in catalogue.places.values()}
    assert values["details"] - {""} == {id for s in catalogue.symptoms.values() for id in s.details}
    assert values["conditions"] - {""} == set(catalogue.conditions)
    assert values["worst"] - {""} == {"0", "1", "2", "3", "10"}
