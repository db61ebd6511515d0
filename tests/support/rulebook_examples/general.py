"""Fever and the general signs: rules.md §3, K07, G01 to G04 and U18."""

from support.diary_dsl import entry, patient, said
from support.rulebook_examples.example import no, yes

BORN_17_YEARS_BEFORE = patient(born="2008-03-04")  # 18 on the third day
NOT_JUST_A_FAINT = ("not_recovered", "injury", "fit", "lying_down")
IN_CLINIC = said(None, "in_clinic")

GENERAL = (
    yes("K07", "3 today", entry(1, fever=True)),
    yes("K07", "3 today", entry(336, fever=True)),
    yes("K07", "3 within_2_days", entry(336.1, fever=True)),
    no("K07", "0", entry(1, headache=1)),
    # G01
    yes("G01", "0", entry(24, tired_dizzy=1)),
    yes("G01", "1", entry(24, tired_dizzy=2)),
    yes("G01", "2", entry(24, tired_dizzy=3)),
    yes("G01", "1", entry(24.1, tired_dizzy=1)),
    yes("G01", "2", entry(24.1, tired_dizzy=2)),
    yes("G01", "3 within_2_days", entry(24.1, tired_dizzy=3)),
    no("G01", "0", entry(24, headache=1)),
    # G02
    yes("G02", "0", entry(24, headache=6)),
    yes("G02", "1", entry(24.1, headache=6)),
    yes("G02", "1", entry(48, headache=1)),
    yes("G02", "1", entry(48.1, headache=3)),
    yes("G02", "2", entry(48.1, headache=4)),
    yes("G02", "2", entry(400, headache=6)),
    yes("G02", "3 today", entry(1, headache=7)),
    yes("G02", "3 today", entry(400, headache=10)),
    no("G02", "0", entry(24, tired_dizzy=1)),
    # G03, G04
    yes("G03", "1", entry(1, faint=IN_CLINIC)),
    no("G03", "0", entry(1, faint=IN_CLINIC), entry(20, soreness=2)),
    no("G03", "3 within_2_days", entry(1, faint=True)),
    *(no("G03", "4", entry(1, faint=said(None, "in_clinic", detail))) for detail in NOT_JUST_A_FAINT),
    yes("G04", "3 within_2_days", entry(1, faint=True)),
    yes("G04", "3 within_2_days", entry(1, faint=True), entry(20, none_of="general")),
    no("G04", "1", entry(1, faint=IN_CLINIC)),
    # U18
    yes("U18", "3 within_2_days", BORN_17_YEARS_BEFORE, entry(1, soreness=1)),
    yes("U18", "3 within_2_days", BORN_17_YEARS_BEFORE, entry(37.9, bruise=1)),
    yes("U18", "3 within_2_days", BORN_17_YEARS_BEFORE, entry(1, old_pain=1)),
    no("U18", "0", BORN_17_YEARS_BEFORE, entry(38, bruise=1)),
    no("U18", "0", patient(born="1984-06-02"), entry(1, soreness=1)),
    no("U18", "0", entry(1, soreness=1)),
    no("U18", "0", BORN_17_YEARS_BEFORE, entry(1, none_of="nerve movement skin general")),
)
