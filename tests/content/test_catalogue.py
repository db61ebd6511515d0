"""The catalogue says what rules.md section 1 and the region list of the report say; typed from there."""

import pytest

from afterneedle.domain.catalogue import Band, Catalogue, Closing, PlaceNeed, Scale

RED = {
    *("rf_chest", "rf_stroke", "rf_saddle", "rf_limbs", "rf_allergy", "rf_tight", "rf_sepsis", "rf_head"),
    *("rf_calf", "rf_belly", "rf_preg", "rf_needle", "drop"),
}
SYMPTOMS = {
    "soreness": {"soreness": "P", "old_pain": "P"},
    "nerve": {"numbness": "W", "tingling": "W", "burning": "P", "electric": "P", "touch_pain": "W"},
    "movement": {"heavy": "W", "weakness": "W"},
    "skin": {"bruise": "W", "swelling": "W", "bleeding": "Y", "skin_change": "W", "itch_rash": "W"},
    "general": {"fever": "Y", "tired_dizzy": "W", "headache": "P", "faint": "Y"},
    "red": dict.fromkeys(RED, "Y"),
}
SCALES = {"P": Scale.PAIN, "W": Scale.WORDS, "Y": Scale.YES_NO}
NERVE = "sudden wider_area breaks_sleep"
DETAILS = {
    **dict.fromkeys(SYMPTOMS["nerve"], NERVE),
    "weakness": "sudden in_clinic",
    "drop": "sudden in_clinic",
    "bruise": "growing larger_than_palm hard_lump hot spreading more_painful",
    "swelling": "growing larger_than_palm hard_lump hot spreading more_painful",
    "skin_change": "hot spreading leaking more_painful",
    "itch_rash": "spreading",
    "bleeding": "stopped_with_pressure not_stopping",
    "faint": "in_clinic not_recovered injury fit lying_down",
}
WITH_PLACE = {"old_pain", *SYMPTOMS["nerve"], *SYMPTOMS["movement"], "bruise", "swelling", "skin_change"}
MAY_HAVE_PLACE = {"drop", "rf_calf", "rf_tight", "bleeding", "itch_rash"}
ONCE = {"soreness", "bruise", "tired_dizzy", "headache", "itch_rash"}
TWICE = {*SYMPTOMS["nerve"], *SYMPTOMS["movement"], "skin_change", "fever", "swelling"}

LUNG = {
    *("neck_front", "collarbone", "chest", "ribs_front", "ribs_side", "trapezius_top", "between_blades"),
    *("mid_spine_upper", "mid_spine_lower", "blade_upper", "blade", "ribs_back", "flank"),
}
SPINE = {
    *(
        "skull_base",
        "neck_back",
        "between_blades",
        "mid_spine_upper",
        "mid_spine_lower",
        "low_back",
        "sacrum",
    ),
}
BELLY = {"belly_upper", "belly_lower", "groin", "hip_front", "flank", "low_back", "sacrum"}
ARM = {
    *("shoulder_front", "upper_arm_front", "elbow_front", "forearm_thumb_front", "forearm_little_front"),
    *("wrist_front", "palm", "fingers_thumb_side_front", "fingers_little_side_front", "shoulder_back"),
    *("upper_arm_back", "elbow_back", "forearm_thumb_back", "forearm_little_back", "wrist_back", "hand_back"),
    *("fingers_thumb_side_back", "fingers_little_side_back"),
}
LEG = {
    *("hip_front", "groin", "thigh_front", "thigh_inner", "thigh_outer", "knee_front", "shin_outer"),
    *("shin_inner", "ankle_front", "foot_top", "toes", "buttock_upper", "buttock_lower", "thigh_back_inner"),
    *("thigh_back_outer", "knee_back", "fibula_outer", "calf_inner", "calf_outer", "achilles", "heel"),
}


def test_every_symptom_of_the_rules_can_be_recorded_on_its_scale(catalogue: Catalogue):
    assert {s.id: (s.group, s.scale) for s in catalogue.symptoms.values()} == {
        id: (group, SCALES[scale]) for group, kinds in SYMPTOMS.items() for id, scale in kinds.items()
    }


def test_each_symptom_carries_its_own_details_and_gone_between(catalogue: Catalogue):
    for symptom in catalogue.symptoms.values():
        assert symptom.details == {"gone_between", *DETAILS.get(symptom.id, "").split()}, symptom.id


def test_a_place_is_asked_for_where_the_rules_need_one(catalogue: Catalogue):
    for symptom in catalogue.symptoms.values():
        expected = PlaceNeed.NONE
        if symptom.id == "soreness":
            expected = PlaceNeed.SITES
        elif symptom.id in WITH_PLACE:
            expected = PlaceNeed.REQUIRED
        elif symptom.id in MAY_HAVE_PLACE:
            expected = PlaceNeed.OPTIONAL
        assert symptom.place is expected, symptom.id


@pytest.mark.parametrize(("ids", "closing"), [(ONCE, Closing.ONCE), (TWICE, Closing.TWICE)])
def test_an_episode_closes_after_one_or_two_gone(catalogue: Catalogue, ids: set[str], closing: Closing):
    assert {catalogue.symptoms[id].closing for id in ids} == {closing}


def test_only_an_answer_closes_a_red_flag(catalogue: Catalogue):
    assert {s.closing for s in catalogue.group("red")} == {Closing.ANSWER}
    assert {s.id for s in catalogue.symptoms.values() if s.is_red} == set(SYMPTOMS["red"])


def test_the_emergency_list_asks_every_red_flag_under_four_heads(catalogue: Catalogue):
    asked = [s.id for head in catalogue.emergency_heads for s in head.asks]

    assert len(catalogue.emergency_heads) == 4
    assert sorted(asked) == sorted([*SYMPTOMS["red"], "bleeding", "skin_change", "fever", "faint"])


def test_everyone_is_asked_the_red_flags_but_the_one_about_pregnancy(catalogue: Catalogue):
    assert {s.id for s in catalogue.red_flags_asked} == set(SYMPTOMS["red"]) - {"rf_preg"}


def test_there_are_61_regions_each_left_and_right(catalogue: Catalogue):
    views = {place.region.id: place.region.view for place in catalogue.places.values()}

    assert len(catalogue.places) == 122
    assert set(catalogue.places) == {f"{region}.{side}" for region in views for side in "lr"}
    assert sorted(views.values()) == ["back"] * 32 + ["front"] * 29


def test_regions_carry_the_tags_that_rules_ask_for(catalogue: Catalogue):
    regions = {place.region for place in catalogue.places.values()}

    assert {r.id for r in regions if r.lung} == LUNG
    assert {r.id for r in regions if r.spine} == SPINE
    assert {r.id for r in regions if r.belly} == BELLY
    assert {r.id for r in regions if r.limb == "arm"} == ARM
    assert {r.id for r in regions if r.limb == "leg"} == LEG
    assert {r.id for r in regions if r.limb not in ("arm", "leg", None)} == set()


def test_a_limb_has_a_side_and_a_place_on_the_trunk_stands_for_itself(catalogue: Catalogue):
    assert catalogue.places["palm.l"].limb == catalogue.places["shoulder_back.l"].limb == "arm.l"
    assert catalogue.places["palm.r"].limb == "arm.r"
    assert catalogue.places["chest.l"].limb == "chest.l"


def test_conditions_and_functions_are_those_of_the_diary_format(catalogue: Catalogue):
    both = ("grip", "pinch", "lift_wrist", "lift_foot", "tiptoe", "stairs")

    assert set(catalogue.functions) == {f"{f}.{side}" for f in both for side in "lr"} | {"sleep", "work"}
    assert all(id == function.id for id, function in catalogue.functions.items())
    assert catalogue.conditions == (
        *("blood_thinner", "bleeding_disorder", "diabetes", "weak_immunity"),
        *("heart_valve", "lymphoedema", "pregnant"),
    )


def test_each_limb_has_its_functions_on_either_side_and_sleep_and_work_are_the_persons(catalogue: Catalogue):
    of_limb = {"arm": ("grip", "pinch", "lift_wrist"), "leg": ("lift_foot", "tiptoe", "stairs")}
    sided = {f"{f}.{side}": f"{limb}.{side}" for limb in of_limb for f in of_limb[limb] for side in "lr"}
    limbs = {id: function.limb for id, function in catalogue.functions.items()}
    assert limbs == sided | {"sleep": None, "work": None}


def test_the_doctor_reads_which_nerve_a_function_tells_of(catalogue: Catalogue):
    nerves = {"pinch": "median", "lift_wrist": "radial", "lift_foot": "peroneal", "tiptoe": "tibial"}
    for id, function in catalogue.functions.items():
        name = nerves.get(id.partition(".")[0])
        assert function.nerve == (f"{name} nerve" if name else "")


@pytest.mark.parametrize(
    ("symptom", "bands"),
    [
        ("soreness", {1: Band.MILD, 3: Band.MILD, 4: Band.MODERATE, 6: Band.MODERATE, 7: Band.SEVERE}),
        ("burning", {3: Band.MILD, 4: Band.MODERATE, 10: Band.SEVERE}),
        ("tingling", {1: Band.MILD, 2: Band.MODERATE, 3: Band.SEVERE}),
    ],
)
def test_mild_moderate_and_severe_are_cut_where_the_rules_cut_them(
    catalogue: Catalogue, symptom: str, bands: dict[int, Band]
):
    for severity, band in bands.items():
        assert catalogue.symptoms[symptom].band(severity) is band
