"""A row that cannot be read is named with its line, column and reason, and no check-in is read by half."""

import csv
import io

import pytest

from afterneedle.domain.records import Patient, Records, Zap
from afterneedle.exchange.csv_cells import Dates
from afterneedle.exchange.csv_reading import parse
from afterneedle.exchange.csv_tables import ANSWERS, CHECK_INS, PATIENT, SESSIONS, TABLES, dump
from support.builders import a_baseline, a_check_in, a_red_flag, a_session, an_answer, an_observation

ANOTHER = "another row of this check-in cannot be read"


@pytest.fixture
def records(catalogue):
    """Check-in c1 is lines 2 to 5 of its table, c2 lines 6 and 7."""
    return Records(
        Patient("Alex", conditions=("diabetes",)),
        (a_session(catalogue, zap=Zap(True), baseline=[a_baseline(catalogue)]),),
        (
            a_check_in(
                catalogue,
                present=[a_red_flag(catalogue, "drop", "foot_top.l")],
                none_of=["movement"],
                says=[
                    an_observation(catalogue, "tingling", "palm.l", 2),
                    an_observation(catalogue, "fever", None, None),
                ],
                function={"sleep": 1},
            ),
            a_check_in(
                catalogue,
                id="c2",
                felt_at="2026-03-04T20:00:00+00:00",
                says=[an_observation(catalogue)],
            ),
        ),
        (an_answer(check_in="s1", rule="N00b"), an_answer()),
    )


@pytest.fixture
def tables(records, catalogue):
    return dump(records, catalogue)


def edited(tables, table, line, column, cell):
    """The tables with one cell written over."""
    rows = list(csv.reader(io.StringIO(tables[table], newline="")))
    rows[line - 1][rows[0].index(column)] = cell
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return tables | {table: out.getvalue()}


def reasons(tables, catalogue):
    """Every row that was not read: table, line, and the problem by its column."""
    return [(u.table, u.line, str(u.problem)) for u in parse(tables, catalogue).unread]


def test_sound_tables_leave_no_row_unread(catalogue, records, tables):
    assert parse(tables, catalogue).records == records
    assert reasons(tables, catalogue) == []


@pytest.mark.parametrize(
    ("line", "column", "cell", "problem"),
    [
        (2, "note", "x" * 20_001, "note: the text is longer than 20,000 characters"),
        (2, "asked", "rf_chest rf_cheese", 'asked: no symptom called "rf_cheese"'),
        (2, "asked", "soreness", 'asked: "soreness" belongs in observations'),
        (2, "none_of", "movement moods", 'none_of: no group called "moods"'),
        (2, "none_of", "nerve", 'none_of: "nerve" is both denied and present (tingling)'),
        (2, "sleep", "4", "sleep: 4 is not between 0 and 3"),
        (2, "sleep", "1.5", "sleep: must be a whole number"),
        (2, "worst", "3", "worst: this cell must be empty in this row"),
        (3, "now", "no", 'now: an emergency sign that is not there belongs in "asked" only'),
        (3, "worst", "1", "worst: this cell must be empty in this row"),
        (3, "details", "growing", 'details: "drop" has no detail called "growing"'),
        (4, "symptom", "tinkling", 'symptom: no symptom called "tinkling"'),
        (4, "region", "kneee", 'region: no place called "kneee.l"'),
        (4, "side", "middle", 'side: must be "left" or "right"'),
        (4, "side", "", 'side: must be "left" or "right"'),
        (4, "now", "maybe", 'now: must be "yes" or "no"'),
        (4, "worst", "4", "worst: 4 is not between 0 and 3"),
        (4, "worst", "", "worst: how strong it was is missing"),
        (4, "worst", "²", "worst: must be a whole number"),
        (4, "change", "meh", 'change: no change called "meh"'),
        (4, "since", "yesterday", "since: must be a date, like 2026-12-31"),
        (4, "since", "2026-03-02 8:00", "since: must be a time, like 2026-03-02T10:00:00+00:00"),
        (4, "note", "ouch", "note: this cell must be empty in this row"),
        (4, "date", "2026-03-04", "date: differs from line 2, which is of the same check-in"),
        (4, "row", "sign", 'row: must be "check-in" or "symptom"'),
        (5, "region", "palm", 'side: must be "left" or "right"'),
    ],
)
def test_one_bad_cell_names_its_row_and_leaves_the_whole_check_in_out(
    catalogue, tables, line, column, cell, problem
):
    spoilt = edited(tables, CHECK_INS, line, column, cell)

    assert reasons(spoilt, catalogue)[:4] == [
        (CHECK_INS, n, problem if n == line else f": {ANOTHER}") for n in (2, 3, 4, 5)
    ]
    assert [c.id for c in parse(spoilt, catalogue).records.check_ins] == ["c2"]


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("date", "03/03/2026", "date: must be a date, like 2026-12-31"),
        ("date", "", "date: missing"),
        ("time", "25:00:00", 'date: there is no "2026-03-04T25:00:00+00:00" in the calendar'),
        ("time", "8 o'clock", "time: must be a time of day, like 20:30:00"),
        ("time", "", "time: missing"),
        ("utc_offset", "", "date: the time has no offset from UTC"),
        ("day", "2026-03-02", "day: the day must be the local date or the day before it"),
        ("day", "2026-02-30", 'day: there is no "2026-02-30" in the calendar'),
        ("zone", "Mars/Base", 'zone: no time zone called "Mars/Base"'),
        ("entered", "", None),
        ("edited", "2026-03-05 10:00:00", "edited: the time has no offset from UTC"),
    ],
)
def test_what_all_rows_of_a_check_in_say_is_checked_too(catalogue, tables, column, cell, problem):
    spoilt = edited(edited(tables, CHECK_INS, 6, column, cell), CHECK_INS, 7, column, cell)

    expected = [] if problem is None else [problem]
    assert [r[2] for r in reasons(spoilt, catalogue) if r[1] == 6] == expected


@pytest.mark.parametrize(
    ("cell", "hour"),
    [("08:00:00 PM", 20), ("8:00 AM", 8), ("12:00:00 AM", 0), ("12:00PM", 12), ("20:00", 20), ("8:00:00", 8)],
)
def test_a_time_as_another_country_writes_it_is_understood(catalogue, tables, cell, hour):
    spoilt = edited(edited(tables, CHECK_INS, 6, "time", cell), CHECK_INS, 7, "time", cell)

    assert parse(spoilt, catalogue).records.check_ins[-1].felt_at.hour == hour


def test_two_bad_rows_of_a_check_in_are_both_named(catalogue, tables):
    spoilt = edited(edited(tables, CHECK_INS, 4, "worst", "9"), CHECK_INS, 5, "now", "9")

    assert [r[1:] for r in reasons(spoilt, catalogue)[:4]] == [
        (2, f": {ANOTHER}"),
        (3, f": {ANOTHER}"),
        (4, "worst: 9 is not between 0 and 3"),
        (5, 'now: must be "yes" or "no"'),
    ]


def test_a_symptom_that_is_there_twice_is_named_where_it_is_the_second(catalogue, tables):
    lines = tables[CHECK_INS].splitlines(keepends=True)
    doubled = tables | {CHECK_INS: "".join([*lines[:5], lines[3], *lines[5:]])}

    assert (CHECK_INS, 6, ": the same symptom and place are named twice") in reasons(doubled, catalogue)


def test_a_check_in_without_its_own_row_or_with_two_is_not_guessed(catalogue, tables):
    lines = tables[CHECK_INS].splitlines(keepends=True)
    without = tables | {CHECK_INS: "".join([lines[0], *lines[2:]])}
    twice = tables | {CHECK_INS: "".join([*lines[:2], lines[1], *lines[2:]])}

    assert reasons(without, catalogue)[0][2] == 'row: the row "check-in" of this check-in is missing'
    assert reasons(twice, catalogue)[0][2] == 'row: the row "check-in" of this check-in is there twice'


def test_an_answer_to_what_was_not_read_is_not_read_either(catalogue, tables):
    spoilt = edited(tables, CHECK_INS, 4, "worst", "9")

    assert reasons(spoilt, catalogue)[-1] == (ANSWERS, 3, 'check_in: no check-in or session called "c1"')
    assert [a.check_in for a in parse(spoilt, catalogue).records.answers] == ["s1"]


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("session", "", "session: an id has 1 to 64 characters"),
        ("about", "perhaps", 'about: must be "yes" or "no"'),
        ("sites", "palm.l palm", 'sites: no place called "palm"'),
        ("sites", "palm.l palm.l", "sites: the same place is named twice"),
        ("zap_place", "palm", 'zap_place: no place called "palm"'),
        ("twitch", "1", 'twitch: must be "yes" or "no"'),
        ("baseline", "numbness", 'baseline: must be like "numbness palm.l 1; headache 3"'),
        ("baseline", "numbness palm.l many", "baseline: must be a whole number"),
        ("baseline", "numbness palm.l 4", "baseline: 4 is not between 1 and 3"),
    ],
)
def test_a_session_that_cannot_be_read_is_named(catalogue, tables, column, cell, problem):
    spoilt = edited(tables, SESSIONS, 2, column, cell)

    assert reasons(spoilt, catalogue)[0] == (SESSIONS, 2, problem)
    assert parse(spoilt, catalogue).records.sessions == ()


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (SESSIONS, 'session: the id "s1" is used twice'),
        (ANSWERS, ": the same answer is there twice"),
        (PATIENT, ": a diary is about one patient"),
    ],
)
def test_what_is_there_twice_is_read_once_and_named(catalogue, records, tables, table, problem):
    lines = tables[table].splitlines(keepends=True)
    doubled = tables | {table: "".join([*lines, lines[1]])}

    assert reasons(doubled, catalogue) == [(table, len(lines) + 1, problem)]
    assert parse(doubled, catalogue).records == records


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ': the column "check_in" is not there, or twice'),
        ("hello,world\r\n1,2\r\n", ': no column called "hello"'),
        ("[]", ': no column called "[]"'),
    ],
)
def test_what_is_no_such_table_is_said_of_its_first_line(catalogue, text, problem):
    assert reasons({CHECK_INS: text}, catalogue) == [(CHECK_INS, 1, problem)]


def test_columns_that_are_missing_doubled_or_of_someone_else_are_named(catalogue, tables):
    header, rest = tables[PATIENT].split("\r\n", 1)

    def said(first):
        return [r[2] for r in reasons({PATIENT: f"{first}\r\n{rest}"}, catalogue)]

    assert said(header.replace(",notes", "")) == [': the column "notes" is not there, or twice']
    assert said(f"{header},name") == [': the column "name" is not there, or twice']
    assert said(f"{header},mood") == [': no column called "mood"']
    assert said(f"{header},,") == []


def test_dates_of_two_forms_in_one_table_are_refused(catalogue, tables):
    mixed = tables[CHECK_INS].replace(",date,", ",date DD/MM/YYYY,", 1)

    assert reasons({CHECK_INS: mixed}, catalogue) == [
        (CHECK_INS, 1, ": the columns write dates in different forms")
    ]


def test_a_date_in_another_form_than_the_first_line_says_is_never_guessed(catalogue, records):
    tables = edited(dump(records, catalogue, Dates.DAY_FIRST), SESSIONS, 2, "date DD/MM/YYYY", "2026-03-02")

    assert reasons(tables, catalogue)[0] == (SESSIONS, 2, "date: must be a date, like 31/12/2026")


def test_a_row_with_more_cells_than_columns_is_named_and_empty_rows_are_nothing(catalogue, records, tables):
    tables[PATIENT] += ",,,\r\n\r\n"
    assert parse(tables, catalogue).records == records

    tables[PATIENT] += "Sam,,,,,,and more\r\n"
    assert reasons(tables, catalogue) == [(PATIENT, 5, ": it has more cells than the first line has columns")]


def test_a_quote_that_is_never_closed_ends_the_reading_where_it_opens(catalogue, records, tables):
    tables[ANSWERS] += '"N07,c1,2026\r\nand so on'

    assert reasons(tables, catalogue) == [
        (ANSWERS, 4, ": quotes are missing, or a cell is too long, from here to the end")
    ]
    assert parse(tables, catalogue).records == records


def test_lines_are_counted_as_an_editor_counts_them(catalogue):
    check_ins = (
        a_check_in(catalogue, note="one\ntwo\nthree"),
        a_check_in(catalogue, id="c2", felt_at="2026-03-04T20:00:00+00:00"),
    )
    tables = edited(dump(Records(check_ins=check_ins), catalogue), CHECK_INS, 3, "asked", "rf_x")

    assert reasons(tables, catalogue) == [(CHECK_INS, 5, 'asked: no symptom called "rf_x"')]


def test_one_table_alone_can_be_read(catalogue, records, tables):
    for name in TABLES[:3]:
        preview = parse({name: tables[name]}, catalogue)
        assert len(preview.unread) == (2 if name == ANSWERS else 0)
    assert parse({CHECK_INS: tables[CHECK_INS]}, catalogue).records == Records(check_ins=records.check_ins)
