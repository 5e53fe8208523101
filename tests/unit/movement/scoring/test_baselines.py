"""What a person's own first reps excuse, what they do not, and who is judged by whom."""

from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.scoring import SpotterScorer, Visit
from spotter.movement.values import (
    Baseline,
    Cue,
    Direction,
    Exercise,
    Joint,
    MovementError,
    Outcome,
    PoseSeries,
    Reference,
)
from spotter.movement.wording.verdict_words import hints
from support.movements.varied_squats import DEPTH_PX, varied_squat, varied_squats

RNG = np.random.default_rng(4)
REFERENCE = Reference("squat", varied_squats(RNG, 3, spread=0.02), "anna")
SQUAT = Exercise((REFERENCE,))
STRANGER = 0.62 * DEPTH_PX
"""Somebody who does not go as deep as anna, and always did so."""


def own_reps(depth_px: float = STRANGER, count: int = 3) -> Baseline:
    reps = varied_squats(RNG, count, depth_px, spread=0.02)
    return Baseline(f"{depth_px}", tuple(f"rep {place}" for place in range(count)), reps)


def test_what_a_person_always_did_is_no_fault_and_a_change_is_one() -> None:
    scorer = SpotterScorer(SQUAT)
    usual, shallower = varied_squat(RNG, STRANGER, 0.02), varied_squat(RNG, 0.8 * STRANGER, 0.02)
    own = own_reps()
    assert scorer.score(usual, own).outcome is Outcome.GOOD
    assert scorer.score(shallower, own).outcome is Outcome.FAULTY
    assert scorer.score(usual).outcome is Outcome.GOOD


def test_the_verdict_names_the_baseline_and_what_the_references_say() -> None:
    scorer = SpotterScorer(SQUAT)
    rep, own = varied_squat(RNG, STRANGER, 0.02), own_reps()
    by_reference, by_own = scorer.score(rep), scorer.score(rep, own)
    assert (by_reference.baseline_id, by_own.baseline_id) == ("", own.baseline_id)
    ratio = by_reference.score / by_reference.threshold
    assert by_own.reference_ratio == by_reference.reference_ratio == ratio
    assert by_own.score != by_reference.score
    assert by_own.measures == by_reference.measures
    assert np.array_equal(by_own.alignment, by_reference.alignment)


def test_a_baseline_excuses_no_rep_that_goes_less_than_half_of_the_way() -> None:
    shallow = own_reps(0.4 * DEPTH_PX)
    verdict = SpotterScorer(SQUAT).score(varied_squat(RNG, 0.4 * DEPTH_PX, 0.02), shallow)
    assert verdict.outcome is Outcome.FAULTY
    assert verdict.baseline_id == shallow.baseline_id
    assert verdict.score > verdict.threshold
    assert hints(verdict)[0].startswith("Sit deeper")


def test_a_baseline_excuses_no_fault_that_the_trainer_has_a_cue_for() -> None:
    own, rep = own_reps(4 * DEPTH_PX), varied_squat(RNG, 4 * DEPTH_PX, 0.02)
    assert SpotterScorer(SQUAT).score(rep, own).outcome is Outcome.GOOD
    too_deep = replace(SQUAT, cues=(Cue("stop earlier", Joint.MID_HIP, Direction.LOWER),))
    verdict = SpotterScorer(too_deep).score(rep, own)
    assert verdict.outcome is Outcome.FAULTY
    assert hints(verdict)[0].startswith("Stop earlier")


def test_one_faulty_rep_among_the_first_three_spoils_no_baseline() -> None:
    good, faulty = own_reps(DEPTH_PX).reps, varied_squat(RNG, 0.7 * DEPTH_PX, 0.02)
    spoilt = Baseline("spoilt", ("a", "b", "c"), (good[0], faulty, good[2]))
    scorer = SpotterScorer(SQUAT)
    assert scorer.score(varied_squat(RNG, DEPTH_PX, 0.02), spoilt).outcome is Outcome.GOOD
    shallower = varied_squat(RNG, 0.55 * DEPTH_PX, 0.02)
    assert scorer.score(shallower).outcome is Outcome.GOOD
    assert scorer.score(shallower, spoilt).outcome is Outcome.FAULTY


def test_a_members_own_recording_decides_without_the_others() -> None:
    other = replace(REFERENCE, reps=varied_squats(RNG, 3, 0.7 * DEPTH_PX, 0.02), person="ben")
    rep = varied_squat(RNG, spread=0.02)
    alone = SpotterScorer(SQUAT, "anna").score(rep)
    among_others = SpotterScorer(Exercise((other, REFERENCE)), "anna").score(rep)
    assert (among_others.score, among_others.threshold) == (alone.score, alone.threshold)
    assert (alone.reference_index, among_others.reference_index) == (0, 1)


def test_a_stranger_may_deviate_more_than_the_person_of_the_recording() -> None:
    rep = varied_squat(RNG, STRANGER, 0.02)
    assert SpotterScorer(SQUAT, "anna").score(rep).outcome is Outcome.FAULTY
    assert SpotterScorer(SQUAT, "ben").score(rep).outcome is Outcome.GOOD


def test_a_visit_is_judged_by_its_first_three_good_reps() -> None:
    visit = Visit(SpotterScorer(SQUAT))
    depths_px = [STRANGER, 0.3 * DEPTH_PX, STRANGER, STRANGER, STRANGER, 0.75 * STRANGER]
    verdicts = [
        visit.score(f"rep {place}", varied_squat(RNG, depth_px, 0.02))
        for place, depth_px in enumerate(depths_px)
    ]
    good, faulty = Outcome.GOOD, Outcome.FAULTY
    assert [one.outcome for one in verdicts] == [good, faulty, good, good, good, faulty]
    assert visit.baseline is not None
    assert visit.baseline.rep_ids == ("rep 0", "rep 2", "rep 3")
    made = visit.baseline.baseline_id
    assert [one.baseline_id for one in verdicts] == ["", "", "", "", made, made]


def test_a_set_whose_reps_all_differ_from_the_reference_is_asked_about_once() -> None:
    visit = Visit(SpotterScorer(SQUAT))
    shallow = varied_squats(RNG, 6, 0.3 * DEPTH_PX, spread=0.02)
    said = [visit.score(f"rep {at}", rep).differs_throughout for at, rep in enumerate(shallow)]
    assert said == [False, False, True, False, False, False]
    again = visit.score("next set 1", shallow[0], 2), visit.score("next set 2", shallow[1], 2)
    assert [one.differs_throughout for one in again] == [False, False]
    assert visit.score("next set 3", shallow[2], 2).differs_throughout


def test_nothing_is_asked_about_a_set_that_is_like_the_reference() -> None:
    visit = Visit(SpotterScorer(SQUAT))
    usual = varied_squats(RNG, 5, spread=0.02)
    assert not any(visit.score(str(at), rep).differs_throughout for at, rep in enumerate(usual))


def test_an_unusable_baseline_leaves_the_rep_to_the_references() -> None:
    nobody = PoseSeries(
        REFERENCE.reps[0].captured_us, np.full_like(REFERENCE.reps[0].keypoints, np.nan)
    )
    rep, scorer = varied_squat(RNG), SpotterScorer(SQUAT)
    verdict = scorer.score(rep, Baseline("nobody", ("a",), (nobody,)))
    assert (verdict.baseline_id, verdict.score) == ("", scorer.score(rep).score)


@pytest.mark.parametrize(("ids", "reps"), [((), ()), (("a",), ()), (("a", "b"), REFERENCE.reps)])
def test_a_baseline_needs_reps_and_an_id_for_each(
    ids: tuple[str, ...], reps: tuple[PoseSeries, ...]
) -> None:
    with pytest.raises(MovementError, match=r"a baseline has 1 or more reps, and the id of each"):
        Baseline("id", ids, reps)
