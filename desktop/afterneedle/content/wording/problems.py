"""What cannot be recorded, told to the patient."""

from afterneedle.content.language import _
from afterneedle.content.wording.labels import with_capital
from afterneedle.domain.impossible import Impossible


def impossible_sentence(problem: Impossible) -> str:
    """Why a value cannot be recorded, to stand beside its field; the path to it stays in `str(problem)`."""
    reason = _(problem.reason).format(**problem.values)
    return f"{with_capital(reason.rstrip('.'))}."


def unread_sentence(file: str, line: int | None, problem: Impossible) -> str:
    """Why a part of a file cannot be read: "diary.csv, line 12, worst: 4 is not between 0 and 3"."""
    where = file if line is None else _("{file}, line {line}").format(file=file, line=line)
    reason = _(problem.reason).format(**problem.values)
    return ": ".join((f"{where}, {problem.field}" if problem.field else where, reason))
