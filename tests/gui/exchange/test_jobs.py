"""What is done apart from the window: files out, a file in, and nothing unasked."""

from collections.abc import Callable
from dataclasses import replace
from multiprocessing import Pipe
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from afterneedle.diary import Diary
from afterneedle.domain.excerpt import Part
from afterneedle.domain.periods import Asked, Days, Period
from afterneedle.domain.records import Patient, Records
from afterneedle.exchange.json_diary import dump, parse
from afterneedle.gui.apart.talk import Talk
from afterneedle.gui.exchange.jobs import (
    Counts,
    Exported,
    Imported,
    Preview,
    Refused,
    Step,
    bring_in,
    take_out,
)
from afterneedle.transfer import Export, Kind, read, read_texts
from support.builders import a_check_in, a_session, an_answer, an_observation


class Window(Talk):
    """A window that writes down what it is told, and answers each preview as the test says."""

    def __init__(self, *answers: object) -> None:
        hears, tells = Pipe(duplex=False)
        super().__init__(tells, hears)
        for answer in answers:
            tells.send(answer)
        tells.close()  # whoever asks once more is not left waiting
        self.told: list[object] = []
        self.before_answer: Callable[[], object] = lambda: None

    def tell(self, what: object) -> None:
        self.told.append(what)

    def hear(self) -> object:
        self.before_answer()
        return super().hear()

    @property
    def said(self) -> list[object]:
        return [one for one in self.told if not isinstance(one, Step)]


@pytest.fixture
def records(diary) -> Records:
    catalogue = diary.catalogue
    says = [an_observation(catalogue)]
    check_ins = tuple(
        a_check_in(catalogue, id=f"c{n}", felt_at=f"2026-03-0{n}T20:00:00+00:00", says=says, note="ouch")
        for n in (2, 3)
    )
    return Records(Patient(name="Alex"), (a_session(catalogue),), check_ins, (an_answer(check_in="c2"),))


@pytest.fixture
def file(tmp_path, diary, records) -> Path:
    path = tmp_path / "other.json"
    path.write_text(dump(records, diary.catalogue), "utf-8")
    return path


def brought(diary: Diary, file: Path, clock, *answers: object) -> list[object]:
    window = Window(*answers)
    bring_in(window, diary.path, diary.key, file, clock())
    return window.said


def taken(diary: Diary, wanted: Export, clock) -> object:
    window = Window()
    take_out(window, diary.path, diary.key, wanted, clock(), ZoneInfo("Europe/London"))
    [said] = window.said
    return said


def test_a_file_that_is_new_is_previewed_and_imported_in_one_change(diary, file, records, clock):
    preview, imported = brought(diary, file, clock, {})
    assert preview == Preview(
        new=Counts(1, 2, 1), same=Counts(0, 0, 0), different=Counts(0, 0, 0), new_about=True, differences=()
    )
    assert imported == Imported(Counts(1, 2, 1), 1, diary.undoable().id)
    assert diary.records() == records
    assert diary.undo(clock(), imported.change) == "import"
    assert diary.records() == Records()


def test_the_same_file_again_has_nothing_new(diary, file, records, clock):
    diary.import_records(records, None, clock())
    preview, _imported = brought(diary, file, clock, {})
    assert preview.is_empty
    assert preview.same == Counts(1, 2, 1)


def test_each_difference_is_told_with_both_sides_and_decided_alone(diary, file, records, clock):
    first, second = records.check_ins
    mine = replace(records, check_ins=(replace(first, note="mine"), replace(second, note="mine too")))
    diary.import_records(mine, None, clock())

    choices = {("check_ins", "c2"): "theirs", ("check_ins", "c3"): "mine"}
    preview, imported = brought(diary, file, clock, choices)

    assert preview.different == Counts(0, 2, 0)
    one = preview.differences[0]
    assert (one.key, one.title) == (("check_ins", "c2"), "Monday 2 March 2026, 20:00 · Check-in")
    assert (one.differs, one.mine, one.theirs) == ("The note differs.", "Note: mine", "Note: ouch")
    assert imported.changed == 1
    assert [c.note for c in diary.records().check_ins] == ["ouch", "mine too"]


def test_what_is_decided_about_the_patient_counts_for_that_alone(diary, file, records, clock):
    diary.save_patient(Patient(name="Sam", allergies="Latex"), clock())
    preview, imported = brought(diary, file, clock, {("patient", "name"): "theirs"})
    [one] = preview.differences
    assert (one.title, one.mine, one.theirs) == ("Your name", "Sam", "Alex")
    assert imported.changed == 1
    assert diary.patient() == Patient(name="Alex", allergies="Latex")


def test_when_the_diary_is_changed_meanwhile_the_preview_is_made_anew(diary, file, records, clock):
    window = Window({}, {("check_ins", "c2"): "mine"})
    seen = []

    def another_window() -> None:
        seen.append(diary.records())
        if len(seen) == 1:
            diary.check_in(replace(records.check_ins[0], note="written just now"), clock())

    window.before_answer = another_window
    bring_in(window, diary.path, diary.key, file, clock())

    first, second, imported = window.said
    assert not first.again
    assert (second.again, [d.key for d in second.differences]) == (True, [("check_ins", "c2")])
    assert isinstance(imported, Imported)
    assert diary.records().check_ins[0].note == "written just now"


def test_a_bad_file_is_told_of_in_ten_lines_and_a_count_and_changes_nothing(diary, file, catalogue, clock):
    check_ins = [a_check_in(catalogue, id=f"c{n}", note="ouch") for n in range(13)]
    text = dump(Records(check_ins=tuple(check_ins)), catalogue).replace('"note": "ouch"', '"note": 1')
    file.write_text(text, "utf-8")
    [refused] = brought(diary, file, clock)
    assert refused.sentence == "This file cannot be imported. Your diary is as it was."
    assert (len(refused.lines), refused.more) == (10, 3)
    number = text.splitlines().index('   "note": 1') + 1
    assert refused.lines[0] == f"Line {number}: check_ins[0].note: Must be text."
    assert diary.records() == Records()
    assert diary.undoable() is None


def test_rows_that_cannot_be_read_are_told_and_the_others_imported(diary, records, clock, tmp_path):
    file = tmp_path / "t.csv"
    diary.import_records(replace(records, answers=()), None, clock())
    taken(diary, Export(Kind.CSV, file), clock)
    diary.undo(clock())
    head, of_check_in, of_symptom, *others = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join((head, of_check_in, of_symptom.replace("soreness", "sore"), *others)), "utf-8")

    preview, imported = brought(diary, file, clock, {})

    assert preview.unread == (
        "t.csv, line 2: another row of this check-in cannot be read",
        't.csv, line 3, symptom: no symptom called "sore"',
    )
    assert imported.new.check_ins == 1


@pytest.mark.parametrize("name", ["nowhere.json", "nowhere.csv"])
def test_a_file_that_is_not_there_is_said(diary, clock, tmp_path, name):
    [refused] = brought(diary, tmp_path / name, clock)
    assert refused == Refused(f"{tmp_path / name} is not there. Look at its name, then try again.")


def test_a_file_that_is_no_text_is_said(diary, clock, tmp_path):
    (tmp_path / "x.json").write_bytes(b"\xff\xff")
    [refused] = brought(diary, tmp_path / "x.json", clock)
    assert refused == Refused("This is not a text file in UTF-8.")


def test_the_whole_diary_is_taken_out_with_nothing_lost(diary, records, clock, tmp_path):
    diary.import_records(records, None, clock())
    assert taken(diary, Export(Kind.JSON, tmp_path / "d.json"), clock) == Exported((tmp_path / "d.json",))
    assert parse((tmp_path / "d.json").read_text("utf-8"), diary.catalogue) == records


@pytest.mark.parametrize("kind", [Kind.JSON, Kind.CSV])
def test_other_days_and_what_is_left_out_are_not_in_the_file(diary, records, clock, tmp_path, kind):
    diary.import_records(records, None, clock())
    file = tmp_path / f"d{kind.value}"
    day = records.check_ins[1].day
    one_day = Asked(Days.OWN, None, Period(day, day))
    wanted = Export(kind, file, one_day, frozenset([Part.NAME, Part.NOTES]))
    assert isinstance(taken(diary, wanted, clock), Exported)
    found = read(file, read_texts(file), diary.catalogue).records
    assert [(c.id, c.note) for c in found.check_ins] == [("c3", "")]
    assert (found.patient.name, found.answers) == ("", ())


def test_days_that_cannot_be_are_said_and_nothing_is_written(diary, records, clock, tmp_path):
    wrong = Asked(Days.OWN, None, Period(records.check_ins[1].day, records.check_ins[0].day))
    said = taken(diary, Export(Kind.JSON, tmp_path / "d.json", wrong), clock)
    assert said == Refused("The period ends before it begins.")
    assert not (tmp_path / "d.json").exists()


def test_without_a_follow_up_there_is_nothing_for_a_phone(diary, clock, tmp_path):
    said = taken(diary, Export(Kind.CALENDAR, tmp_path / "d.ics"), clock)
    assert said == Refused("No follow-up is open, so there is nothing to ask about.")
