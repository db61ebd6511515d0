"""What there is to translate: all of it, and nothing else, and each text to the translator it belongs to."""

import ast
import gettext
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

import afterneedle
from afterneedle.content.catalogue import load_catalogue
from afterneedle.content.language import load_language
from afterneedle.content.rulebook import load_rulebook
from messages import HERE, LOCALE, all_texts, catalogues, renew, template, texts_in, texts_of_code
from pseudo import LONG, MIRRORED, long, write_pseudo

PACKAGE = Path(afterneedle.__file__).parent
# translated from a variable
BY_NAME = {"label", "nerve", "phrase", "question", "why", "reason", "sentence", "text", "title"}


@pytest.fixture(scope="module")
def made() -> dict[str, Catalog]:
    """The catalogues of the program as it is."""
    return catalogues(all_texts(PACKAGE, HERE / "resources"))


def ids(source: str) -> list[str]:
    return [text.id for text in texts_of_code(source, "page.py")]


@pytest.mark.parametrize("name", ["afterneedle", "safety"])
def test_the_template_is_up_to_date(name, made):
    committed = (LOCALE / f"{name}.pot").read_bytes()
    assert committed == template(made[name]), "type ./run messages"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('_("Save")', ["Save"]),
        ('_("Two " "halves")', ["Two halves"]),
        ('_("open" if is_open else "closed")', ["open", "closed"]),
        ('ngettext("{n} day", "{n} days", n)', ["{n} day"]),
        ('raise Impossible("day", "no such day")', ["no such day"]),
        ('raise value.refusal("must be a list")', ["must be a list"]),
        ('value.one_of(options, "no place called {name}")', ["no place called {name}"]),
        ('class Full:\n    sentence = "The disk is full."', ["The disk is full."]),
        ('NOTE_PHRASES = {"note": "the note differs"}', ["the note differs"]),
        ("_(symptom.label)", []),
        ('print("not for people")', []),
        ("one_of(words)", []),
    ],
)
def test_every_way_to_mark_a_text_is_found(code, found):
    assert ids(code) == found


def test_a_plural_and_a_word_to_the_translator_come_along():
    (text,) = texts_of_code('# Translators: a duration\nngettext("{n} day", "{n} days", n)', "page.py")
    assert (text.plural, text.hint) == ("{n} days", "Translators: a duration")


def test_what_is_translated_from_a_variable_comes_from_where_the_search_looks():
    names = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name("_"), args=[ast.Attribute(attr=name) | ast.Name(name)]):
                    names.add(name)
    assert names
    assert names <= BY_NAME


def test_every_text_of_the_tables_is_there(made):
    known = {message.id for catalogue in made.values() for message in texts_in(catalogue)}
    catalogue = load_catalogue()
    assert {s.label for s in catalogue.symptoms.values()} <= known
    assert {s.label[:1].lower() + s.label[1:] for s in catalogue.symptoms.values()} <= known
    assert {p.region.label[:1].lower() + p.region.label[1:] for p in catalogue.places.values()} <= known
    assert {s.question for s in catalogue.symptoms.values() if s.question} <= known
    assert {p.region.label for p in catalogue.places.values()} <= known
    assert {function.nerve for function in catalogue.functions.values() if function.nerve} <= known
    assert {rule.why for rule in load_rulebook(catalogue).rules} <= known


def test_what_says_what_to_do_is_in_the_catalogue_that_a_clinician_reads(made):
    safety = {message.id for message in texts_in(made["safety"])}
    catalogue = load_catalogue()
    red = {s.question for s in catalogue.symptoms.values() if s.is_red}
    assert red | {h.label for h in catalogue.emergency_heads} <= safety
    assert {rule.why for rule in load_rulebook(catalogue).rules} <= safety
    assert {"See a doctor", "Emergency", "within two days"} <= safety


def test_no_text_is_in_both_catalogues(made):
    one, other = ({message.id for message in texts_in(c)} for c in made.values())
    assert not one & other


def test_a_pseudo_text_is_at_least_forty_percent_longer_and_keeps_fields_and_keys():
    assert long("&Save {count} files") == "⟦&Såvé {count} fîléš · ·⟧"
    for text in ("Save", "Read about this", "Chest pain, or short of breath"):
        assert len(long(text)) >= 1.4 * len(text)


@pytest.mark.parametrize("language", [LONG, MIRRORED])
def test_a_pseudo_language_translates_every_text(tmp_path, language, made):
    write_pseudo(language, made, tmp_path)
    words = load_language([language], [tmp_path]).words
    for catalogue in made.values():
        for message in texts_in(catalogue):
            if isinstance(message.id, str):
                assert words.gettext(message.id) != message.id


def translated(po: Path, id: str, text: str, reviewed_by: str = "") -> None:
    """What a translator does to the file; and a clinician."""
    written = po.read_text("utf-8").replace(f'msgid "{id}"\nmsgstr ""', f'msgid "{id}"\nmsgstr "{text}"')
    if reviewed_by:
        written = written.replace('"MIME-', f'"X-Reviewed-By: {reviewed_by}\\n"\n"MIME-', 1)
    po.write_text(written, "utf-8")


def compiled(po: Path) -> gettext.GNUTranslations:
    with po.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_a_renewed_catalogue_keeps_its_translations_and_the_mark_of_its_reader(tmp_path, made):
    renew("de", made, tmp_path)
    po = tmp_path / "de" / "LC_MESSAGES" / "safety.po"
    translated(po, "See a doctor", "Gehen Sie zum Arzt", reviewed_by="Dr Meyer, 2026-11-25")
    for _again in range(2):
        renew("de", made, tmp_path)
        assert compiled(po).gettext("See a doctor") == "Gehen Sie zum Arzt"
        assert compiled(po).info()["x-reviewed-by"] == "Dr Meyer, 2026-11-25"


def test_a_new_safety_text_takes_the_mark_away_until_it_is_read(tmp_path, made):
    renew("de", made, tmp_path)
    po = tmp_path / "de" / "LC_MESSAGES" / "safety.po"
    translated(po, "See a doctor", "Gehen Sie zum Arzt", reviewed_by="Dr Meyer")
    more = read_po(BytesIO(template(made["safety"])))
    more.add("Ask a nurse")
    renew("de", {"safety": more}, tmp_path)
    assert compiled(po).gettext("See a doctor") == "Gehen Sie zum Arzt"
    assert "x-reviewed-by" not in compiled(po).info()
