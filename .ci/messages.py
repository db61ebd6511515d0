"""./run messages [LANGUAGE...]: writes resources/locale/*.pot, which is all that there is to translate.

With a LANGUAGE ("pt_BR") it also starts or renews resources/locale/LANGUAGE/LC_MESSAGES, compiled to .mo.
There are two catalogues: `safety` says what a sign is and what to do about it, `afterneedle` all the rest.
"""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parents[1]
LOCALE = HERE / "resources" / "locale"
HEADER = b"""# What there is to translate. Made by ./run messages; docs/translating.md says how to go on.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
FUNCTIONS = {"_": (0,), "ngettext": (0, 1)}  # which arguments are the text
REASONS = {"Impossible": 1, "refusal": 0, "one_of": 1}  # translated only where they are shown
SENTENCE = "sentence"  # of a StoreError
PHRASES = "_PHRASES"  # how a table of them ends: the same, for what an import finds different
MARK = "X-Reviewed-By"
FOR_TRANSLATORS = "# Translators:"
SAFETY = (
    "content/wording/check_ins.py",
    "content/wording/conditions.py",
    "content/wording/decisions.py",
    "content/wording/flags.py",
    "content/wording/labels.py",
    "gui/widgets/flags/chest_strip.py",
    "gui/widgets/check_in/emergency_questions.py",
    "gui/widgets/flags/flag_card.py",
    "catalogue/symptoms.toml",
    "rulebook.toml",
)


@dataclass(frozen=True)
class Text:
    """One text to translate: in English, its plural if it has one, the file it is in, a hint."""

    id: str
    where: str
    plural: str = ""
    hint: str = ""


def texts_of_code(source: str, where: str) -> Iterator[Text]:
    """Every text that is marked in Python code, in the order of the file."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(name) | ast.Attribute(attr=name), args=arguments):
                for id, plural in _marked(name, arguments):
                    yield Text(id, where, plural, _hint(lines, node.lineno))
            case ast.Assign(targets=[ast.Name(name)], value=ast.Constant(str(id))) if name == SENTENCE:
                yield Text(id, where)
            case ast.Assign(targets=[ast.Name(name)], value=ast.Dict(values=said)) if name.endswith(PHRASES):
                yield from (Text(id, where) for phrase in said for id in _constants(phrase))


def _marked(name: str, arguments: list[ast.expr]) -> Iterator[tuple[str, str]]:
    if name in FUNCTIONS:
        said = [_constants(argument) for argument in arguments[: len(FUNCTIONS[name])]]
        if all(said):
            singles, plurals = said if len(said) > 1 else (said[0], [""] * len(said[0]))
            yield from zip(singles, plurals, strict=True)
    elif name in REASONS and len(arguments) > REASONS[name]:
        yield from ((id, "") for id in _constants(arguments[REASONS[name]]))


def _constants(node: ast.expr) -> list[str]:
    """The text itself, or each of those that a condition chooses from."""
    match node:
        case ast.Constant(str(text)):
            return [text]
        case ast.IfExp(body=one, orelse=other):
            return _constants(one) + _constants(other)
    return []


def _hint(lines: list[str], number: int) -> str:
    above = lines[number - 2].strip() if number > 1 else ""
    return above.removeprefix("# ") if above.startswith(FOR_TRANSLATORS) else ""


def texts_of_tables(resources: Path) -> Iterator[Text]:
    """Every text of the tables that a patient reads."""
    for name, keys in (
        ("catalogue/symptoms.toml", {"label", "question"}),
        ("catalogue/regions.toml", {"label"}),
        ("catalogue/functions.toml", {"nerve"}),
        ("rulebook.toml", {"why"}),
    ):
        table = tomllib.loads((resources / name).read_text("utf-8"))
        yield from (Text(id, name) for id in _values(table, keys))
    for name, rows in (("catalogue/symptoms.toml", "symptom"), ("catalogue/regions.toml", None)):
        table = tomllib.loads((resources / name).read_text("utf-8"))
        for row in table[rows] if rows else table.values():
            label = row["label"]
            yield Text(label[:1].lower() + label[1:], name, hint="Translators: within a sentence")
    sources = tomllib.loads((resources / "sources.toml").read_text("utf-8"))
    yield from (Text(row["text"], "sources.toml") for row in sources.values() if "address" not in row)


def _values(table: object, keys: set[str]) -> Iterator[str]:
    match table:
        case dict():
            for key, value in table.items():
                if key in keys:
                    yield value
                else:
                    yield from _values(value, keys)
        case list():
            for value in table:
                yield from _values(value, keys)


def all_texts(package: Path, resources: Path) -> Iterator[Text]:
    """Every text of the program, by file."""
    for path in sorted(package.rglob("*.py")):
        yield from texts_of_code(path.read_text("utf-8"), path.relative_to(package).as_posix())
    yield from texts_of_tables(resources)


def catalogues(texts: Iterator[Text]) -> dict[str, Catalog]:
    """The two catalogues, untranslated. A text that stands in both kinds of files is a safety text."""
    found = defaultdict[tuple[str, str], list[Text]](list)
    for text in texts:
        found[text.id, text.plural].append(text)
    made = {"afterneedle": Catalog(), "safety": Catalog()}
    for (id, plural), ones in found.items():
        files = sorted({one.where for one in ones})
        name = "safety" if any(file in SAFETY for file in files) else "afterneedle"
        hints = sorted({one.hint for one in ones if one.hint})
        made[name].add((id, plural) if plural else id, locations=[(f, 0) for f in files], auto_comments=hints)
    return made


def template(catalogue: Catalog) -> bytes:
    """The catalogue as a .pot that changes only when a text does."""
    written = BytesIO()
    write_po(written, catalogue, omit_header=True, include_lineno=False, sort_by_file=True, width=110)
    return HEADER + written.getvalue()


class Signed(Catalog):
    """A catalogue whose header names the clinician who read it, if one did."""

    reviewed_by = ""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [*([(MARK, self.reviewed_by)] if self.reviewed_by else []), *super().mime_headers]


def renew(language: str, made: dict[str, Catalog], locale: Path) -> None:
    """Start or renew the catalogues of a language, keep what was translated, and compile them.

    Where a text is new, the clinician's mark goes: it stands for all texts.
    """
    folder = locale / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    for name, untranslated in made.items():
        po = folder / f"{name}.po"
        before = po.read_bytes() if po.exists() else b""
        translated = read_po(BytesIO(before), locale=language)
        catalogue = Signed(locale=language, project="AfterNeedle", header_comment="", fuzzy=False)
        mark = re.search(rf'"{MARK}: (.*)\\n"', before.decode("utf-8"))
        if mark and all(message.id in translated for message in texts_in(untranslated)):
            catalogue.reviewed_by = mark[1]
        for message in texts_in(untranslated):
            known = translated.get(message.id)
            catalogue[message.id] = message if known is None else copied(message, known)
        write(catalogue, po)


def texts_in(catalogue: Catalog) -> list[Message]:
    """Its messages without the header, which is one of them to Babel."""
    return [message for message in catalogue if message.id]


def copied(message: Message, known: Message) -> Message:
    """The message as it is marked now, with the translation that it had."""
    return Message(message.id, known.string, message.locations, known.flags, message.auto_comments)


def write(catalogue: Catalog, po: Path) -> None:
    """Write the catalogue to read and, beside it, the compiled one."""
    with po.open("wb") as file:
        write_po(file, catalogue, include_lineno=False, sort_by_file=True, width=110)
    with po.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def main(languages: list[str]) -> int:
    """Write the templates, and the catalogues of these languages."""
    made = catalogues(all_texts(HERE / "desktop" / "afterneedle", HERE / "resources"))
    LOCALE.mkdir(exist_ok=True)
    for name, catalogue in made.items():
        (LOCALE / f"{name}.pot").write_bytes(template(catalogue))
        print(f"{name}.pot: {len(catalogue)} texts")
    for language in languages:
        renew(language, made, LOCALE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
