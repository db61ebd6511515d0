"""What only raises: rules.md §3, N10, N14 and the modifiers of conditions, here B01 and B02."""

from support.diary_dsl import ELBOW, FOOT, HAND, LEFT_HAND, entry, patient, said, session
from support.rulebook_examples.example import no, yes

BETTER = said(1, change="better")
THREE_KINDS = {"tingling": 1, "numbness": 1, "touch_pain": 1}
THREE_BETTER = {"tingling": BETTER, "numbness": BETTER, "touch_pain": BETTER}
TWO_KINDS = {"tingling": 1, "numbness": 1}

MODIFIERS = (
    # N10: a zap at insertion in that limb
    yes("N10", "2", session(zap=HAND), entry(10, tingling=1)),
    yes("N10", "2", session(zap=ELBOW), entry(10, tingling=1)),
    yes("N10", "2", session(zap="unknown"), entry(10, tingling=said(1, at=FOOT))),
    yes("N10", "2", session(zap=HAND, stopped=False), entry(10, tingling=1)),
    yes("N10", "3 today", session(zap=HAND), entry(10, tingling=2)),
    yes("N10", "2", session(zap=HAND), entry(30, tingling=BETTER)),
    yes("N10", "3", session(zap=HAND), entry(20, tingling=1), entry(30, tingling=1)),
    yes("N10", "3", session(zap=HAND), entry(60, tingling=BETTER)),
    yes("N10", "3 today", session(zap=HAND), entry(30, tingling=1)),
    yes("N10", "3 today", session(zap=HAND), entry(10, tingling=said(1, change="worse"))),
    no("N10", "1", session(zap=FOOT), entry(10, tingling=1)),
    no("N10", "1", session(zap=LEFT_HAND), entry(10, tingling=1)),
    no("N10", "1", entry(10, tingling=1)),
    no("N10", "2 today", session(zap=HAND), entry(10, weakness=1)),
    # … never above 3
    no("N10", "3 within_2_days", session(zap=HAND), entry(20, tingling=1), entry(80, tingling=1)),
    no("N10", "3 today", session(zap=HAND), entry(10, burning=7), entry(80, burning=7)),
    # N14: three or more kinds in one limb
    yes("N14", "2", entry(10, **THREE_KINDS)),
    yes("N14", "2", entry(10, tingling=1, numbness=1, electric=said(1, at=ELBOW))),
    yes("N14", "2", entry(30, **THREE_BETTER)),
    yes("N14", "3", entry(60, **THREE_BETTER)),
    yes("N14", "3 today", entry(10, tingling=2, numbness=1, burning=1)),
    no("N14", "1", entry(10, **TWO_KINDS)),
    no("N14", "1", entry(10, **TWO_KINDS, electric=said(1, at=FOOT))),
    no("N14", "1", entry(10, **TWO_KINDS, burning=said(1, at=LEFT_HAND))),
    # … and the two add up
    yes("N10", "3", session(zap=HAND), entry(10, **THREE_KINDS)),
    yes("N14", "3", session(zap=HAND), entry(10, **THREE_KINDS)),
    # B01: blood thinner or bleeding disorder
    yes("B01", "3 today", patient("blood_thinner"), entry(10, soreness=7)),
    yes("B01", "3 today", patient("bleeding_disorder"), entry(60, soreness=7)),
    yes("B01", "3 today", patient("blood_thinner"), entry(30, tingling=1)),
    no("B01", "2 today", patient("diabetes"), entry(10, soreness=7)),
    no("B01", "2 today", entry(60, soreness=7)),
    no("B01", "0", patient("blood_thinner"), entry(10, soreness=6)),
    # B02: skin infections are more likely
    yes("B02", "1", patient("diabetes"), entry(24, skin_change=1)),
    yes("B02", "2", patient("weak_immunity"), entry(48, skin_change=1)),
    yes("B02", "3", patient("heart_valve"), entry(48.1, skin_change=1)),
    yes("B02", "1", patient("lymphoedema"), entry(1, skin_change=1)),
    no("B02", "0", patient("blood_thinner"), entry(24, skin_change=1)),
    no("B02", "0", patient("diabetes"), entry(24, swelling=1)),
)
