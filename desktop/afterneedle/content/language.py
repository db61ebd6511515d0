"""The language of every text the patient sees: `_` and `ngettext`, bound once to the system's language.

Texts that live in resources/ (labels of the catalogue, reasons of Impossible) are English message ids;
`_(symptom.label)` translates them like any other.
"""

import gettext
import locale
import os

from afterneedle.assets import asset


def translation(languages: list[str]) -> gettext.NullTranslations:
    """The first catalogue of `languages` ("pt_BR", "pt") that exists; English, as written, when none does."""
    for language in languages:
        mo = asset(f"locale/{language}/LC_MESSAGES/afterneedle.mo")
        if mo.is_file():
            with mo.open("rb") as file:
                return gettext.GNUTranslations(file)
    return gettext.NullTranslations()


def system_languages() -> list[str]:
    """What the person asked for, most wanted first, each also without its country."""
    asked = os.environ.get("LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES")
    names = (asked or os.environ.get("LANG") or locale.getlocale()[0] or "").split(":")
    plain = [name.split(".")[0].split("@")[0] for name in names if name]
    return [form for name in plain for form in (name, name.split("_")[0])]


_translation = translation(system_languages())
_ = _translation.gettext
ngettext = _translation.ngettext
