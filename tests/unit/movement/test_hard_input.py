"""Difficult input gives a verdict or a clear error, and never a meaningless number."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.assessment.calibration.calibration import learn
from spotter.movement.scoring import make_scorer
from spotter.movement.values.body.facing import Facing
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import MIRROR, Joint
from spotter.movement.values.errors import MovementError
from spotter.movement.values.judged.verdict import Outcome, Verdict
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from spotter.movement.wording.hints import praise
from spotter.movement.wording.verdict_words import hints, why_unscorable
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference, seen_as

NAN, INF = np.nan, np.inf
GONE = (NAN, NAN, 0)
MANY = 100_000
REFERENCE = filmed_reference("squat")
SCORER = make_scorer("spotter", Exercise((REFERENCE,)))
REP = REFERENCE.reps[1]
ITSELF = make_scorer("spotter", Exercise((Reference("squat", (REP,)),)))
LARGEST_SCORE = 50.0

Change = Callable[[np.ndarray], None]


def changed(change: Change, rep: PoseSeries = REP) -> PoseSeries:
    keypoints = rep.keypoints.copy()
    change(keypoints)
    return replace(rep, keypoints=keypoints)


def put(value: object, *place: Any) -> Change:  # noqa: ANN401 - whatever NumPy takes
    def change(keypoints: np.ndarray) -> None:
        keypoints[place or ...] = value

    return change


def only(*joints: int) -> Change:
    return put(GONE, slice(None), [joint for joint in Joint if joint not in joints])


def upside_down(keypoints: np.ndarray) -> None:
    keypoints[..., :2] = np.array([640, 480]) - keypoints[..., :2]


def first(poses: int) -> PoseSeries:
    return PoseSeries(REP.captured_us[:poses], REP.keypoints[:poses])


def many(step_us: int, *, still: bool = False) -> PoseSeries:
    at = np.linspace(0, 0 if still else len(REP) - 1, MANY).round().astype(int)
    return PoseSeries(np.arange(MANY, dtype=np.int64) * step_us, REP.keypoints[at])


def performed(plan: Plan, seed: int = 3) -> PoseSeries:
    """The only rep of ``plan``."""
    performance, poses = filmed(plan, seed=seed)
    rep = performance.reps[0]
    return poses.between(round(rep.start_s * 1e6), round(rep.end_s * 1e6))


def check(verdict: Verdict) -> None:
    """Check that the verdict is valid and its numbers are possible for a body."""
    if verdict.outcome is Outcome.UNSCORABLE:
        assert verdict.reason
        assert np.isnan(verdict.score)
        assert not verdict.faults
        return
    assert 0 <= verdict.score < LARGEST_SCORE
    assert 0 < verdict.threshold < LARGEST_SCORE
    assert (verdict.score > verdict.threshold) is (verdict.outcome is Outcome.FAULTY)
    assert all(0 < fault.size_tl < 10 for fault in verdict.faults)
    assert len(hints(verdict)) == len(verdict.faults)
    assert all(praise(fault) for fault in verdict.faults)


NO_TORSO = "out of frame or hidden: neck and hips are not seen apart"
X, Y = (..., 0), (..., 1)
UNSCORABLE = {
    "nothing but NaN": (changed(put(NAN)), NO_TORSO),
    "no x": (changed(put(NAN, *X)), NO_TORSO),
    "no y": (changed(put(NAN, *Y)), NO_TORSO),
    "infinite x": (changed(put(INF, *X)), NO_TORSO),
    "infinite y": (changed(put(-INF, *Y)), NO_TORSO),
    "confidences that are no numbers": (changed(put(NAN, ..., 2)), NO_TORSO),
    "the neck alone": (changed(only(Joint.NECK)), NO_TORSO),
    "a wrist alone": (changed(only(Joint.LEFT_WRIST)), NO_TORSO),
    "the torso alone": (
        changed(only(Joint.NECK, Joint.MID_HIP)),
        "out of frame or hidden: right knee",
    ),
    "all joints in one place": (changed(put(100, ..., slice(2))), NO_TORSO),
    "all joints far away in one place": (changed(put(1e30, ..., slice(2))), NO_TORSO),
    "the neck on the hip": (changed(put(7, slice(3, None), [1, 8], slice(2))), NO_TORSO),
    "upside down": (changed(upside_down), "wrong view: the picture is upside down"),
    "still": (changed(put(REP.keypoints[0])), "too few frames: only"),
    "no frame": (first(0), "too few frames: 0"),
    "one frame": (first(1), "too few frames: 1"),
    "seven frames": (first(7), "too few frames: 7"),
    "many frames in no time": (many(1), "too few frames: 0.10 s"),
    "many frames of a still body": (many(33_333, still=True), "too few frames: only"),
}


@pytest.mark.parametrize("name", UNSCORABLE)
def test_an_unjudgeable_rep_is_unscorable_and_says_why(name: str) -> None:
    poses, reason = UNSCORABLE[name]
    verdict = SCORER.score(poses)
    check(verdict)
    assert reason in why_unscorable(verdict)


@pytest.mark.parametrize(
    "name",
    [name for name, (_, reason) in UNSCORABLE.items() if reason in (NO_TORSO, "too few frames: 1")],
)
def test_an_unjudgeable_rep_never_spoils_a_reference(name: str) -> None:
    poses, _ = UNSCORABLE[name]
    with pytest.raises(MovementError, match="needs a rep that can be judged; found "):
        learn(Exercise((Reference("squat", (poses,)),)))
    beside = Exercise((Reference("squat", (poses, *REFERENCE.reps, poses)),))
    found, expected = make_scorer("spotter", beside).score(REP), SCORER.score(REP)
    assert (found.score, found.threshold) == (expected.score, expected.threshold)
    assert found.reference_rep_index == expected.reference_rep_index + 1


@pytest.mark.parametrize("name", ["the torso alone", "upside down"])
def test_a_reference_requires_only_the_joints_it_shows_and_its_own_view(
    name: str,
) -> None:
    poses, _ = UNSCORABLE[name]
    scorer = make_scorer("spotter", Exercise((Reference("squat", (poses,)),)))
    assert scorer.score(poses).score == pytest.approx(0, abs=1e-9)
    check(scorer.score(REP))


def test_a_reference_in_which_nobody_moves_is_refused() -> None:
    still = changed(put(REP.keypoints[0]))
    with pytest.raises(MovementError, match="nobody moves in the reference for 'squat'"):
        learn(Exercise((Reference("squat", (still,)),)))


HARMLESS = {
    "one infinite coordinate": put(INF, 20, 10, 0),
    "an infinite neck": put(-INF, 20, 1),
    "one joint at 1e30": put(1e30, 20, 10, 0),
    "one joint at the largest number": put(3e38, 20, 10),
    "the neck at 1e30": put(1e30, 20, 1),
    "all joints elsewhere in one picture": put(1e30, 20),
    "negative confidences": put(-1, ..., 2),
    "one confidence that is no number": put(NAN, 20, 10, 2),
    "one picture without anybody": put(GONE, 12),
    "a joint that is not asked for": put(1e30, slice(None), Joint.LEFT_HEEL),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_data_that_a_rep_does_not_need_does_not_change_the_verdict(name: str) -> None:
    found, expected = SCORER.score(changed(HARMLESS[name])), SCORER.score(REP)
    check(found)
    assert found.outcome is expected.outcome is Outcome.GOOD
    assert found.score == pytest.approx(expected.score, abs=0.03)
    reference = Reference("squat", (changed(HARMLESS[name]), *REFERENCE.reps[2:]))
    check(make_scorer("spotter", Exercise((reference,))).score(REP))


@given(
    st.floats(0, 0.9),
    st.sampled_from([NAN, INF, -INF, 0.0, 1e30, -3e38]),
    st.integers(0, 2**32 - 1),
)
@settings(max_examples=40)
def test_any_share_of_wrong_coordinates_gives_a_verdict(
    share: float, value: float, seed: int
) -> None:
    wrong = np.random.default_rng(seed).random((*REP.keypoints.shape[:2], 2)) < share
    keypoints = REP.keypoints.copy()
    keypoints[..., :2][wrong] = value
    poses = replace(REP, keypoints=keypoints)
    check(SCORER.score(poses))
    check(make_scorer("spotter", Exercise((Reference("squat", (poses, REP, REP)),))).score(REP))


@pytest.mark.parametrize("method", ["spotter", "blog"])
def test_a_rep_of_a_hundred_thousand_frames_gets_a_verdict(method: str) -> None:
    reference = Exercise((Reference("squat", (REP,)),))
    verdict = make_scorer(method, reference).score(many(33_333))
    assert 0 <= verdict.score < np.inf
    if method == "spotter":
        check(verdict)
        assert verdict.outcome is Outcome.GOOD


@pytest.mark.parametrize("copies", [2, 5, 30])
def test_copies_of_a_rep_teach_no_more_than_the_rep(copies: int) -> None:
    exercise = Exercise((Reference("squat", (REP,) * copies), Reference("squat", (REP,))))
    scorer = make_scorer("spotter", exercise)
    for seed in (3, 30):
        rep = performed(Plan("squat", reps=1), seed=seed)
        found, expected = scorer.score(rep), ITSELF.score(rep)
        assert found.outcome is expected.outcome is Outcome.GOOD
        assert (found.score, found.threshold) == (expected.score, expected.threshold)
    assert not learn(exercise).calibration.is_guaranteed


def test_another_exercise_is_never_good() -> None:
    for exercise in EXERCISES:
        verdict = SCORER.score(performed(Plan(exercise, reps=1)))
        check(verdict)
        assert (verdict.outcome is Outcome.GOOD) is (exercise == "squat"), exercise


@pytest.mark.parametrize(
    ("exercise", "view"), [("squat", View.FRONT), ("lunge", View.SIDE), ("push-up", View.SIDE)]
)
def test_a_rep_against_itself_scores_zero_even_mirrored(exercise: str, view: View) -> None:
    rep = filmed_reference(exercise, view).reps[0]
    scorer = make_scorer("spotter", Exercise((Reference(exercise, (rep,)),)))
    keypoints = rep.keypoints[:, MIRROR].copy()
    keypoints[..., 0] = 640 - keypoints[..., 0]
    found, mirrored = scorer.score(rep), scorer.score(replace(rep, keypoints=keypoints))
    assert (found.outcome, found.facing) == (Outcome.GOOD, Facing.SAME)
    assert found.score == pytest.approx(0, abs=1e-9)
    assert mirrored.outcome is Outcome.GOOD
    if mirrored.facing is Facing.MIRRORED:
        assert mirrored.score == pytest.approx(0, abs=1e-4)


@given(
    scale=st.floats(0.1, 20),
    across_px=st.floats(-3000, 3000),
    down_px=st.floats(-3000, 3000),
    flip=st.booleans(),
)
@settings(max_examples=25)
def test_place_size_and_mirroring_of_a_rep_do_not_matter(
    scale: float, across_px: float, down_px: float, *, flip: bool
) -> None:
    seen = seen_as(REP, scale=scale, shift_px=(across_px, down_px))
    if flip:
        keypoints = seen.keypoints[:, MIRROR].copy()
        keypoints[..., 0] *= -1
        seen = replace(seen, keypoints=keypoints)
    found = SCORER.score(seen)
    assert found.outcome is Outcome.GOOD
    assert found.score == pytest.approx(SCORER.score(REP).score, abs=0.05)
    if not flip:
        assert ITSELF.score(seen).score == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("fault", [None, FaultKind.SHALLOW])
def test_ten_to_sixty_frames_a_second_give_about_the_same_score(fault: FaultKind | None) -> None:
    scores = []
    for rate_hz in (10.0, 15.0, 24.0, 30.0, 60.0):
        faults = {} if fault is None else {fault: frozenset({1})}
        plan = Plan("squat", reps=1, faults=faults, rate_hz=rate_hz)
        verdict = SCORER.score(performed(plan))
        check(verdict)
        assert (verdict.outcome is Outcome.FAULTY) is (fault is not None), rate_hz
        scores.append(verdict.score)
    assert max(scores) - min(scores) < 0.25 * max(scores) + 0.1
