"""What the page says day by day: zero, no entry and not asked told apart, and nothing cut off."""

from afterneedle.domain.records import Change, Records
from afterneedle.paper.words import page_words
from support.builders import a_check_in, a_red_flag, a_session, an_observation
from support.report_words import FINGERS, made, said

TINGLING = (
    "Tingling, thumb and first fingers, back of hand, left: "
    "it breaks my sleep; it covers a wider area; since Mon 2 March, 18:00"
)


def table(catalogue, *check_ins, now="2026-03-06T09:00:00+00:00"):
    records = Records(sessions=(a_session(catalogue),), check_ins=check_ins)
    return page_words(made(catalogue, records, now=now))["days"]


def cells_of(days, row):
    return [days["cells"][kind] for kind in days["rows"][row]["cells"]]


def test_zero_no_entry_not_asked_and_a_carried_strength_are_told_apart(catalogue):
    check_ins = [
        a_check_in(
            catalogue,
            id=f"c{day}",
            felt_at=f"2026-03-0{day}T20:00:00+00:00",
            says=[an_observation(catalogue, worst=worst, change=change)] if asked else (),
        )
        for day, asked, worst, change in (
            (2, True, 0, None),
            (3, True, 4, Change.BETTER),
            (4, True, None, Change.SAME),
            (5, False, None, None),
        )
    ]
    days = table(catalogue, *check_ins)
    firsts = [cells_of(days, row)[0] for row in range(len(days["rows"]))]
    cells = [(cell["text"], cell.get("word", "")) for cell in firsts]
    assert cells == [("0", ""), ("4", "better"), ("(4)", "the same"), ("", "not asked"), ("–", "")]


def test_a_change_with_no_number_ever_is_its_word_and_what_went_is_gone(catalogue):
    days = table(
        catalogue,
        a_check_in(
            catalogue,
            says=[
                an_observation(catalogue, worst=None, change=Change.WORSE),
                an_observation(catalogue, "electric", FINGERS, 7, now=False),
                an_observation(catalogue, "fever", None, None),
            ],
        ),
    )
    cells = [(cell["text"], cell["word"]) for cell in cells_of(days, 1)]
    assert cells == [("", "worse"), ("7", "gone"), ("yes", "")]


def test_a_column_head_spells_out_the_side_and_the_scale(catalogue):
    says = [an_observation(catalogue, "soreness", None, 3), an_observation(catalogue, "tingling", FINGERS, 1)]
    [part] = table(catalogue, a_check_in(catalogue, says=says))["parts"]
    assert [tuple(head.values()) for head in part["columns"]] == [
        ("Soreness", "everywhere needled", "0 to 10"),
        ("Tingling", "Thumb and first fingers, back of hand, left", "0 to 3"),
    ]


def test_more_columns_than_fit_become_more_tables_and_none_is_dropped(catalogue):
    places = list(catalogue.places)[:20]
    says = [an_observation(catalogue, "tingling", place, 1) for place in places]
    days = table(catalogue, a_check_in(catalogue, says=says))
    parts = days["parts"]
    heads = [head["place"] for part in parts for head in part["columns"]]
    assert len(heads) == len(set(heads)) == 20
    assert [(part["first"], len(part["columns"])) for part in parts] == [(0, 6), (6, 8), (14, 6)]
    assert len(cells_of(days, 1)) == 20
    assert [part["notes"] for part in parts] == [True, False, False]
    assert parts[2]["caption"].startswith("Part 3 of 3")


def test_a_row_keeps_details_medicines_own_words_and_marks(catalogue):
    days = table(
        catalogue,
        a_check_in(
            catalogue,
            entered_at="2026-03-05T08:00:00+00:00",
            edited_at="2026-03-05T09:00:00+00:00",
            present=[a_red_flag(catalogue, "drop", "foot_top.l", ["sudden"])],
            says=[
                an_observation(
                    catalogue,
                    "tingling",
                    FINGERS,
                    1,
                    since="2026-03-02T18:00:00+00:00",
                    details=["wider_area", "breaks_sleep"],
                ),
                an_observation(catalogue, "faint", None, None, details=["injury"]),
            ],
            function={"grip.l": 2, "sleep": 0},
            medicines="ibuprofen",
            note="Dropped a cup.",
        ),
    )
    row = days["rows"][1]
    assert row["marks"] == "late, edited"
    assert [said(note).strip() for note in row["notes"]] == [
        "Foot, wrist or hand will not lift, top of foot, left: it began suddenly",
        TINGLING,
        "Fainted: I was hurt",
        "Daily life:\nGrip, left 2 of 3; Sleep 0 of 3",
        "Took:\nibuprofen",
        "Dropped a cup.",
        "Entered late:\nThu 5 March, 08:00",
        "Edited:\nThu 5 March, 09:00",
    ]


def test_several_check_ins_of_a_day_are_told_apart_by_their_time(catalogue):
    days = table(
        catalogue,
        a_check_in(catalogue, felt_at="2026-03-03T09:00:00+00:00", note="Stiff."),
        a_check_in(catalogue, id="c2", felt_at="2026-03-03T20:00:00+00:00", medicines="ibuprofen"),
        a_check_in(catalogue, id="c3", felt_at="2026-03-03T21:00:00+00:00"),
    )
    assert [said(note) for note in days["rows"][1]["notes"]] == ["09:00\nStiff.", "20:00 Took:\nibuprofen"]


def test_a_long_silence_is_one_row_that_counts_its_days(catalogue):
    days = table(catalogue, now="2026-03-19T09:00:00+00:00")
    assert days["rows"][-1] == {"gap": "Tue 17 March to Thu 19 March: no check-in (3 days)"}
    days = table(catalogue, now="2026-03-17T09:00:00+00:00")
    assert days["rows"][-1] == {"gap": "Tue 17 March: no check-in (1 day)"}


def row_heads(days) -> list[tuple[str, str, str]]:
    return [(row["date"], row["until"], row["number"]) for row in days["rows"] if "date" in row]


def sore_days(catalogue, same):
    """The heads of a table: the session's day, so many days of soreness 4, two of soreness 5."""
    check_ins = [
        a_check_in(
            catalogue,
            id=f"c{n}",
            felt_at=f"2026-03-{3 + n:02}T20:00:00+00:00",
            says=[an_observation(catalogue, worst=4 if n < same else 5)],
        )
        for n in range(same + 2)
    ]
    return table(catalogue, *check_ins, now=f"2026-03-{4 + same:02}T21:00:00+00:00")


def test_a_week_of_days_that_say_the_same_is_one_row(catalogue):
    days = sore_days(catalogue, 7)
    assert row_heads(days) == [
        ("Mon 2 Mar", "", "0"),
        ("Tue 3 Mar", "to Mon 9 Mar", "1–7"),
        ("Tue 10 Mar", "", "8"),
        ("Wed 11 Mar", "", "9"),
    ]
    assert cells_of(days, 1)[0]["text"] == "4"


def test_fewer_days_that_say_the_same_have_a_row_each(catalogue):
    assert [number for _, _, number in row_heads(sore_days(catalogue, 6))] == [str(n) for n in range(9)]


def test_a_day_that_says_more_than_its_neighbours_keeps_its_row(catalogue):
    check_ins = [
        a_check_in(
            catalogue,
            id=f"c{n}",
            felt_at=f"2026-03-{3 + n:02}T20:00:00+00:00",
            says=[an_observation(catalogue, worst=4)],
            note="Slept badly." if n == 7 else "",
        )
        for n in range(10)
    ]
    days = table(catalogue, *check_ins, now="2026-03-12T21:00:00+00:00")
    assert [head[0] for head in row_heads(days)] == [
        "Mon 2 Mar",
        "Tue 3 Mar",
        "Tue 10 Mar",
        "Wed 11 Mar",
        "Thu 12 Mar",
    ]


def test_days_without_a_check_in_share_a_row_too_and_still_say_so(catalogue):
    days = table(
        catalogue, a_check_in(catalogue, says=[an_observation(catalogue)]), now="2026-03-14T09:00:00+00:00"
    )
    assert row_heads(days)[2:] == [("Wed 4 Mar", "to Sat 14 Mar", "2–12")]
    assert [cell["text"] for cell in cells_of(days, 2)] == ["–"]


def test_where_no_symptom_was_ever_named_each_day_says_whether_there_was_a_check_in(catalogue):
    days = table(catalogue, a_check_in(catalogue), now="2026-03-12T21:00:00+00:00")
    said = [(row["date"], [note["text"] for note in row["notes"]]) for row in days["rows"]]
    assert said == [
        ("Mon 2 Mar", ["No check-in"]),
        ("Tue 3 Mar", ["A check-in that names no symptom"]),
        ("Wed 4 Mar", ["No check-in"]),
    ]
    assert row_heads(days)[2] == ("Wed 4 Mar", "to Thu 12 Mar", "2–10")


def test_a_day_whose_symptoms_stand_in_columns_says_no_more_of_its_check_in(catalogue):
    days = table(catalogue, a_check_in(catalogue, says=[an_observation(catalogue)]))
    assert [row["notes"] for row in days["rows"]] == [[] for _row in days["rows"]]
