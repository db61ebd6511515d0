"""A diary goes into tables for a spreadsheet and comes back whole, and no cell of them is ever a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.domain.records import Change, Did, Patient, Records, Zap
from afterneedle.exchange.csv_cells import Dates
from afterneedle.exchange.csv_reading import parse
from afterneedle.exchange.csv_tables import ANSWERS, CHECK_INS, PATIENT, SESSIONS, TABLES, columns, dump
from support.builders import a_baseline, a_check_in, a_red_flag, a_session, an_answer, an_observation
from support.whole_diaries import diaries, times

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HOSTILE = [
    "=1+1",
    "+44 20",
    "-x",
    "@SUM(A1)",
    "'=1",
    "'",
    "''",
    "'tis",
    "\t=1",
    "\r",
    "＝1",
    '"',
    ',;"\n',
    " =1",
]

dates = st.sampled_from(Dates)


def rows(text):
    """The table as Python's own reader of CSV has it."""
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def named_rows(text):
    """The rows by the names of their columns, without the cells that are empty."""
    table = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{name: cell for name, cell in row.items() if cell} for row in table]


def written(rows, delimiter=",", **how):
    """Rows as another program might write them."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, **how).writerows(rows)
    return out.getvalue()


@given(st.data(), dates)
def test_any_diary_comes_back_from_its_tables_as_it_was(catalogue, data, dates):
    records = data.draw(diaries(catalogue))

    back = parse(dump(records, catalogue, dates), catalogue)

    assert back.unread == ()
    assert back.records == records
    assert times(back.records) == times(records)


@given(st.data(), st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_tables_that_a_spreadsheet_has_sorted_moved_about_and_saved_are_read_all_the_same(
    catalogue, data, delimiter, end, backwards
):
    records = data.draw(diaries(catalogue))
    names = columns(catalogue)
    moved = {name: data.draw(st.permutations(range(len(names[name])))) for name in TABLES}

    def saved(text, order):
        header, *body = rows(text)
        body.sort(key=lambda row: row[0], reverse=backwards)  # the rows of a check-in keep their order
        table = [[row[n] for n in order] for row in [header, *body]]
        return "\ufeff" + written(table, delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)

    tables = {name: saved(text, moved[name]) for name, text in dump(records, catalogue).items()}
    back = parse(tables, catalogue)

    assert back.unread == ()
    assert back.records == records


@given(st.data(), dates)
def test_no_cell_begins_as_a_formula_does(catalogue, data, dates):
    tables = dump(data.draw(diaries(catalogue)), catalogue, dates)

    assert not [cell for t in tables.values() for row in rows(t) for cell in row if cell.startswith(FORMULAS)]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_be_a_formula_is_disarmed_and_comes_back(catalogue, text):
    records = Records(check_ins=(a_check_in(catalogue, id=text, note=text, medicines=text),))

    tables = dump(records, catalogue)

    assert parse(tables, catalogue).records == records
    note = rows(tables[CHECK_INS])[1][-1]
    assert note in (text, f"'{text}")
    assert not note.startswith(FORMULAS)


def test_a_row_stands_for_each_symptom_at_each_place_and_one_for_the_check_in(catalogue):
    check_in = a_check_in(
        catalogue,
        felt_at="2026-03-03T00:30:00+01:00",
        day="2026-03-02",
        zone="Europe/Paris",
        entered_at="2026-03-04T09:00:00+00:00",
        edited_at="2026-03-05T10:00:00+00:00",
        present=[a_red_flag(catalogue, "drop", "foot_top.l", ["sudden"])],
        none_of=["skin"],
        says=[
            an_observation(catalogue, "soreness", "palm.r", 0),
            an_observation(catalogue, "soreness", "palm.l", None, now=False),
            an_observation(catalogue, "tingling", "palm.l", 2, change=Change.WORSE, details=["wider_area"]),
            an_observation(catalogue, "fever", None, None, since="2026-03-02T22:00:00+00:00"),
        ],
        function={"sleep": 0, "grip.l": 3},
        medicines="Ibuprofen",
        note="ouch",
    )
    both = {
        "check_in": "c1",
        "day": "2026-03-02",
        "date": "2026-03-03",
        "time": "00:30:00",
        "utc_offset": "UTC+01:00",
        "zone": "Europe/Paris",
        "entered": "2026-03-04 09:00:00 UTC+00:00",
        "edited": "2026-03-05 10:00:00 UTC+00:00",
    }
    symptom = both | {"row": "symptom"}

    assert named_rows(dump(Records(check_ins=(check_in,)), catalogue)[CHECK_INS]) == [
        both
        | {"row": "check-in", "asked": "all", "none_of": "skin", "sleep": "0", "grip.l": "3"}
        | {"medicines": "Ibuprofen", "note": "ouch"},
        symptom
        | {"symptom": "drop", "region": "foot_top", "side": "left", "now": "yes", "details": "sudden"},
        symptom | {"symptom": "soreness", "region": "palm", "side": "right", "now": "yes", "worst": "0"},
        symptom | {"symptom": "soreness", "region": "palm", "side": "left", "now": "no"},
        symptom
        | {"symptom": "tingling", "region": "palm", "side": "left", "now": "yes", "worst": "2"}
        | {"change": "worse", "details": "wider_area"},
        symptom | {"symptom": "fever", "now": "yes", "since": "2026-03-02 22:00:00 UTC+00:00"},
    ]


def test_what_was_not_asked_is_empty_and_what_was_denied_is_named(catalogue):
    blank = a_check_in(catalogue, asked=[])
    some = a_check_in(catalogue, id="c2", asked=["rf_chest", "drop"], none_of=["nerve", "movement"])

    first, second = named_rows(dump(Records(check_ins=(blank, some)), catalogue)[CHECK_INS])

    assert {"asked", "none_of", "note", "sleep"}.isdisjoint(first)
    assert (second["asked"], second["none_of"]) == ("drop rf_chest", "movement nerve")


def test_a_session_is_one_row(catalogue):
    before = [a_baseline(catalogue, "numbness", "palm.l", 1), a_baseline(catalogue, "headache", None, 3)]
    session = a_session(
        catalogue,
        sites=["trapezius_top.r", "palm.l"],
        ended_about=True,
        zap=Zap(True, None, catalogue.places["hand_back.r"]),
        twitch=False,
        baseline=before,
    )

    assert named_rows(dump(Records(sessions=(session,)), catalogue)[SESSIONS]) == [
        {
            "session": "s1",
            "date": "2026-03-02",
            "time": "10:00:00",
            "utc_offset": "UTC+00:00",
            "zone": "Europe/London",
            "about": "yes",
            "sites": "trapezius_top.r palm.l",
            "practitioner": "K. Osei",
            "profession": "physiotherapist",
            "phone": "'+44 1632 960 001",
            "zap_felt": "yes",
            "zap_place": "hand_back.r",
            "twitch": "no",
            "baseline": "numbness palm.l 1; headache 3",
        }
    ]


def test_no_baseline_is_not_an_empty_one(catalogue):
    sessions = (a_session(catalogue, baseline=[]), a_session(catalogue, id="s2", baseline=None))

    first, second = named_rows(dump(Records(sessions=sessions), catalogue)[SESSIONS])

    assert first["baseline"] == "none"
    assert "baseline" not in second


def test_answers_and_the_patient_have_tables_of_their_own(catalogue):
    records = Records(
        Patient("Zoë", None, ("pregnant", "diabetes"), notes="שלום"),
        check_ins=(a_check_in(catalogue),),
        answers=(an_answer(did=Did.SEEN_BY_DOCTOR, words="fine"),),
    )

    tables = dump(records, catalogue)

    [answer] = named_rows(tables[ANSWERS])
    assert (answer["rule"], answer["check_in"], answer["did"]) == ("N07", "c1", "seen_by_doctor")
    assert named_rows(tables[PATIENT]) == [
        {"name": "Zoë", "conditions": "pregnant diabetes", "notes": "שלום"}
    ]


@pytest.mark.parametrize(
    ("dates", "column", "day"),
    [
        (Dates.ISO, "date", "2026-03-04"),
        (Dates.DAY_FIRST, "date DD/MM/YYYY", "04/03/2026"),
        (Dates.MONTH_FIRST, "date MM/DD/YYYY", "03/04/2026"),
        (Dates.DOTS, "date DD.MM.YYYY", "04.03.2026"),
    ],
)
def test_dates_are_written_as_chosen_and_the_first_line_says_how(catalogue, dates, column, day):
    records = Records(check_ins=(a_check_in(catalogue, felt_at="2026-03-04T20:00:00+00:00"),))

    [row] = named_rows(dump(records, catalogue, dates)[CHECK_INS])

    assert row[column] == day


def test_lines_end_as_the_standard_says_and_every_row_has_every_column(catalogue):
    records = Records(check_ins=(a_check_in(catalogue, note="one\ntwo"), a_check_in(catalogue, id="c2")))

    for name, text in dump(records, catalogue).items():
        assert text.endswith("\r\n")
        assert {len(row) for row in rows(text)} == {len(columns(catalogue)[name])}
    assert dump(records, catalogue)[CHECK_INS].count("\r\n") == 3


def test_an_empty_diary_is_four_first_lines(catalogue):
    tables = dump(Records(), catalogue)

    assert [len(rows(text)) for text in tables.values()] == [1, 1, 1, 1]
    assert parse(tables, catalogue).records == Records()


@given(st.data())
def test_the_same_records_in_any_order_make_the_same_tables(catalogue, data):
    records = data.draw(diaries(catalogue))
    kinds = (records.sessions, records.check_ins, records.answers)
    shuffled = Records(records.patient, *(tuple(data.draw(st.permutations(kind))) for kind in kinds))

    assert dump(shuffled, catalogue) == dump(records, catalogue)
