"""A report that is made of a few records, and its words as plain text."""

import re

from afterneedle.domain.records import Records
from afterneedle.domain.report import Report, report
from support.builders import a_rulebook, an_assessment, at

FINGERS = "fingers_thumb_side_back.l"


def made(catalogue, records=None, *, now="2026-03-06T09:00:00+00:00", modifiers=(), **assessed) -> Report:
    assessment = an_assessment(now=now, **assessed)
    return report(records or Records(), assessment, catalogue, a_rulebook(modifiers=modifiers), at(now))


def said(value) -> str:
    """Every string of a part of the page, without the marks that only guide the line."""
    if isinstance(value, dict):
        return "\n".join(said(v) for v in value.values())
    if isinstance(value, list):
        return "\n".join(said(v) for v in value)
    return re.sub("[\u2068\u2069\u200b]", "", str(value))
