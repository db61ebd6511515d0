"""What an entry says, in words: its summary, its title, what an edit changed, what a search finds."""

from dataclasses import replace

import pytest

from afterneedle.content.wording import (
    baseline_sentence,
    edit_lines,
    entry_lines,
    entry_marks,
    entry_text,
    entry_title,
    needled_sentence,
    practitioner_label,
    search_texts,
    session_summary,
    twitch_sentence,
    zap_sentence,
)
from afterneedle.domain.past import Edit
from afterneedle.domain.records import Practitioner, Zap
from support.builders import a_baseline, a_check_in, a_red_flag, a_session, an_observation, at

EDITED = "2026-03-05T09:00:00+00:00"


def test_an_entry_is_named_by_its_moment_and_kind(catalogue):
    assert entry_title(a_check_in(catalogue)) == "Tuesday 3 March 2026, 20:00 · Check-in"
    about = a_session(catalogue, ended_about=True)
    assert entry_title(about) == "About Monday 2 March 2026, 10:00 · Session"


def test_its_lines_begin_with_a_capital(catalogue):
    said = an_observation(catalogue, "tingling", "palm.r", 1)
    lines = entry_lines(a_check_in(catalogue, says=[said], note="late shift"))
    assert lines[0] == "Tingling, palm, right: 1 of 3, I notice it, I can do everything"
    assert lines[-1] == "Note: late shift"
    assert entry_text(a_check_in(catalogue, note="x")).split("\n")[0].endswith("· Check-in")


def test_marks_say_what_was_late_or_edited(catalogue):
    assert entry_marks(a_check_in(catalogue)) == []
    late = a_check_in(catalogue, entered_at="2026-03-06T09:00:00+00:00", edited_at=EDITED)
    assert entry_marks(late) == ["entered later", "edited"]
    assert entry_marks(a_session(catalogue, edited_at=EDITED)) == ["edited"]


def test_a_session_says_all_it_knows_and_nothing_it_was_not_asked(catalogue):
    whole = a_session(catalogue, twitch=False, baseline=[], note="fine", edited_at=EDITED)
    assert session_summary(whole) == [
        "1 place needled: top of shoulder, right",
        "Needled by: K. Osei, physiotherapist, +44 1632 960 001",
        "No zap or electric shock was felt.",
        "No muscle twitch was felt.",
        "There before: none of the symptoms",
        "Note: fine",
        "Edited: Thu 5 March, 09:00",
    ]
    bare = a_session(catalogue, sites=(), practitioner=Practitioner(), zap=Zap())
    assert session_summary(bare) == ["Places not known"]


def test_needled_places_are_counted_and_named(catalogue):
    two = a_session(catalogue, sites=("trapezius_top.r", "neck_back.l"))
    assert needled_sentence(two) == "2 places needled: top of shoulder, right; back of neck, left"


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (Practitioner("Ann", "physio", "1"), "Ann, physio, 1"),
        (Practitioner(phone="1"), "1"),
        (Practitioner(" "), ""),
    ],
)
def test_a_practitioner_is_named_as_far_as_known(by, said):
    assert practitioner_label(by) == said


@pytest.mark.parametrize(
    ("felt", "stopped", "said"),
    [
        (None, None, ""),
        (False, None, "No zap or electric shock was felt."),
        (True, True, "A zap or electric shock was felt while a needle was in. It stopped at once."),
        (True, False, "A zap or electric shock was felt while a needle was in. It did not stop at once."),
        (
            True,
            None,
            "A zap or electric shock was felt while a needle was in. It is not known if it stopped at once.",
        ),
    ],
)
def test_a_zap_says_whether_it_stopped(felt, stopped, said):
    assert zap_sentence(Zap(felt, stopped)) == said


def test_a_zap_says_where_it_ran(catalogue):
    ran = Zap(True, True, catalogue.places["palm.r"])
    assert zap_sentence(ran).endswith("It ran to: palm, right.")


@pytest.mark.parametrize(
    ("felt", "said"), [(None, ""), (True, "A muscle twitch was felt."), (False, "No muscle twitch was felt.")]
)
def test_a_twitch_is_said_when_it_is_known(felt, said):
    assert twitch_sentence(felt) == said


def test_what_was_there_before_tells_none_from_not_asked(catalogue):
    assert baseline_sentence(None) == ""
    assert baseline_sentence(()) == "There before: none of the symptoms"
    before = (a_baseline(catalogue), a_baseline(catalogue, "headache", None, 3))
    assert baseline_sentence(before) == (
        "There before: the pain you were treated for, shoulder blade, right: 4 of 10; headache: 3 of 10"
    )


def test_an_edit_is_told_by_what_is_new_and_what_is_gone_but_not_by_its_own_mark(catalogue):
    before = a_check_in(catalogue, says=[an_observation(catalogue, worst=2)], note="same")
    after = replace(before, observations=(an_observation(catalogue, worst=5),), edited_at=at(EDITED))
    assert edit_lines(Edit(at(EDITED), before, after)) == (
        ["Soreness, top of shoulder, right: 2 of 10"],
        ["Soreness, top of shoulder, right: 5 of 10"],
    )


def test_a_moved_session_tells_both_times(catalogue):
    before, after = a_session(catalogue), a_session(catalogue, ended_at="2026-03-02T11:00:00+00:00")
    assert edit_lines(Edit(at(EDITED), before, after)) == (
        ["Monday 2 March 2026, 10:00"],
        ["Monday 2 March 2026, 11:00"],
    )


def test_a_search_looks_in_all_that_was_written_and_named(catalogue):
    check_in = a_check_in(
        catalogue,
        says=[an_observation(catalogue, "tingling", "palm.r", 1)],
        present=[a_red_flag(catalogue, "drop", "foot_top.l")],
        medicines="Ibuprofen",
        note="STAIRS",
    )
    zap = Zap(felt=True)
    session = a_session(catalogue, zap=zap, baseline=[a_baseline(catalogue)], note="cold room")
    texts = search_texts([check_in, session])
    for word in (
        "tuesday 3 march 2026",
        "tingling",
        "palm, right",
        "top of foot, left",
        "ibuprofen",
        "stairs",
    ):
        assert word in texts["c1"], word
    for word in ("monday 2 march", "top of shoulder", "osei", "shoulder blade, right", "zap", "cold room"):
        assert word in texts["s1"], word
    assert "zap" not in search_texts([replace(session, zap=Zap(felt=False))])["s1"]
