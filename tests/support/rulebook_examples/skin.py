"""Skin: rules.md §3, K01 to K06, K08 and K09. Fever (K07) is with the general signs."""

from support.diary_dsl import Said, entry, patient, said
from support.rulebook_examples.example import no, yes

SEVEN_MONTHS = 215 * 24  # hours: the longest there are


def worse(strength: int = 1) -> Said:
    return said(strength, change="worse")


def growing(strength: int = 1) -> Said:
    return said(strength, "growing")


THINNER = patient("blood_thinner")
DISORDER = patient("bleeding_disorder")
DANGEROUS = (said(1, "larger_than_palm"), said(1, "hard_lump"))
BLEEDS = tuple(
    example
    for who in (THINNER, DISORDER)
    for example in (
        yes("K02b", "3 today", who, entry(24, bruise=growing())),
        yes("K02b", "3 today", who, entry(24, bruise=worse())),
        yes("K02b", "3 today", who, entry(24, bruise=growing(3))),
        yes("K02", "3 today", who, entry(24.1, bruise=growing())),
        yes("K02", "3 today", who, entry(24.1, bruise=worse())),
        yes("K02", "3 today", who, entry(24.1, bruise=growing(3))),
        yes("K02", "3 today", who, entry(10, swelling=growing())),
        yes("K02", "3 today", who, entry(10, swelling=worse(3))),
        *(yes("K02", "3 today", who, entry(10, bruise=one)) for one in DANGEROUS),
        *(yes("K02", "3 today", who, entry(10, swelling=one)) for one in DANGEROUS),
        yes("K04b", "3 today", who, entry(24, bleeding=True)),
        yes("K04b", "3 today", who, entry(24.1, bleeding=said(None, "stopped_with_pressure"))),
    )
)
SKIN = (
    *BLEEDS,
    # K01, K02b, K02, K03: a bruise
    yes("K01", "0", entry(1, bruise=3)),
    yes("K01", "0", entry(336, bruise=1)),
    no("K01", "1", entry(24, bruise=growing())),
    no("K01", "2", entry(336.1, bruise=1)),
    yes("K02b", "1", entry(24, bruise=growing())),
    yes("K02b", "1", entry(24, bruise=worse())),
    yes("K02b", "1", entry(5, bruise=1), entry(10, bruise=2)),
    yes("K02b", "1", entry(5, bruise=growing()), entry(30, bruise=1)),
    yes("K02b", "1", entry(24, bruise=growing(3))),
    no("K02b", "0", entry(24, bruise=1)),
    no("K02b", "0", entry(5, bruise=growing(2)), entry(30, bruise=1)),
    no("K02b", "2 today", entry(24.1, bruise=growing())),
    no("K02b", "2 today", entry(24.1, bruise=worse())),
    no("K02b", "3 today", THINNER, entry(24.1, bruise=growing())),
    no("K02b", "0", THINNER, entry(24, bruise=1)),
    yes("K02", "2 today", entry(24.1, bruise=growing())),
    yes("K02", "2 today", entry(24.1, bruise=worse())),
    yes("K02", "2 today", entry(500, bruise=growing(3))),
    yes("K02", "2 today", entry(30, bruise=worse(3))),
    yes("K02", "2 today", entry(30, bruise=said(3, "hard_lump"))),
    yes("K02", "2 today", entry(10, bruise=said(1, "larger_than_palm"))),
    yes("K02", "2 today", entry(10, bruise=said(1, "hard_lump"))),
    yes("K02", "2 today", entry(30, bruise=growing()), entry(40, bruise=1)),
    yes("K02", "2 today", entry(10, swelling=growing())),
    yes("K02", "2 today", entry(10, swelling=worse())),
    yes("K02", "2 today", entry(5, swelling=1), entry(10, swelling=2)),
    yes("K02", "2 today", entry(10, swelling=said(1, "larger_than_palm"))),
    yes("K02", "2 today", entry(10, swelling=said(1, "hard_lump"))),
    no("K02", "1", entry(24, bruise=growing())),
    no("K02", "1", entry(24, bruise=worse())),
    no("K02", "0", entry(24.1, bruise=2)),
    no("K02", "0", entry(10, swelling=1)),
    no("K02", "0", THINNER, entry(10, swelling=1)),
    no("K02", "3 today", THINNER, entry(24, bruise=growing())),
    yes("K03", "2", entry(336.1, bruise=1)),
    yes("K03", "2", entry(400, bruise=3)),
    no("K03", "0", entry(336, bruise=1)),
    # K04, K04b: bleeding
    yes("K04", "0", entry(24, bleeding=said(None, "stopped_with_pressure"))),
    no("K04", "2 today", entry(24.1, bleeding=said(None, "stopped_with_pressure"))),
    no("K04", "2 today", entry(24, bleeding=True)),
    yes("K04b", "2 today", entry(24, bleeding=True)),
    yes("K04b", "2 today", entry(24.1, bleeding=True)),
    yes("K04b", "2 today", entry(24.1, bleeding=said(None, "stopped_with_pressure"))),
    no("K04b", "0", entry(24, bleeding=said(None, "stopped_with_pressure"))),
    no("K04b", "0", THINNER, entry(24, bleeding=said(None, "stopped_with_pressure"))),
    # K05: changed skin without details
    yes("K05", "0", entry(24, skin_change=1)),
    yes("K05", "1", entry(24.1, skin_change=1)),
    yes("K05", "1", entry(48, skin_change=1)),
    yes("K05", "2", entry(48.1, skin_change=1)),
    yes("K05", "2", entry(900, skin_change=1)),
    no("K05", "2 today", entry(24, skin_change=2)),
    no("K05", "3 today", entry(24, skin_change=said(1, "hot"))),
    no("K05", "3 today", entry(24, skin_change=said(1, "spreading"))),
    no("K05", "3 today", entry(24, skin_change=said(1, "leaking"))),
    no("K05", "3 today", entry(24, skin_change=said(1, "more_painful"))),
    # K05b, K08: swelling
    yes("K05b", "0", entry(24, swelling=1)),
    yes("K05b", "1", entry(24.1, swelling=1)),
    yes("K05b", "1", entry(48, swelling=1)),
    yes("K05b", "2", entry(48.1, swelling=1)),
    yes("K05b", "2", entry(168, swelling=1)),
    no("K05b", "3 within_1_week", entry(168.1, swelling=1)),
    no("K05b", "2 today", entry(24, swelling=2)),
    no("K05b", "2 today", entry(24, swelling=growing())),
    yes("K08", "3 within_1_week", entry(168.1, swelling=1)),
    yes("K08", "3 within_1_week", entry(168.1, swelling=3)),
    yes("K08", "3 within_1_week", entry(SEVEN_MONTHS, swelling=1)),
    no("K08", "2", entry(SEVEN_MONTHS + 0.1, swelling=1)),
    yes("K05b", "2", entry(SEVEN_MONTHS + 0.1, swelling=1)),
    no("K05b", "3 within_1_week", entry(SEVEN_MONTHS, swelling=1)),
    yes("K08", "3 within_1_week", entry(SEVEN_MONTHS, swelling=1), entry(SEVEN_MONTHS + 24, swelling=1)),
    no("K08", "2", entry(168, swelling=1)),
    # K05c, K06: in the way; perhaps infected
    yes("K05c", "2 today", entry(10, skin_change=2)),
    yes("K05c", "2 today", entry(10, swelling=2)),
    yes("K05c", "2 today", entry(100, skin_change=3)),
    no("K05c", "0", entry(10, skin_change=1)),
    no("K05c", "0", entry(10, swelling=1)),
    no("K05c", "0", entry(10, bruise=2)),
    yes("K06", "3 today", entry(1, skin_change=said(1, "hot"))),
    yes("K06", "3 today", entry(1, skin_change=said(1, "leaking"))),
    yes("K06", "3 today", entry(1, bruise=said(3, "spreading"))),
    yes("K06", "3 today", entry(1, swelling=said(1, "more_painful"))),
    yes("K06", "3 today", entry(1, skin_change=said(1, "hot")), entry(20, skin_change=1)),
    no("K06", "0", entry(1, skin_change=1)),
    no("K06", "0", entry(1, skin_change=said(2, "hot")), entry(20, skin_change=1)),
    no("K06", "2 today", entry(1, swelling=said(1, "hard_lump"))),
    # an itch or rash
    yes("K09", "1", entry(1, itch_rash=1)),
    yes("K09", "1", entry(48, itch_rash=1)),
    yes("K09", "2", entry(48.1, itch_rash=1)),
    yes("K09", "2 today", entry(1, itch_rash=2)),
    yes("K09", "2 today", entry(100, itch_rash=3)),
    yes("K09", "3 today", entry(1, itch_rash=said(1, "spreading"))),
    yes("K09", "3 today", entry(1, itch_rash=said(3, "spreading"))),
    no("K09", "0", entry(1, skin_change=1)),
)
