"""The state of a recogniser, from pose to pose and over a restart."""

from dataclasses import replace

import pytest

from spotter.movement.recognition.recogniser import (
    RecognisedRep,
    Recogniser,
    combine_evidence,
)
from spotter.movement.recognition.recogniser_state import FoundRep
from spotter.movement.recognition.rep_recognition import Candidate
from spotter.movement.segmentation import RepEnded
from spotter.movement.values.body.poses import Pose, PoseSeries
from spotter.movement.values.errors import MovementError
from spotter.movement.values.taught.exercise import Exercise
from spotter.simulation.athletes.look import athlete
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference
from support.stored import state_bytes, stored_state

REST_S = 20


@pytest.fixture(scope="module")
def candidates() -> list[Candidate]:
    return [Candidate.of(Exercise((filmed_reference(name),))) for name in ("squat", "biceps-curl")]


@pytest.fixture(scope="module")
def workout() -> list[Pose]:
    """Three squats, two curls and two squats, with a rest after each set."""
    poses: list[Pose] = []
    for exercise, reps in (("squat", 3), ("biceps-curl", 2), ("squat", 2)):
        plan = Plan(exercise, reps=reps, body=athlete(1).body)
        start_us = poses[-1].captured_us + REST_S * 1_000_000 if poses else 0
        poses += each(filmed(plan, seed=21)[1], start_us)
    return poses


def each(poses: PoseSeries, start_us: int = 0) -> list[Pose]:
    times_us = poses.captured_us - poses.captured_us[0] + start_us
    return [Pose(int(at_us), one) for at_us, one in zip(times_us, poses.keypoints, strict=True)]


def fed(recogniser: Recogniser, poses: list[Pose]) -> list[RecognisedRep]:
    return [rep for pose in poses for rep in recogniser.feed(pose)]


def test_sets_and_reps_are_numbered_over_the_reported_ones(
    candidates: list[Candidate], workout: list[Pose]
) -> None:
    recogniser = Recogniser(candidates)
    reps = fed(recogniser, workout) + recogniser.finish()
    assert [(one.exercise, one.rep.set_number, one.rep.rep_number) for one in reps] == [
        ("squat", 1, 1),
        ("squat", 1, 2),
        ("squat", 1, 3),
        ("biceps-curl", 2, 1),
        ("biceps-curl", 2, 2),
        ("squat", 3, 1),
        ("squat", 3, 2),
    ]
    firsts = [reps[place].rep.started_us for place in (0, 0, 0, 3, 3, 5, 5)]
    assert [one.rep.set_started_us for one in reps] == firsts


def test_a_restart_from_a_stored_state_anywhere_changes_nothing(
    candidates: list[Candidate], workout: list[Pose]
) -> None:
    uninterrupted = Recogniser(candidates)
    expected = fed(uninterrupted, workout) + uninterrupted.finish()
    recogniser, reps = Recogniser(candidates), []
    for start in range(0, len(workout), 7):
        recogniser = Recogniser(candidates, stored_state(recogniser.state))
        reps += fed(recogniser, workout[start : start + 7])
    assert reps + recogniser.finish() == expected
    assert recogniser.recognition == uninterrupted.recognition
    assert state_bytes(recogniser.state) == state_bytes(uninterrupted.state)


def test_the_state_does_not_grow_with_time(candidates: list[Candidate]) -> None:
    standing = filmed(Plan("squat", reps=0))[1]
    recogniser, sizes, start_us = Recogniser(candidates), [], 0
    for _ in range(100):
        poses = each(standing, start_us)
        fed(recogniser, poses)
        start_us = poses[-1].captured_us + 66_667
        sizes.append(len(state_bytes(recogniser.state)))
    assert start_us > 90_000_000
    half = len(sizes) // 2
    assert max(sizes[half:]) < 1.05 * max(sizes[:half])


@pytest.mark.parametrize(("curls_say", "recognised"), [(1.2, "squat"), (4.0, "biceps-curl")])
def test_a_recognised_exercise_stays_until_another_is_clearly_likelier(
    candidates: list[Candidate], workout: list[Pose], curls_say: float, recognised: str
) -> None:
    squats = workout[: len(workout) // 3]
    recogniser = Recogniser(candidates)
    assert {one.exercise for one in fed(recogniser, squats)} == {"squat"}
    state = recogniser.state
    found = state.candidates["squat"].found
    said = {"biceps-curl": curls_say, "squat": 1.0}
    weighed = {
        name: replace(one, found=tuple(replace(rep, log_odds=said[name]) for rep in found))
        for name, one in state.candidates.items()
    }
    after = Recogniser(
        candidates, replace(state, candidates=weighed, decide_us=squats[-1].captured_us)
    )
    after.feed(Pose(squats[-1].captured_us + 66_667, squats[-1].keypoints))
    assert after.recognition.shares["biceps-curl"] > after.recognition.shares["squat"]
    assert after.recognition.exercise == recognised


@pytest.mark.parametrize(
    ("expected", "curls_say", "recognised"),
    [
        (None, 1.2, "biceps-curl"),
        ("squat", 1.2, "squat"),
        ("squat", 1.8, "biceps-curl"),
        ("biceps-curl", 0.8, "biceps-curl"),
        ("lunge", 1.2, "biceps-curl"),
    ],
)
def test_the_expected_exercise_wins_where_it_is_close_and_another_where_it_is_clear(
    expected: str | None, curls_say: float, recognised: str
) -> None:
    rep = RepEnded(1, 1, 0, 2_000_000, 0)
    found = {"squat": [FoundRep(rep, 1.0)], "biceps-curl": [FoundRep(rep, curls_say)]}
    assert combine_evidence(found, expected).exercise == recognised


def test_what_has_no_rep_is_not_recognised_though_it_is_expected() -> None:
    nothing = {"squat": [], "biceps-curl": [FoundRep(RepEnded(1, 1, 0, 2_000_000, 0), -0.1)]}
    assert combine_evidence(nothing, "squat").exercise is None


def test_the_state_of_a_recogniser_of_other_candidates_is_refused(
    candidates: list[Candidate],
) -> None:
    with pytest.raises(MovementError, match="found \\['biceps-curl', 'squat'\\]"):
        Recogniser(candidates[:1], Recogniser(candidates).state)
