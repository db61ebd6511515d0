"""A clinic's system can read the bundle: models of FHIR R4B do, and it keeps the rules of the HL7 guide."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.assets import asset
from afterneedle.content.wording import labels
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Change, Did, Patient, Practitioner, Records, Zap
from afterneedle.exchange.fhir import dump
from afterneedle.exchange.fhir_values import FINDINGS
from afterneedle.exchange.json_diary import parse
from support.builders import a_baseline, a_check_in, a_red_flag, a_session, an_answer, an_observation
from support.whole_diaries import diaries

NOW = datetime(2026, 3, 6, 9, tzinfo=UTC)
GUIDE = "http://hl7.org/fhir/uv/symptoms/StructureDefinition/"
# The codes that were looked up, typed from the guide and the value sets it names.
LOOKED_UP = {
    "http://loinc.org": {
        *("75325-1", "111551-8", "64750-3", "89253-9", "99495-4", "72514-3"),
        *("LA6752-5", "LA6751-7", "LA6750-9"),
    },
    "http://snomed.info/sct": {
        *("44077006", "26544005", "68962001", "386661006", "25064002", "131148009"),
    },
    "http://hl7.org/fhir/uv/symptoms/CodeSystem/SymptomTemporary": {"symptom"},
}


def text_of(records: Records, catalogue: Catalogue, diary: str = "mine") -> str:
    return "".join(dump(records, catalogue, labels, NOW, diary))


def bundle(records: Records, catalogue: Catalogue) -> Bundle:
    """The bundle as the models read it."""
    return Bundle.model_validate_json(text_of(records, catalogue))


def resources(records: Records, catalogue: Catalogue, kind: str) -> list[Any]:
    read = [entry.resource for entry in bundle(records, catalogue).entry]
    return [resource for resource in read if resource.get_resource_type() == kind]


def observations(catalogue: Catalogue, *check_ins: Any) -> list[Any]:
    """Those of a check-in without the one that holds them together."""
    every = resources(Records(check_ins=check_ins), catalogue, "Observation")
    return [o for o in every if o.hasMember is None and o.code.text != "Check-in"]


def code(concept: Any) -> str | None:
    return concept.coding[0].code if concept.coding else None


def parts(observation: Any) -> dict[str, Any]:
    """What the components say, by the words of their codes."""
    found = {}
    for component in observation.component or []:
        values = component.model_dump(exclude_none=True)
        [value] = [v for name, v in values.items() if name.startswith("value")]
        found[component.code.text] = value
    return found


def walk(value: Any) -> Iterator[Any]:
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from walk(one)


@given(st.data())
def test_any_diary_is_a_bundle_that_the_models_read(catalogue, data):
    records = data.draw(diaries(catalogue))

    text = text_of(records, catalogue)
    read = Bundle.model_validate_json(text)

    assert read.type == "collection"
    assert len(read.entry) == len(json.loads(text)["entry"])


@given(st.data())
def test_every_reference_leads_to_one_resource_of_the_bundle(catalogue, data):
    made = json.loads(text_of(data.draw(diaries(catalogue)), catalogue))

    urns = [entry["fullUrl"] for entry in made["entry"]]
    referred = [v["reference"] for v in walk(made) if isinstance(v, dict) and "reference" in v]
    assert len(set(urns)) == len(urns)
    assert set(referred) <= set(urns)


@given(st.data())
def test_there_are_only_codes_that_were_looked_up_and_no_adverse_event(catalogue, data):
    made = json.loads(text_of(data.draw(diaries(catalogue)), catalogue))

    kinds = {entry["resource"]["resourceType"] for entry in made["entry"]}
    assert kinds <= {"Patient", "Practitioner", "Procedure", "Observation"}
    for coding in (v for v in walk(made) if isinstance(v, dict) and "system" in v and "code" in v):
        assert coding["code"] in LOOKED_UP[coding["system"]]


@given(st.data())
def test_what_claims_a_profile_of_the_guide_keeps_it(catalogue, data):
    for entry in bundle(data.draw(diaries(catalogue)), catalogue).entry:
        said = entry.resource
        profiles = said.meta.profile if said.meta else []
        for profile in profiles:
            present = profile == f"{GUIDE}SymptomObservation"
            assert present or profile == f"{GUIDE}SymptomAbsentObservation"
            assert code(said.code) == ("75325-1" if present else "111551-8")
            assert said.status in ("final", "amended")
            assert said.subject.reference == said.performer[0].reference
            assert said.valueCodeableConcept.coding
            assert said.effectiveDateTime or said.effectivePeriod
            assert [code(c) for c in said.category or []] == (["symptom"] if present else [])
            assert said.dataAbsentReason is None


def test_a_symptom_says_how_strong_where_since_when_and_which_way_it_goes(catalogue):
    said = an_observation(
        catalogue,
        "numbness",
        "palm.l",
        2,
        change=Change.WORSE,
        since="2026-03-03T08:00:00+00:00",
        details=["sudden", "wider_area"],
    )
    [numb] = observations(catalogue, a_check_in(catalogue, asked=[], says=[said]))

    assert numb.meta.profile == [f"{GUIDE}SymptomObservation"]
    assert code(numb.valueCodeableConcept) == "44077006"
    assert numb.bodySite.text == "Palm, left"
    assert (numb.effectivePeriod.start, numb.effectivePeriod.end) == (
        datetime(2026, 3, 3, 8, tzinfo=UTC),
        datetime(2026, 3, 3, 20, tzinfo=UTC),
    )
    told = parts(numb)
    assert told["Severity of symptoms"]["text"] == "2 of 3, it gets in my way"
    assert told["Severity of symptoms"]["coding"][0]["code"] == "LA6751-7"
    assert told["Trend"]["text"] == "worse"
    assert told["Speed of condition onset"]["text"] == "it began suddenly"
    assert told["it covers a wider area"] is True
    assert told["There at the time of the check-in"] is True


@pytest.mark.parametrize(
    ("worst", "band"), [(1, "LA6752-5"), (3, "LA6752-5"), (4, "LA6751-7"), (7, "LA6750-9")]
)
def test_pain_is_a_number_and_a_band(catalogue, worst, band):
    [sore] = observations(
        catalogue, a_check_in(catalogue, asked=[], says=[an_observation(catalogue, worst=worst)])
    )

    [pain] = [c for c in sore.component if code(c.code) == "72514-3"]
    assert pain.valueInteger == worst
    assert parts(sore)["Severity of symptoms"]["coding"][0]["code"] == band
    assert sore.effectiveDateTime == datetime(2026, 3, 3, 20, tzinfo=UTC)


def test_zero_is_a_number_and_gone_is_an_absent_symptom(catalogue):
    check_in = a_check_in(
        catalogue,
        asked=[],
        says=[
            an_observation(catalogue, "soreness", "palm.l", 0),
            an_observation(catalogue, "soreness", "palm.r", 0, now=False),
            an_observation(catalogue, "tingling", "palm.r", None, now=False),
        ],
    )
    zero, gone, tingling = observations(catalogue, check_in)

    assert (code(zero.code), zero.valueInteger, zero.meta) == ("72514-3", 0, None)
    assert (code(gone.code), code(gone.valueCodeableConcept)) == ("111551-8", "68962001")
    assert gone.bodySite.text == "Palm, right"
    assert (code(tingling.code), tingling.valueCodeableConcept.text) == ("111551-8", "Tingling")
    assert tingling.meta is None  # without a code it is no symptom by the guide's rules


def test_what_came_and_went_was_there(catalogue):
    said = an_observation(catalogue, "electric", "palm.l", 6, now=False)
    [shock] = observations(catalogue, a_check_in(catalogue, asked=[], says=[said]))

    assert code(shock.code) == "75325-1"
    assert parts(shock)["There at the time of the check-in"] is False


def test_what_was_asked_and_denied_is_absent_and_what_was_not_asked_is_not_mentioned(catalogue):
    check_in = a_check_in(
        catalogue,
        asked=["rf_chest", "rf_stroke"],
        present=[a_red_flag(catalogue, "rf_chest")],
        none_of=["movement"],
    )
    said = {o.valueCodeableConcept.text: code(o.code) for o in observations(catalogue, check_in)}

    label = {id: catalogue.symptoms[id].label for id in ("rf_chest", "rf_stroke", "heavy", "weakness")}
    assert said == {
        label["rf_chest"]: "75325-1",
        label["rf_stroke"]: "111551-8",
        label["heavy"]: "111551-8",
        label["weakness"]: "111551-8",
    }


def test_a_check_in_holds_its_observations_together(catalogue):
    check_in = a_check_in(
        catalogue,
        asked=[],
        says=[an_observation(catalogue)],
        function={"grip.l": 0},
        note="ouch",
        medicines="Ibuprofen",
        day="2026-03-03",
        edited_at="2026-03-05T09:00:00+00:00",
        entered_at="2026-03-04T09:00:00+00:00",
    )
    made = bundle(Records(check_ins=(check_in,)), catalogue)
    _patient, whole, *rest = [entry.resource for entry in made.entry]

    assert [m.reference for m in whole.hasMember] == [entry.fullUrl for entry in made.entry[2:]]
    assert whole.identifier[0].value == "check-in:c1"
    assert [n.text for n in whole.note] == ["ouch"]
    assert parts(whole) == {
        "Day that it counts for": "2026-03-03",
        "Time zone": "Europe/London",
        "Medicines taken": "Ibuprofen",
    }
    for said in (whole, *rest):
        assert said.status == "amended"
        assert said.issued == datetime(2026, 3, 5, 9, tzinfo=UTC)
        assert said.effectiveDateTime == datetime(2026, 3, 3, 20, tzinfo=UTC)
    assert [(o.code.text, o.valueInteger) for o in rest[1:]] == [("Grip, left, 0 no limit to 3 stops me", 0)]


def test_an_entry_that_was_written_late_is_issued_when_it_was_written(catalogue):
    late = a_check_in(
        catalogue, asked=[], says=[an_observation(catalogue)], entered_at="2026-03-04T09:00:00+00:00"
    )
    [sore] = observations(catalogue, late)

    assert (sore.status, sore.issued) == ("final", datetime(2026, 3, 4, 9, tzinfo=UTC))


def test_a_session_is_a_procedure_with_who_did_it_and_what_was_felt(catalogue):
    session = a_session(
        catalogue,
        sites=["trapezius_top.r", "palm.l"],
        ended_about=True,
        zap=Zap(True, False, catalogue.places["hand_back.r"]),
        twitch=False,
        baseline=[a_baseline(catalogue, "numbness", "palm.l", 1)],
        note="First time",
    )
    records = Records(sessions=(session,))
    [procedure] = resources(records, catalogue, "Procedure")
    [by] = resources(records, catalogue, "Practitioner")
    zap, twitch, before = resources(records, catalogue, "Observation")

    assert (procedure.status, procedure.code.text) == ("completed", "Dry needling")
    assert procedure.performedPeriod.end == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert [site.text for site in procedure.bodySite] == ["Top of shoulder, right", "Palm, left"]
    assert [n.text for n in procedure.note][:2] == ["First time", "The time is only about right."]
    assert (by.name[0].text, by.telecom[0].value) == ("K. Osei", "+44 1632 960 001")
    assert by.qualification[0].code.text == "physiotherapist"
    assert (zap.valueBoolean, zap.bodySite.text, parts(zap)) == (
        True,
        "Back of hand, right",
        {"It stopped at once": False},
    )
    assert twitch.valueBoolean is False
    assert code(before.valueCodeableConcept) == "44077006"
    assert before.effectivePeriod.end == procedure.performedPeriod.end


@pytest.mark.parametrize(("baseline", "said"), [(None, []), ([], [False])])
def test_no_symptom_before_is_said_and_not_asked_is_not(catalogue, baseline, said):
    session = a_session(catalogue, baseline=baseline, zap=Zap(), practitioner=Practitioner())
    records = Records(sessions=(session,))

    assert [o.valueBoolean for o in resources(records, catalogue, "Observation")] == said
    assert resources(records, catalogue, "Practitioner") == []


def test_the_patient_is_as_little_as_there_is(catalogue):
    [nobody] = resources(Records(), catalogue, "Patient")
    [somebody] = resources(Records(Patient("Zoë", date(1984, 6, 2))), catalogue, "Patient")

    assert nobody.model_dump(exclude_none=True) == {"resourceType": "Patient"}
    assert (somebody.name[0].text, somebody.birthDate) == ("Zoë", date(1984, 6, 2))


def test_what_the_patient_lives_with_is_in_their_own_words(catalogue):
    patient = Patient(conditions=("blood_thinner",), medicines="Warfarin", allergies="Latex", notes="x")
    [said] = resources(Records(patient), catalogue, "Observation")

    assert parts(said) == {"Blood thinner": True, "Medicines": "Warfarin", "Allergies": "Latex", "Notes": "x"}


def test_an_answer_points_to_what_it_is_about(catalogue):
    records = Records(
        sessions=(a_session(catalogue, zap=Zap()),),
        check_ins=(a_check_in(catalogue, asked=[]),),
        answers=(an_answer(did=Did.SEEN_BY_DOCTOR, words="fine"), an_answer(check_in="s1", rule="N00b")),
    )
    made = bundle(records, catalogue)
    urns = {entry.resource.get_resource_type(): entry.fullUrl for entry in made.entry[:-2]}
    to_session, to_check_in = [entry.resource for entry in made.entry[-2:]]

    assert to_session.focus[0].reference == urns["Procedure"]
    assert to_check_in.focus[0].reference == urns["Observation"]
    assert to_check_in.valueCodeableConcept.text == "A doctor has seen me"
    assert [n.text for n in to_check_in.note] == ["fine"]
    assert parts(to_check_in) == {"Rule": "N07"}


@pytest.mark.parametrize(
    ("note", "read"),
    [("a\0b", "a\ufffdb"), ("line\none\ttab", "line\none\ttab"), (" \n\t ", None), ("שלום 🙂", "שלום 🙂")],
)
def test_a_text_is_kept_but_for_what_no_document_can_hold(catalogue, note, read):
    records = Records(check_ins=(a_check_in(catalogue, asked=[], note=note),))
    [whole] = resources(records, catalogue, "Observation")

    assert [n.text for n in whole.note or []] == ([read] if read else [])


def test_an_offset_that_fhir_does_not_know_becomes_utc(catalogue):
    old = a_check_in(catalogue, asked=[], felt_at="1905-01-01T00:00:00-00:01:15")
    made = json.loads(text_of(Records(check_ins=(old,)), catalogue))

    assert made["entry"][1]["resource"]["effectiveDateTime"] == "1905-01-01T00:01:15+00:00"


def names(text: str) -> set[str]:
    """What the resources of a bundle are called, and the ids that they give themselves."""
    entries = json.loads(text)["entry"]
    said = [one for entry in entries for one in entry["resource"].get("identifier", ())]
    return {entry["fullUrl"] for entry in entries} | {f"{one['system']} {one['value']}" for one in said}


def test_two_diaries_with_the_same_records_name_them_differently(catalogue):
    records = Records(sessions=(a_session(catalogue),), check_ins=(a_check_in(catalogue),))
    mine, theirs = (names(text_of(records, catalogue, diary)) for diary in ("mine", "theirs"))
    assert mine.isdisjoint(theirs)
    assert mine == names(text_of(records, catalogue, "mine"))


def test_what_is_recorded_later_of_an_earlier_day_changes_no_name(catalogue):
    records = Records(sessions=(a_session(catalogue),), check_ins=(a_check_in(catalogue),))
    before = a_session(catalogue, id="s0", ended_at="2026-02-02T10:00:00+00:00")
    more = Records(sessions=(before, *records.sessions), check_ins=records.check_ins)
    assert names(text_of(records, catalogue)) < names(text_of(more, catalogue))


def test_only_symptoms_that_mean_the_same_have_a_code(catalogue):
    assert {catalogue.symptoms[id].label for id in FINDINGS} == {
        "Soreness",
        "Numb patch",
        "Weakness",
        "Bleeding",
        "Fever or shivers",
        "Headache",
    }


def test_the_sample_diary_is_read_with_all_its_check_ins(catalogue):
    records = parse(asset("demo/diary.json").read_text("utf-8"), catalogue)

    whole = [o for o in resources(records, catalogue, "Observation") if o.code.text == "Check-in"]

    assert [o.identifier[0].value for o in whole] == [f"check-in:{c.id}" for c in records.check_ins]
