"""The first promise, of any diary: what says something calming, and what each open flag says everywhere."""

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterneedle.cli.flags import show_flags
from afterneedle.content.catalogue import load_catalogue
from afterneedle.content.rulebook import load_rulebook
from afterneedle.content.wording import due_lines, flag_action, flag_title, outlook_sentence
from afterneedle.domain.assessment import assess
from afterneedle.domain.flags import Assessment
from afterneedle.domain.plans import Plan
from afterneedle.domain.records import CheckIn, Records
from afterneedle.domain.reminders import Schedule, reminder
from afterneedle.domain.report import report
from afterneedle.gui.cards import in_one_card, meaning
from afterneedle.gui.widgets.flags.flag_card import Background, FlagCard
from afterneedle.paper.words import page_words
from support.diary_dsl import Story, diary, entry, gone, moment, said, session
from support.seen import texts
from support.story_strategies import LAST, stories

CATALOGUE = load_catalogue()
RULEBOOK = load_rulebook(CATALOGUE)
RULES = tuple(rule.id for rule in RULEBOOK.rules)
LONDON = ZoneInfo("Europe/London")
NOW = LAST + 100
CALMING = (
    "within the usual one to two days",
    "is usual at this time",
    "none of the signs",
    "No flag is open",
    "No open flag",
    "No rule was met",
    "no symptom is open",
    "no weakness",
)

soreness = st.integers(1, 6) | st.just(gone())
mild_signs = {
    "old_pain": 2,
    "bruise": 1,
    "swelling": 1,
    "skin_change": 1,
    "headache": 2,
    "tired_dizzy": 1,
    "tingling": 1,
    "bleeding": said(None, "stopped_with_pressure"),
}


@st.composite
def mild_stories(draw: st.DrawFn) -> Story:
    """Days on which calm words are likely: mild signs, most questions answered; tingling from before."""
    before = draw(st.sampled_from([None, {}, {"tingling": 1}]))
    told = []
    for hour in draw(st.lists(st.integers(1, 60), min_size=1, max_size=3, unique=True)):
        signs = draw(st.sets(st.sampled_from(sorted(mild_signs)), max_size=1))
        says = {name: draw(st.just(mild_signs[name]) | st.just(gone())) for name in signs}
        if draw(st.sampled_from([True, True, True, False])):
            says["soreness"] = draw(soreness)
        there = {CATALOGUE.symptoms[name].group for name, one in says.items() if one != gone()}
        asks = [group for group in ("nerve", "movement") if group not in there]
        none_of = draw(st.just(asks) | st.lists(st.sampled_from(asks), unique=True)) if asks else []
        asked = draw(st.sampled_from([True, True, True, "", "rf_chest"]))
        told.append(entry(hour, none_of=" ".join(none_of), asked=asked, **says))
    return diary(session(baseline=before), *told)


def judged(records: Records, now: datetime) -> Assessment:
    return assess(records, CATALOGUE, RULEBOOK, now)


def mentions(check_in: CheckIn, symptom, place) -> bool:
    """Whether anything at all is said of it there, or of its whole group."""
    same = (o for o in check_in.observations if o.symptom is symptom)
    return symptom.group in check_in.none_of or any(o.place in (None, place) for o in same)


def answers_all(check_in: CheckIn) -> bool:
    there = {o.symptom.group for o in check_in.observations if o.is_present}
    return (
        check_in.red_flags.asked >= CATALOGUE.red_flags_asked
        and {"nerve", "movement"} <= check_in.none_of | there
        and any(o.symptom.id == "soreness" for o in check_in.observations)
    )


@settings(max_examples=300)
@given(mild_stories() | stories(RULES), st.integers(0, 60).map(lambda halves: halves / 2))
def test_calm_words_after_a_check_in_mean_all_was_answered_nothing_is_open_and_no_bound_has_passed(
    story, later
):
    records, now = story.records(CATALOGUE), moment(max(e.hours for e in story.entries) + later)
    newest = max(records.check_ins, key=lambda c: c.felt_at)
    assessment = judged(records, now)
    sentence = meaning(CATALOGUE, records, assessment, newest, None)
    if not any(calm in sentence for calm in CALMING):
        return
    assert assessment.flags == ()
    assert answers_all(newest)
    then = [c for c in records.check_ins if c.felt_at == newest.felt_at]
    for one in assessment.open:
        assert any(mentions(c, one.symptom, one.place) for c in then), (one.symptom.id, sentence)
    still = replace(newest, id="still", felt_at=now, entered_at=now, day=now.date())
    again = judged(replace(records, check_ins=(*records.check_ins, still)), now)
    assert again.flags == (), sentence


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"soreness": gone()}, "no soreness, and none of the signs you were asked about"),
        ({"soreness": 3}, "soreness 3 of 10, within the usual one to two days"),
        ({"soreness": 3, "bruise": 1}, "what you entered is usual at this time"),
    ],
)
def test_calm_words_are_said_on_a_quiet_first_evening(told, said):
    story = diary(session(), entry(10, none_of="nerve movement", asked=True, **told))
    records = story.records(CATALOGUE)
    assessment = judged(records, moment(10))
    assert said in meaning(CATALOGUE, records, assessment, records.check_ins[0], None)


def test_soreness_that_was_passed_over_on_the_third_day_is_not_called_usual():
    quiet = {"none_of": "nerve movement", "asked": True}
    records = diary(session(), entry(10, soreness=5, **quiet), entry(60, **quiet)).records(CATALOGUE)
    sentence = meaning(CATALOGUE, records, judged(records, moment(60)), records.check_ins[1], None)
    assert sentence.startswith("You did not answer: Soreness and pain. So this app cannot say")


@pytest.mark.parametrize("sign", ["swelling", "skin_change"])
def test_who_says_that_a_sign_is_gone_is_not_asked_whether_it_is_still_there(sign):
    quiet = {"none_of": "nerve movement", "asked": True, "soreness": gone()}
    story = diary(session(), entry(10, **{sign: 1}, **quiet), entry(30, **{sign: gone()}, **quiet))
    records = story.records(CATALOGUE)
    sentence = meaning(CATALOGUE, records, judged(records, moment(30)), records.check_ins[1], None)
    assert sentence.startswith("Day 1, 30 h after your session: no soreness, and none of the signs")


def test_an_open_bruise_that_was_passed_over_is_named():
    quiet = {"none_of": "nerve movement", "asked": True}
    story = diary(session(), entry(10, soreness=1, bruise=1, **quiet), entry(20, soreness=1, **quiet))
    records = story.records(CATALOGUE)
    sentence = meaning(CATALOGUE, records, judged(records, moment(20)), records.check_ins[1], None)
    assert sentence.startswith("You did not answer: bruise, forearm, thumb side (back), right.")


@pytest.mark.parametrize(("later", "calm"), [(1, True), (1.1, False)])
def test_in_the_evening_the_words_of_the_morning_are_calm_no_more_when_the_two_days_are_over(later, calm):
    records = diary(session(), entry(47, soreness=3, none_of="nerve movement", asked=True)).records(CATALOGUE)
    now = moment(47 + later)
    sentence = meaning(CATALOGUE, records, judged(records, now), records.check_ins[0], None)
    assert ("within the usual one to two days" in sentence) is calm
    assert ("The usual time has passed since you wrote this." in sentence) is not calm


def test_what_only_needs_an_eye_does_not_hide_what_was_not_answered():
    records = diary(session(), entry(10, tingling=1)).records(CATALOGUE)
    sentence = meaning(CATALOGUE, records, judged(records, moment(10)), records.check_ins[0], None)
    assert sentence.startswith(
        "There is 1 thing to keep an eye on. "
        "You did not answer: Emergency questions; Soreness and pain; Movement."
    )


# what is shown without a check-in of today


@settings(max_examples=100)
@given(stories(RULES), st.integers(0, NOW))
def test_what_is_asked_on_today_calms_nobody(story, hour):
    records, now = story.records(CATALOGUE), moment(hour)
    assessment = judged(records, now)
    felt = tuple(c.felt_at for c in records.check_ins)
    asked = reminder(Schedule(Plan(), assessment.follow_up, felt), LONDON, now)
    for has_checked_in in (True, False):
        lines = due_lines(asked, assessment, has_checked_in)
        assert not [line for line in lines if any(calm in line for calm in CALMING)]


def in_shell(assessment: Assessment) -> str:
    told = io.StringIO()
    with redirect_stdout(told):
        show_flags(assessment, "112")
    return told.getvalue()


@settings(max_examples=60)
@given(stories(RULES) | mild_stories(), st.integers(0, NOW))
def test_shell_and_paper_say_that_no_flag_is_open_only_when_none_is_and_name_what_is_not_known(story, hour):
    records, now = story.records(CATALOGUE), moment(hour)
    assessment = judged(records, now)
    shell, made = in_shell(assessment), report(records, assessment, CATALOGUE, RULEBOOK, now)
    page = page_words(made)
    assert ("No flag is open" in shell) == (assessment.flags == ())
    assert (page["flags"]["title"] == "No open flag") == (assessment.flags == ())
    if "No rule was met" in page["flags"]["none"]:
        assert any(c.felt_at <= now for c in records.check_ins)
        assert not page["flags"]["closed"]
    if assessment.not_known:
        assert "Not answered in the last 24 hours" in shell
        assert page["not_known"]
    summary = page["summary"]
    if "no symptom is open" in summary:
        assert assessment.open == ()
        assert assessment.flags == ()
        assert "newest check-in" in summary
        heard = [c.felt_at for c in records.check_ins if c.felt_at <= now]
        ended = [s.ended_at for s in records.sessions if s.ended_at <= now]
        assert max(heard) > max(ended, default=datetime.min.replace(tzinfo=UTC))


# each open flag, everywhere, in the same words


def said_of(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """What each open flag is about, and why, most pressing first."""
    for flag in assessment.flags:
        yield flag_title(flag), flag.rule.why


@settings(max_examples=60)
@given(stories(RULES), st.integers(0, NOW))
def test_shell_and_first_page_name_every_open_flag_in_the_same_words_and_order_emergencies_first(story, hour):
    records, now = story.records(CATALOGUE), moment(hour)
    assessment = judged(records, now)
    lines = in_shell(assessment).splitlines()
    cards = page_words(report(records, assessment, CATALOGUE, RULEBOOK, now))["flags"]["open"]
    heads = [line for line in lines if not line.startswith((" ", "No flag", "Not answered"))]
    assert len(cards) == len(heads) == len(assessment.flags)
    for (title, why), card, head, flag in zip(
        said_of(assessment), cards, heads, assessment.flags, strict=True
    ):
        assert f"{title}. {why}" in head
        assert card["what"] == title
        assert any(line["text"].startswith(why) for line in card["lines"])
        if not flag.answered:
            assert any(line.strip() == flag_action(flag, "112")[0] for line in lines)
        if outlook := outlook_sentence(flag, "112"):
            assert any(line.strip() == outlook for line in lines)
            assert "If it is still there now" in str(card["lines"])
    levels = [flag.level for flag in assessment.flags if not flag.answered]
    assert levels == sorted(levels, reverse=True)
    assert [flag.answered for flag in assessment.flags] == sorted(flag.answered for flag in assessment.flags)


@settings(max_examples=25)
@given(story=stories(RULES), hour=st.integers(0, NOW))
def test_every_open_flag_has_its_words_on_a_card_of_today_emergencies_first(qapp, story, hour):
    records, now = story.records(CATALOGUE), moment(hour)
    assessment = judged(records, now)
    together = in_one_card(assessment.flags)
    assert sorted(id(f) for flags in together for f in flags) == sorted(map(id, assessment.flags))
    about = Background(
        records=records,
        rulebook=RULEBOOK,
        sources=dict,
        emergency_number="112",
        now=now,
    )
    levels = [flags[0].level for flags in together if not flags[0].answered]
    assert levels == sorted(levels, reverse=True)
    for flags in together:
        card = FlagCard(flags, about)
        seen = texts(card)
        first = flags[0]
        assert card.title in seen
        if first.answered:
            assert outlook_sentence(first, "112") in seen
        else:
            assert flag_action(first, "112")[0] in seen
            assert first.rule.why in seen
            assert outlook_sentence(first, "112") in seen
        card.deleteLater()
