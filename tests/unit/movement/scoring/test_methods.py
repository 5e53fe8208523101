from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.alignment import ARTICLE_THRESHOLD_PX, compare_as_article
from spotter.movement.scoring import METHODS, SpotterScorer, make_scorer
from spotter.movement.scoring.visit import Visit
from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values.body.facing import Facing
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import JOINT_COUNT, MIRROR
from spotter.movement.values.errors import MovementError
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.movement.values.judged.verdict import Outcome, Verdict
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from spotter.movement.wording.verdict_words import hints
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference, seen_as
from support.movements.varied_squats import varied_squats

REFERENCE = filmed_reference("squat")
SQUAT = Exercise((REFERENCE,))
SCORER = make_scorer("spotter", SQUAT)
SHALLOW = {FaultKind.SHALLOW: frozenset({2})}
PERFORMANCE, POSES = filmed(Plan("squat", reps=3, faults=SHALLOW))
GOOD, FAULTY = (
    POSES.between(round(rep.start_s * 1e6), round(rep.end_s * 1e6)) for rep in PERFORMANCE.reps[:2]
)


def said(verdict: Verdict) -> tuple[Outcome, tuple[str, ...]]:
    return verdict.outcome, hints(verdict)


def test_a_rep_whose_score_is_the_threshold_is_good() -> None:
    squats = varied_squats(np.random.default_rng(5), 22)
    own = make_scorer("spotter", Exercise((Reference("squat", squats, "anna"),)), "anna")
    verdicts = [own.score(rep) for rep in squats]
    (highest,) = [verdict for verdict in verdicts if verdict.score == verdict.threshold]
    assert highest.outcome is Outcome.GOOD


def test_a_good_rep_is_good_and_a_shallow_one_is_not() -> None:
    good, faulty = SCORER.score(GOOD), SCORER.score(FAULTY)
    assert (good.outcome, good.faults) == (Outcome.GOOD, ())
    assert faulty.outcome is Outcome.FAULTY
    assert hints(faulty)[0].startswith("Sit deeper: your hips stop about ")
    assert good.score <= good.threshold == faulty.threshold < faulty.score


def test_a_verdict_says_how_fast_the_rep_was_lifted_beside_the_first_good_one_of_its_set() -> None:
    half_as_fast = PoseSeries(2 * GOOD.captured_us, GOOD.keypoints)
    visit = Visit(SCORER)
    done = [visit.score(str(at), rep) for at, rep in enumerate((FAULTY, GOOD, half_as_fast))]
    faulty, first, slow = (verdict.measures.lifting for verdict in done)
    assert faulty
    assert first
    assert slow
    assert faulty.joint is first.joint is slow.joint
    assert (faulty.of_first_ratio, first.of_first_ratio) == (None, 1)
    assert slow.of_first_ratio == pytest.approx(0.5, rel=0.03)
    assert slow.peak_tl_s == pytest.approx(first.peak_tl_s / 2, rel=0.03)
    anew = visit.score("other set", half_as_fast, set_number=2).measures.lifting
    assert anew
    assert anew.of_first_ratio == 1


def test_what_cannot_be_judged_has_no_speed() -> None:
    unseen = PoseSeries(GOOD.captured_us, np.full_like(GOOD.keypoints, np.nan))
    assert SCORER.score(unseen).measures.lifting is None


def test_a_rep_against_itself_scores_zero() -> None:
    rep = REFERENCE.reps[0]
    verdict = make_scorer("spotter", Exercise((Reference("squat", (rep,)),))).score(rep)
    assert verdict.outcome is Outcome.GOOD
    assert verdict.score == pytest.approx(0, abs=1e-6)
    by_article = make_scorer("blog", Exercise((Reference("squat", (rep,)),))).score(rep)
    assert (by_article.outcome, by_article.score) == (Outcome.GOOD, 0.0)
    assert by_article.threshold == ARTICLE_THRESHOLD_PX


def test_the_same_rep_gets_the_same_verdict_to_the_bit() -> None:
    first, again = SCORER.score(FAULTY), make_scorer("spotter", SQUAT).score(FAULTY)
    assert said(first) == said(again)
    assert first.score.hex() == again.score.hex()
    assert np.array_equal(first.alignment, again.alignment)


@given(
    scale=st.floats(0.3, 3),
    across_px=st.floats(-1000, 1000),
    down_px=st.floats(-1000, 1000),
)
@settings(max_examples=15)
def test_size_and_place_in_the_picture_do_not_change_a_verdict(
    scale: float, across_px: float, down_px: float
) -> None:
    for rep in (GOOD, FAULTY):
        expected = SCORER.score(rep)
        found = SCORER.score(seen_as(rep, scale=scale, shift_px=(across_px, down_px)))
        assert said(found) == said(expected)
        assert found.score == pytest.approx(expected.score, abs=0.05)


def test_a_mirrored_picture_does_not_change_the_outcome() -> None:
    for rep in (GOOD, FAULTY):
        keypoints = rep.keypoints[:, MIRROR].copy()
        keypoints[..., 0] = 640 - keypoints[..., 0]
        found = SCORER.score(replace(rep, keypoints=keypoints))
        assert found.outcome is SCORER.score(rep).outcome


def test_a_person_who_faces_the_other_way_is_compared_mirrored() -> None:
    reference = filmed_reference("lunge", View.SIDE)
    scorer = make_scorer("spotter", Exercise((reference,)))
    rep = reference.reps[2]
    keypoints = rep.keypoints[:, MIRROR].copy()
    keypoints[..., 0] = 640 - keypoints[..., 0]
    other_way = replace(rep, keypoints=keypoints)
    assert scorer.score(other_way).facing is Facing.MIRRORED
    assert scorer.score(rep).facing is Facing.SAME
    assert scorer.score(other_way).score == pytest.approx(scorer.score(rep).score, abs=1e-3)


def test_the_alignment_pairs_frames_of_both_and_never_goes_back() -> None:
    verdict = SCORER.score(FAULTY)
    pairs = verdict.alignment.astype(int)
    reference_rep = REFERENCE.reps[verdict.reference_rep_index]
    assert pairs[0].tolist() == [0, 0]
    assert pairs[-1].tolist() == [len(FAULTY) - 1, len(reference_rep) - 1]
    assert np.all(np.diff(pairs, axis=0) >= 0)
    assert len(np.unique(pairs, axis=0)) == len(pairs)


def test_a_rep_that_cannot_be_judged_has_a_reason_and_no_numbers() -> None:
    verdict = SCORER.score(POSES.between(0, 200_000))
    assert verdict.outcome is Outcome.UNSCORABLE
    assert verdict.reason == Reason(ReasonCode.TOO_FEW_FRAMES, 4, 8)
    assert np.isnan(verdict.score)
    assert np.isnan(verdict.threshold)
    assert verdict.faults == ()


def test_the_reference_that_fits_best_explains_the_verdict() -> None:
    of_side = filmed_reference("squat", View.SIDE)
    both = make_scorer("spotter", Exercise((of_side, REFERENCE)))
    assert both.score(GOOD).reference_index == 1
    assert both.score(of_side.reps[0]).reference_index == 0


def test_a_verdict_names_the_rep_that_it_is_aligned_with_though_some_were_held_back() -> None:
    poses = filmed(Plan("squat", reps=25), seed=5)[1]
    own = replace(make_reference("squat", poses), person="ann")
    scorer = SpotterScorer(Exercise((filmed_reference("squat", View.SIDE), own)), member="ann")
    assert scorer.calibration.is_guaranteed
    verdict = scorer.score(GOOD)
    model = own.reps[verdict.reference_rep_index]
    assert verdict.reference_index == 1
    assert verdict.alignment[-1] == pytest.approx([len(GOOD) - 1, len(model) - 1], abs=1)


def test_a_view_that_no_reference_has_is_unscorable() -> None:
    verdict = SCORER.score(filmed_reference("squat", View.SIDE).reps[0])
    assert verdict.outcome is Outcome.UNSCORABLE
    assert verdict.reason
    assert verdict.reason.code is ReasonCode.TOO_FAR_ROUND


def test_an_unknown_method_is_refused_with_the_known_ones() -> None:
    assert METHODS == ("spotter", "blog")
    with pytest.raises(MovementError, match="one of spotter, blog; found 'magic'"):
        make_scorer("magic", SQUAT)


def test_the_articles_scorer_gives_the_articles_median() -> None:
    verdict = make_scorer("blog", SQUAT).score(FAULTY)
    assert verdict.score == compare_as_article(REFERENCE.reps[0], FAULTY).median_px
    assert verdict.outcome is Outcome.FAULTY
    assert hints(verdict) == ()


def odd(change: str) -> PoseSeries:
    keypoints = GOOD.keypoints.copy()
    match change:
        case "nobody":
            keypoints[:] = (np.nan, np.nan, 0)
        case "all joints in one place":
            keypoints[..., :2] = 100
        case "neck on hip":
            keypoints[:, 1] = keypoints[:, 8]
        case "upside down":
            keypoints[..., :2] = np.array([640, 480]) - keypoints[..., :2]
        case "nothing":
            return GOOD.between(-2, -1)
        case "one pose":
            return GOOD.between(0, int(GOOD.captured_us[0]))
    return replace(GOOD, keypoints=keypoints)


@pytest.mark.parametrize(
    "change",
    ["nobody", "all joints in one place", "neck on hip", "upside down", "nothing", "one pose"],
)
def test_invalid_input_is_unscorable_and_says_why(change: str) -> None:
    verdict = SCORER.score(odd(change))
    assert verdict.outcome is Outcome.UNSCORABLE
    assert verdict.reason


@given(
    joints=st.sets(st.integers(0, JOINT_COUNT - 1), min_size=1, max_size=8),
    share=st.floats(0.05, 1),
    seed=st.integers(0, 100),
)
@settings(max_examples=20)
@pytest.mark.parametrize("method", METHODS)
def test_missing_joints_give_a_verdict_with_a_number_or_a_reason(
    method: str, joints: set[int], share: float, seed: int
) -> None:
    keypoints = GOOD.keypoints.copy()
    lost = np.random.default_rng(seed).random((len(GOOD), len(joints))) < share
    frames, places = np.nonzero(lost)
    keypoints[frames, np.array(sorted(joints))[places]] = (np.nan, np.nan, 0)
    verdict = make_scorer(method, SQUAT).score(replace(GOOD, keypoints=keypoints))
    judged = verdict.outcome is not Outcome.UNSCORABLE
    assert judged == bool(np.isfinite(verdict.score)) == (verdict.reason is None)


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("exercise", ["squat", "biceps-curl", "pull-up"])
def test_another_exercise_is_never_called_good(exercise: str, view: View) -> None:
    reference = filmed_reference(exercise, view)
    template, scorer = learn_template(reference), make_scorer("spotter", Exercise((reference,)))
    for other in set(EXERCISES) - {exercise}:
        poses = filmed(Plan(other, reps=2), view)[1]
        for rep in cut_reps(template, poses):
            verdict = scorer.score(poses.between(rep.started_us, rep.ended_us))
            assert verdict.outcome is not Outcome.GOOD, other
