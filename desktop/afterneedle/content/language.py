"""The language of every text the patient sees: `_` and `ngettext`, bound once when the program starts.

Texts that live in resources/ (labels of the catalogue, reasons of Impossible) are English message ids;
`_(symptom.label)` translates them like any other.

A language has two catalogues: `afterneedle` for the window, and `safety` for what a sign is and what to do
about it. A safety text is shown in a translation only when a clinician has read it; else in English.
"""

import gettext
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from afterneedle.assets import asset
from afterneedle.content.system_language import system_languages

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

WRITTEN_IN = "en"  # the language every text exists in
REVIEWED = "x-reviewed-by"  # the clinician who read the translated safety texts, in the catalogue's header


class Language(NamedTuple):
    """A language by its name ("pt_BR"), and the words of it."""

    name: str
    words: gettext.NullTranslations


def load_language(wanted: Iterable[str], folders: "Sequence[Traversable]") -> Language:
    """The first of these languages that there are words for; English, as written, when there is none."""
    for name in wanted:
        words = _catalogue(name, "afterneedle", folders)
        if words is not None:
            safety = _catalogue(name, "safety", folders)
            if safety is not None and safety.info().get(REVIEWED):
                words.add_fallback(safety)
            return Language(name, words)
        if name == WRITTEN_IN:
            break
    return Language(WRITTEN_IN, gettext.NullTranslations())


def _catalogue(language: str, name: str, folders: "Sequence[Traversable]") -> gettext.GNUTranslations | None:
    for folder in folders:
        mo = folder / language / "LC_MESSAGES" / f"{name}.mo"
        if mo.is_file():
            with mo.open("rb") as file:
                return gettext.GNUTranslations(file)
    return None


def languages(folders: "Sequence[Traversable]") -> list[str]:
    """The languages to choose from: English, and each that there are words for."""
    found = {
        language.name
        for folder in folders
        if folder.is_dir()
        for language in folder.iterdir()
        if (language / "LC_MESSAGES" / "afterneedle.mo").is_file()
    }
    return [WRITTEN_IN, *sorted(found - {WRITTEN_IN})]


def locale_folders() -> "list[Traversable]":
    """Where catalogues lie: a translator's own folder first, if AFTERNEEDLE_LOCALE names one."""
    own = os.environ.get("AFTERNEEDLE_LOCALE")
    return [*([Path(own)] if own else []), asset("locale")]


def wanted_languages() -> list[str]:
    """What the person chose here or asked the system for, in this order, each also without its country."""
    chosen = chosen_language()
    variables = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    asked = next((value for name in variables if (value := os.environ.get(name))), None)
    names = asked.split(":") if asked else system_languages()
    plain = [name.split(".")[0].split("@")[0] for name in [chosen, *names] if name]
    return [form for name in plain for form in (name, name.split("_")[0])]


def chosen_language() -> str:
    """The language that was chosen in the program; empty: the system's."""
    try:
        return _choice().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def choose_language(name: str) -> None:
    """Speak this language from the next start on; empty: the system's. Raises OSError.

    It is kept beside the diary, not in it: it is needed while no diary can be opened.
    """
    _choice().parent.mkdir(parents=True, exist_ok=True)
    _choice().write_text(f"{name}\n", "utf-8")


def _choice() -> Path:
    from platformdirs import user_config_path

    return user_config_path("afterneedle", appauthor=False) / "language"


LANGUAGE = load_language(wanted_languages(), locale_folders())
_ = LANGUAGE.words.gettext
ngettext = LANGUAGE.words.ngettext
