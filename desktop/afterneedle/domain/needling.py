"""What a practitioner must hear before they needle again (docs/rules.md §4)."""

from collections.abc import Iterable

from afterneedle.domain.flags import Flag

NERVE_AND_MOVEMENT = ("nerve", "movement")
RED_NERVE_AND_MOVEMENT = ("drop", "rf_limbs", "rf_saddle")
INFECTION = ("skin_change", "fever", "rf_sepsis")
INFECTED = "K06"  # skin, a bruise or a swelling that is hot, spreading, leaking or more painful
ZAP = "zap"


def told_before_needling(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Those about a nerve, movement or an infection that are open; an answer does not end them."""
    return tuple(flag for flag in flags if flag.closed_at is None and _is_about_them(flag))


def _is_about_them(flag: Flag) -> bool:
    if flag.rule.about == ZAP or flag.rule.id == INFECTED:
        return True
    symptom = flag.symptom
    return symptom is not None and (
        symptom.group in NERVE_AND_MOVEMENT or symptom.id in RED_NERVE_AND_MOVEMENT + INFECTION
    )
