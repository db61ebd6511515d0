"""The texts a patient reads: easy, complete, honest about what they rest on, and one for every rule."""

import re

import pytest

from afterneedle.content.guidance import Guidance, load_guidance
from afterneedle.content.rulebook import load_rulebook
from afterneedle.content.sources import load_sources
from afterneedle.domain.catalogue import Catalogue
from content.reading_ease import grade

OF_RULES = {
    "emergency-lung": "R01",
    "emergency-stroke": "R02",
    "emergency-spine": "R03 R04 R09",
    "emergency-allergy": "R05",
    "emergency-pressure": "R06",
    "emergency-bleeding": "R07",
    "emergency-sepsis": "R08",
    "emergency-head": "R10",
    "emergency-faint": "R11 G03 G04",
    "emergency-belly": "R12",
    "clot": "R13",
    "drop": "R14 R15",
    "needle": "R16",
    "pregnancy": "R17",
    "nerve-signs": "N00b N01 N02 N03 N04 N05 N06 N07 N08 N09 N09b N11 N12 N13",
    "weakness": "M01 M02 M03 M04 M05 M06",
    "soreness": "S01 S02 S03 S04 S05 S05b S06 S07 S08",
    "old-pain": "S09 S10",
    "bruise-swelling": "K01 K02 K02b K03 K05b K08",
    "bleeding": "K04 K04b",
    "skin": "K05 K05c K06",
    "fever": "K07",
    "itch-rash": "K09",
    "tired-headache": "G01 G02",
    "under-18": "U18",
}
TOPICS = {
    "emergency-list",
    "what-this-app-is",
    "dry-needling",
    "soreness-care",
    "zap-and-twitch",
    "nerve-harm",
    "suspect-a-nerve",
    "recovery",
    "next-time",
    "for-the-doctor",
}
LONGEST = 240  # words that an adult reads in a minute
LONGEST_TOPIC = 260  # a topic is read at leisure, a text of a rule beside a worry

FORBIDDEN = re.compile(
    r"diagnos|detect|\bsafe(?:ly|ty)?\b|nothing to worry|good sign|\brare|\buncommon|0\.00?\d* ?%|[{}]"
    r"|you(?:r nerve)? (?:have|has|had) (?:an? )?(?:stroke|clot|infection|nerve|allergy|collapsed|bleed)",
    re.IGNORECASE,
)
# Words for how often that each reader takes for another number, and a sign told as if it were an illness.
VAGUE = re.compile(r"\b(?:common|frequent|often|usually)\b|\b(?:is|are|be) infected\b", re.IGNORECASE)
# The one figure no study confirms: it may stand in this text only, and only in these words.
CLAIM = (
    "A web article claims that 0.004 % to 0.01 % of treatments do lasting harm to a nerve. "
    "We found no study that confirms it."
)
LINK = re.compile(r"\]\(([^)]*)\)")
# What skin looks like differs from person to person, so no colour may stand for a sign.
COLOUR = re.compile(r"\b(?:red|reddish|pink|purple|yellow|green|grey|gray|white|dark)\b", re.IGNORECASE)
# Turns of phrase of the web article that the product grew from: its facts are told in our own words.
OF_THE_ARTICLE = (
    "deep ache after a workout",
    "tight knotted areas",
    "natural capacity for regeneration",
    "brief sharp or zapping",
    "tightly packed",
    "do not quickly subside",
    "does not quickly subside",
    "beyond the immediate moment",
    "conservative management",
    "fade on their own",
    "rare complication",
    "sign of effective treatment",
    "warrants attention",
    "resolves within a day or two",
)
LAST_WORD = "If you are worried, do not wait."

TEXTS = load_guidance()
of_each_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
of_each_rule_text = pytest.mark.parametrize("text", [TEXTS[id] for id in OF_RULES], ids=OF_RULES)
of_each_emergency = pytest.mark.parametrize(
    "text", [t for t in TEXTS.values() if t.id.startswith("emergency-")], ids=lambda text: text.id
)


def words(text: Guidance) -> int:
    return len([word for word in text.body.split() if re.search(r"\w", word)])


def test_there_is_a_text_for_each_family_of_rules_and_each_topic_and_no_other():
    assert set(TEXTS) == {*OF_RULES, *TOPICS}


def test_a_rule_points_to_the_text_of_its_family(catalogue: Catalogue):
    written = {rule: text for text, rules in OF_RULES.items() for rule in rules.split()}
    pointed = {rule.id: rule.guidance for rule in load_rulebook(catalogue).rules}

    assert {id: text for id, text in pointed.items() if id in written} == written
    assert set(pointed.values()) <= set(TEXTS)


def test_every_text_can_be_reached():
    assert {t.id for t in TEXTS.values() if t.topic} >= TOPICS


@pytest.mark.parametrize("text", TEXTS.values(), ids=[f"{id} {grade(t.body):.1f}" for id, t in TEXTS.items()])
def test_a_text_needs_no_more_than_six_years_of_school(text: Guidance):
    """The number in a test's name is the text's score."""
    assert grade(text.body) <= 6
    assert grade(text.title) <= 9  # a title is too short to measure, but it must not be a medical term


@of_each_text
def test_a_text_is_read_in_a_minute(text: Guidance):
    assert 80 <= words(text) <= (LONGEST_TOPIC if text.id in TOPICS else LONGEST)


@of_each_text
def test_a_text_neither_names_an_illness_as_the_patients_nor_plays_it_down(text: Guidance):
    body = text.body.replace(CLAIM, "") if text.id == "recovery" else text.body

    assert not FORBIDDEN.findall(text.title + body)


def test_what_a_card_gives_as_its_reason_keeps_to_the_same_words(catalogue: Catalogue):
    rulebook = load_rulebook(catalogue)
    for row in (*rulebook.rules, *rulebook.modifiers):
        assert not FORBIDDEN.findall(row.why), row.id
        assert not VAGUE.findall(row.why), row.id
        assert not COLOUR.findall(row.why), row.id
        assert row.why.endswith("."), row.id
        assert grade(row.why) <= 8, row.id  # a sentence or two are too short to measure well


def test_the_figure_of_the_article_stands_as_its_claim_beside_what_studies_found():
    body = TEXTS["recovery"].body

    assert body.count(CLAIM) == 1
    assert body.index(CLAIM) < body.index("7,629 treatments") < body.index("20,500")
    assert {"SEED", "BRADY14", "BOYCE20"} <= set(TEXTS["recovery"].sources)


@of_each_text
def test_a_link_leads_to_another_text(text: Guidance):
    for target in LINK.findall(text.body):
        scheme, _, id = target.partition(":")
        assert scheme == "guidance"
        assert id in set(TEXTS) - {text.id}


def test_what_to_ask_and_tell_before_a_session_is_a_list_to_tick():
    items = re.findall(r"^- .+", TEXTS["next-time"].body, re.MULTILINE)

    assert len(items) >= 15
    assert any("sterile" in item and "used once" in item for item in items)
    assert any("speak up at once" in item for item in items)


@of_each_text
def test_no_colour_stands_for_a_sign_of_the_skin(text: Guidance):
    assert not COLOUR.findall(text.body)
    if "colour" in text.body:
        assert re.search(r"\b(?:hot|heat|warm)\b", text.body)
    for line in text.body.splitlines():
        if "blue" in line:
            assert "blotchy" in line


@of_each_text
def test_a_text_ends_with_leave_to_ask_for_help(text: Guidance):
    assert text.body.endswith(LAST_WORD)


@of_each_rule_text
def test_a_text_of_a_rule_has_all_parts_of_a_safety_net(text: Guidance):
    headings = re.findall(r"^## (.+)$", text.body, re.MULTILINE)

    assert re.search(r"This app cannot (?:tell|check)", text.body)
    assert "Watch for" in headings
    assert {"Get help", "Get help now"} & set(headings)
    assert {"The usual course", "When it starts"} & set(headings)
    assert re.search(r"emergency number|see a doctor", text.body, re.IGNORECASE)


@of_each_emergency
def test_an_emergency_text_says_whom_to_call_and_to_tell_them_of_the_needling(text: Guidance):
    assert re.search(r"[Cc]all your emergency number|emergency department", text.body)
    assert re.search(r"(?:that you had|after) dry needling", text.body)


@of_each_text
def test_a_text_rests_on_sources_that_are_listed(text: Guidance):
    assert text.sources
    assert set(text.sources) <= set(load_sources())


@of_each_text
def test_a_text_says_which_words_rest_on_our_judgement_or_our_memory(text: Guidance):
    assert set(text.here) == set(text.sources) & {"J", "M"}
    for what in text.here.values():
        assert not re.search(r"^[A-Z]|[.!?]$", what)  # it ends a sentence that begins with "Here:"


@of_each_text
def test_a_text_does_not_say_a_sentence_of_the_article(text: Guidance):
    said = re.sub(r"\W+", " ", text.body.casefold())
    assert not [phrase for phrase in OF_THE_ARTICLE if phrase in said]


def test_what_helps_is_told_apart_from_what_is_only_custom():
    body = TEXTS["soreness-care"].body
    custom = body[body.index("What is only custom") :]
    assert "within three days" in body[: body.index("What is only custom")]
    assert "We found no study of them" in custom
    assert "drinking more water" in custom
    assert "soreness-care" in TEXTS["soreness"].body


def test_texts_come_in_reading_order_with_the_emergency_signs_first():
    assert next(iter(TEXTS)) == "emergency-list"
    assert len({text.order for text in TEXTS.values()}) == len(TEXTS)


def test_a_text_that_is_not_translated_is_shown_in_english():
    assert load_guidance("tlh") == TEXTS


def test_a_translation_is_shown_once_a_clinician_has_read_it(tmp_path):
    front = 'title = "{title}"\nsources = []\ntopic = true\norder = {order}\n{more}'
    texts = {
        "en/skin.md": front.format(title="Skin", order=1, more=""),
        "en/fever.md": front.format(title="Fever", order=2, more=""),
        "de/skin.md": front.format(title="Haut", order=1, more=""),
        "de/fever.md": front.format(title="Fieber", order=2, more='reviewed_by = "Dr Meyer, 2026-11-25"\n'),
    }
    for name, head in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"+++\n{head}+++\n{name}\n", "utf-8")
    shown = load_guidance("de", tmp_path)
    assert [(text.title, text.body) for text in shown.values()] == [
        ("Skin", "en/skin.md"),
        ("Fieber", "de/fever.md"),
    ]
