"""What cannot be recorded, told to the patient."""

from afterneedle.content.language import _
from afterneedle.domain.impossible import Impossible


def impossible_sentence(problem: Impossible) -> str:
    """Why a value cannot be recorded, to stand beside its field; the path to it stays in `str(problem)`."""
    reason = _(problem.reason).format(**problem.values)
    return f"{reason[:1].upper()}{reason[1:].rstrip('.')}."
