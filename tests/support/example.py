"""An invented person's two sessions: tingling that stays, a chest sign that was checked, a gap."""

from datetime import date, timedelta

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.flags import Assessment
from afterneedle.domain.records import Change, CheckIn, Did, Level, Patient, Records, Zap
from afterneedle.domain.report import Report, report
from afterneedle.domain.rulebook import ActBy
from support.builders import (
    a_baseline,
    a_check_in,
    a_flag,
    a_red_flag,
    a_rule,
    a_rulebook,
    a_session,
    an_answer,
    an_assessment,
    an_observation,
    at,
)

NOW = "2026-03-24T08:05:00+00:00"
FINGERS, SHOULDER, FOREARM, BLADE = (
    "fingers_thumb_side_back.r",
    "trapezius_top.r",
    "forearm_thumb_back.r",
    "between_blades.r",
)
# day of March: soreness, tingling, bruise (None: not answered)
ORDINARY = {
    2: (5, None, None),
    3: (6, 1, 2),
    4: (4, 2, 3),
    5: (2, 2, 3),
    6: (1, 2, 2),
    7: (0, 2, 2),
    9: (None, 1, 1),
    10: (3, 1, 1),
    11: (4, 1, 0),
    12: (2, 1, None),
    13: (0, 1, None),
    14: (None, 1, None),
    15: (None, 1, None),
    19: (None, 1, None),
    22: (None, 1, None),
}
NOTES = {
    3: "Stiff when I look over my shoulder. My fingers began to tingle in the evening.",
    5: "Soreness much better, the fingers are not. Dropped a cup.",
    10: "At 21:40 a sudden sharp pain when I breathe in, short of breath on the stairs. Taxi to hospital.",
    11: "X-ray was done, they said no collapsed lung. Painful to cough. Stayed at home.",
    22: "Only a light pins-and-needles feeling is left.",
}
MEDICINES = {3: "paracetamol 500 mg, 2 tablets", 10: "paracetamol 500 mg, 1 tablet", 11: "ibuprofen 400 mg"}


def example_records(catalogue: Catalogue) -> Records:
    zap = Zap(felt=True, stopped_at_once=False, place=catalogue.places[FINGERS])
    sessions = (
        a_session(
            catalogue,
            id="s1",
            ended_at="2026-03-02T15:30:00+00:00",
            sites=(SHOULDER, FOREARM),
            zap=zap,
            twitch=True,
            baseline=[a_baseline(catalogue)],
        ),
        a_session(
            catalogue,
            id="s2",
            ended_at="2026-03-10T16:00:00+00:00",
            ended_about=True,
            sites=(BLADE, SHOULDER),
            twitch=False,
            baseline=(),
            note="Lay face down; the last needle was deep.",
        ),
    )
    patient = Patient(
        "Maria Beispiel-Øvergård",
        date(1984, 6, 2),
        ("blood_thinner", "diabetes"),
        "apixaban 5 mg twice a day, metformin",
        "nickel (skin rash)",
    )
    check_ins = [_evening(catalogue, day) for day in ORDINARY]
    return Records(patient, sessions, tuple(check_ins))


def _evening(catalogue: Catalogue, day: int) -> CheckIn:
    soreness, tingling, bruise = ORDINARY[day]
    says = []
    if soreness is not None:
        says.append(an_observation(catalogue, "soreness", SHOULDER, soreness, now=soreness > 0))
    if tingling is not None:
        change = Change.BETTER if day == 9 else None
        details = ["wider_area"] if day == 4 else ()
        says.append(an_observation(catalogue, "tingling", FINGERS, tingling, change=change, details=details))
    if bruise is not None:
        says.append(an_observation(catalogue, "bruise", FOREARM, bruise, now=bruise > 0))
    if day == 19:
        says[0] = an_observation(catalogue, "tingling", FINGERS, None, change=Change.SAME)
    felt_at = at(f"2026-03-{day:02}T21:45:00+00:00")
    return a_check_in(
        catalogue,
        id=f"c{day}",
        felt_at=felt_at.isoformat(),
        entered_at=(felt_at + timedelta(hours=13)).isoformat() if day == 12 else None,
        asked=() if day in (6, 19) else None,
        present=[a_red_flag(catalogue)] if day == 10 else (),
        none_of=["movement", "general"] if tingling else ["nerve", "movement", "general"],
        says=says,
        function={"grip.r": 1 if day < 8 else 0} if day in (5, 12) else {},
        medicines=MEDICINES.get(day, ""),
        note=NOTES.get(day, ""),
        edited_at="2026-03-06T07:30:00+00:00" if day == 5 else None,
    )


def example_assessment(catalogue: Catalogue, records: Records) -> Assessment:
    first, second = records.sessions
    chest = a_flag(
        catalogue,
        rule=a_rule(
            id="R01",
            why="Chest pain or short breath after needling needs help at once, whatever else is logged.",
        ),
        level=Level.EMERGENCY,
        act_by=ActBy.NOW,
        act_before="2026-03-10T21:45:00+00:00",
        symptom="rf_chest",
        place=None,
        session=second,
        since="2026-03-10T21:40:00+00:00",
        newest="2026-03-10T21:45:00+00:00",
        evidence=["c10"],
        answers=[
            an_answer(
                rule="R01",
                check_in="c10",
                at_time="2026-03-11T02:30:00+00:00",
                did=Did.SEEN_BY_DOCTOR,
                words="Chest X-ray, no collapsed lung. Sent home at 02:30.",
            )
        ],
        answered=True,
        closed_at="2026-03-11T02:30:00+00:00",
    )
    tingling = a_flag(
        catalogue,
        rule=a_rule(why="A nerve sign that is still there after three days should be looked at."),
        symptom="tingling",
        place=FINGERS,
        session=first,
        act_before="2026-03-07T21:45:00+00:00",
        since="2026-03-03T19:00:00+00:00",
        newest="2026-03-22T21:45:00+00:00",
        evidence=["c5", "c6", "c7", "c9", "c22"],
        answers=[
            an_answer(check_in="c5", at_time="2026-03-06T12:10:00+00:00", words="He says: wait a week.")
        ],
    )
    wider = a_flag(
        catalogue,
        rule=a_rule(id="N09", why="A numb or tingling area that grows needs a doctor on the same day."),
        act_by=ActBy.TODAY,
        symptom="tingling",
        place=FINGERS,
        session=first,
        act_before="2026-03-04T23:59:00+00:00",
        since="2026-03-03T19:00:00+00:00",
        newest="2026-03-04T21:45:00+00:00",
        evidence=["c4"],
    )
    bruise = a_flag(
        catalogue,
        rule=a_rule(id="K02b", why="A bruise that grows on a blood thinner should be seen."),
        level=Level.CONTACT_PRACTITIONER,
        act_by=ActBy.NEXT_WORKING_DAY,
        act_before="2026-03-05T17:00:00+00:00",
        symptom="bruise",
        place=FOREARM,
        session=first,
        since="2026-03-03T19:00:00+00:00",
        newest="2026-03-05T21:45:00+00:00",
        evidence=["c4", "c5"],
    )
    return an_assessment(
        now=NOW, flags=[wider, tingling, bruise], closed=[chest], not_known=["red_flags", "nerve"]
    )


def example_report(catalogue: Catalogue) -> Report:
    records = example_records(catalogue)
    return report(records, example_assessment(catalogue, records), catalogue, a_rulebook(), at(NOW))
