"""The printed table holds what the diary holds: all of it, at its day and side, and nothing else."""

import io
import json
import re
from contextlib import redirect_stdout
from datetime import timedelta

from hypothesis import HealthCheck, Phase, given, settings

from afterneedle.cli.flags import show_flags_as_json
from afterneedle.content.catalogue import load_catalogue
from afterneedle.content.rulebook import load_rulebook
from afterneedle.content.wording import did_label, place_label
from afterneedle.domain.assessment import assess
from afterneedle.domain.day_table import Gap
from afterneedle.domain.records import CheckIn, Records
from afterneedle.domain.report import Report, Wanted, report
from afterneedle.paper.labels import narrow_day, symptom_name
from afterneedle.paper.pages import Paper, Typesetter
from afterneedle.paper.words import page_words
from support.diary_dsl import moment
from support.pdf_tables import Table, tables
from support.story_strategies import LAST, stories

CATALOGUE = load_catalogue()
RULEBOOK = load_rulebook(CATALOGUE)
NOW = moment(LAST + 100)
WHOLE = Wanted(first=moment(-60).date(), last=NOW.date())
FIXED = 3  # the columns of date, signs and day


def printed(records: Records) -> tuple[Report, list[Table]]:
    assessment = assess(records, CATALOGUE, RULEBOOK, NOW)
    made = report(records, assessment, CATALOGUE, RULEBOOK, NOW, WHOLE)
    return made, [t for t in tables(Typesetter().pdf(made, Paper.A4)) if t.head[0] == ["Date"]]


def squeezed(lines: list[str]) -> str:
    """As one word: a narrow head is broken wherever it has to be."""
    return re.sub(r"[\s\u00ad\u2010-]", "", "".join(lines))


def said_on_a_day(check_ins: list[CheckIn]) -> dict[tuple[str, str], list[int | None]]:
    """By symptom and place, each strength that the check-ins of a day name; None: there, without one."""
    found: dict[tuple[str, str], list[int | None]] = {}
    for c in check_ins:
        for sign in c.red_flags.present:
            found.setdefault(_column(sign), []).append(1)
        for o in c.observations:
            value = 0 if o.is_gone else o.worst
            if value is None and o.symptom.scale.top == 1:
                value = 1
            found.setdefault(_column(o), []).append(value)
    return found


def _column(x) -> tuple[str, str]:
    place = place_label(x.place) if x.place else ""
    if x.place is None and x.symptom.place.value == "sites":
        place = "everywhere needled"
    return squeezed([symptom_name(x.symptom)]), squeezed([place])


@settings(max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(stories())
def test_every_observation_is_printed_at_its_day_and_side_and_nothing_else_is(story):
    records = story.records(CATALOGUE)
    made, parts = printed(records)
    columns = [
        (n, head) for n, part in enumerate(parts) for head in part.head[FIXED:] if "Details" not in head[0]
    ]
    assert len(columns) == len(made.columns)
    by_day: dict[str, list[CheckIn]] = {}
    for c in records.check_ins:
        by_day.setdefault(squeezed([narrow_day(c.day, NOW)]), []).append(c)
    calendar = [WHOLE.first + timedelta(days=n) for n in range((WHOLE.last - WHOLE.first).days + 1)]
    labels = [squeezed([narrow_day(date, NOW)]) for date in calendar]
    unseen = {(day, *key) for day, mine in by_day.items() for key in said_on_a_day(mine)}
    for part in parts:
        heads = [squeezed(head) for head in part.head[FIXED:]]
        for row in part.rows:
            if len(row) == 1:
                continue  # days without a check-in
            for day in days_of(row[0], labels):
                said = said_on_a_day(by_day.get(day, []))
                for head, cell in zip(heads, row[FIXED:], strict=True):
                    key = next((k for k in said if head.startswith("".join(k))), None)
                    text = " ".join(cell).split()
                    if day not in by_day:
                        assert head.startswith("Details") or text == ["–"]
                    elif key is not None:
                        assert_agrees(text, said[key])
                        unseen.discard((day, *key))
                    elif not head.startswith("Details"):
                        assert text in (["not", "asked"], ["0"], ["no"]), (day, head, text)
    assert not unseen
    gaps = sum(isinstance(row, Gap) for row in made.rows)
    assert [sum(len(row) == 1 for row in part.rows) for part in parts] == [gaps] * len(parts)


def days_of(cell: list[str], labels: list[str]) -> list[str]:
    """The day of a row, or all the days that share it, by their labels."""
    first, *under = cell
    day = labels.index(squeezed([first]))
    until = next((line for line in under if line.startswith("to ")), "")
    last = labels.index(squeezed([until.removeprefix("to ")])) if until else day
    return labels[day : last + 1]


def assert_agrees(text: list[str], said: list[int | None]) -> None:
    known = [value for value in said if value is not None]
    number = re.fullmatch(r"\(?(\d+|yes|no)\)?", text[0]) if text else None
    if not known:
        assert number is None or text[0].startswith("("), (text, said)
        return
    assert number is not None, (text, said)
    value = {"yes": 1, "no": 0}.get(number[1]) if number[1].isalpha() else int(number[1])
    assert value >= max(known) if text[0].startswith("(") else value == max(known), (text, said)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(stories(tuple(rule.id for rule in RULEBOOK.rules)))
def test_the_flags_on_paper_are_those_of_the_command_and_closed_ones_stand_with_their_answers(story):
    records = story.records(CATALOGUE)
    assessment = assess(records, CATALOGUE, RULEBOOK, NOW)
    said = io.StringIO()
    with redirect_stdout(said):
        show_flags_as_json(assessment)
    page = page_words(report(records, assessment, CATALOGUE, RULEBOOK, NOW, WHOLE))["flags"]
    told = [f"rule {flag['rule']}" for flag in json.loads(said.getvalue())["flags"]]
    assert [card["rule"] for card in page["open"]] == told
    closed = sorted(assessment.closed, key=lambda flag: -flag.level)
    cards = [*page["closed"], *page["behind"]["rows"]]
    assert [card["rule"] for card in cards] == [f"rule {flag.rule.id}" for flag in closed]
    for card, flag in zip(cards, closed, strict=True):
        done = " ".join(line["text"] for line in card["lines"] if line["label"] == "Done:")
        assert all(did_label(answer.did) in done for answer in flag.answers)
