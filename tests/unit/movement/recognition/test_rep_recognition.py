import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.recognition.recogniser import (
    RecognisedRep,
    Recogniser,
    combine_evidence,
    recognise,
)
from spotter.movement.recognition.recogniser_state import FoundRep
from spotter.movement.recognition.rep_recognition import Candidate, recognise_rep
from spotter.movement.segmentation import RepEnded
from spotter.movement.values.body.poses import Pose, PoseSeries, from_openpose
from spotter.movement.values.body.skeleton import JOINT_COUNT, MIRROR
from spotter.movement.values.errors import MovementError
from spotter.movement.values.taught.exercise import Exercise
from spotter.simulation.athletes.look import athlete
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import Plan
from support.movements.fidgeting import fidgeting
from support.movements.filmed import filmed, filmed_reference, seen_as
from support.real_data import real_data

VIEWS = (View.FRONT, View.SIDE)


def candidates_from(view: View) -> list[Candidate]:
    return [Candidate.of(Exercise((filmed_reference(name, view),))) for name in EXERCISES]


@pytest.fixture(scope="module")
def library() -> dict[View, list[Candidate]]:
    """All eight exercises by view, with one reference of the average athlete each."""
    return {view: candidates_from(view) for view in VIEWS}


@pytest.fixture(scope="module")
def squat_rep() -> PoseSeries:
    performance, poses = filmed(Plan("squat", reps=1, body=athlete(2).body))
    rep = performance.reps[0]
    return poses.between(round(rep.start_s * 1e6), round(rep.end_s * 1e6))


def performed_set(exercise: str, view: View, number: int) -> PoseSeries:
    plan = Plan(exercise, reps=3, body=athlete(number).body)
    return filmed(plan, view, seed=20 + number)[1]


def fed(recogniser: Recogniser, poses: PoseSeries) -> list[RecognisedRep]:
    reps: list[RecognisedRep] = []
    for captured_us, keypoints in zip(poses.captured_us, poses.keypoints, strict=True):
        reps += recogniser.feed(Pose(int(captured_us), keypoints))
    return reps


def later(poses: PoseSeries, by_s: float) -> PoseSeries:
    return PoseSeries(poses.captured_us + round(by_s * 1e6), poses.keypoints)


@pytest.mark.parametrize("view", VIEWS)
def test_a_set_of_another_athlete_is_recognised_among_eight_exercises(
    library: dict[View, list[Candidate]], view: View
) -> None:
    found = {
        exercise: recognise(performed_set(exercise, view, 1), library[view])
        for exercise in EXERCISES
        if view in EXERCISES[exercise].faults[FaultKind.SHALLOW]
    }
    assert {exercise: one.exercise for exercise, one in found.items()} == {
        exercise: exercise for exercise in found
    }
    assert min(one.confidence for one in found.values()) > 0.5


def test_one_rep_is_recognised_and_all_shares_add_up_to_one(
    library: dict[View, list[Candidate]], squat_rep: PoseSeries
) -> None:
    found = recognise_rep(squat_rep, library[View.FRONT])
    assert found.exercise == "squat"
    assert found.confidence == found.shares["squat"] > 0.8
    assert set(found.shares) == set(EXERCISES)
    assert 0 < 1 - sum(found.shares.values()) < 0.2


def test_a_rep_with_a_fault_is_still_a_rep_of_its_exercise(
    library: dict[View, list[Candidate]],
) -> None:
    for kind in (FaultKind.KNEES_IN, FaultKind.SHALLOW):
        plan = Plan("squat", reps=3, faults={kind: frozenset({1, 2, 3})}, body=athlete(3).body)
        assert recognise(filmed(plan)[1], library[View.FRONT]).exercise == "squat"


def test_references_of_several_views_recognise_both_views() -> None:
    both = [
        Candidate.of(Exercise(tuple(filmed_reference(name, view) for view in VIEWS)))
        for name in ("squat", "lunge", "biceps-curl")
    ]
    for view in VIEWS:
        for exercise in ("squat", "lunge", "biceps-curl"):
            assert recognise(performed_set(exercise, view, 2), both).exercise == exercise


def test_an_exercise_that_is_no_candidate_is_none(library: dict[View, list[Candidate]]) -> None:
    others = [one for one in library[View.SIDE] if one.name != "push-up"]
    found = recognise(performed_set("push-up", View.SIDE, 1), others)
    assert found.exercise is None
    assert found.confidence == pytest.approx(1 - sum(found.shares.values()))


@settings(max_examples=15)
@given(scale=st.floats(0.3, 3), right_px=st.floats(-2000, 2000), down_px=st.floats(-2000, 2000))
def test_size_and_place_in_the_picture_do_not_matter(
    library: dict[View, list[Candidate]],
    squat_rep: PoseSeries,
    scale: float,
    right_px: float,
    down_px: float,
) -> None:
    candidates = library[View.FRONT]
    moved = recognise_rep(seen_as(squat_rep, scale=scale, shift_px=(right_px, down_px)), candidates)
    assert moved.shares == pytest.approx(recognise_rep(squat_rep, candidates).shares, abs=1e-3)


def test_a_mirrored_person_does_the_same_exercise(library: dict[View, list[Candidate]]) -> None:
    for exercise in ("squat", "lunge", "front-raise"):
        poses = performed_set(exercise, View.SIDE, 2)
        keypoints = poses.keypoints[:, MIRROR] * np.array((-1, 1, 1), dtype=np.float32)
        found = recognise(PoseSeries(poses.captured_us, keypoints), library[View.SIDE])
        straight = recognise(poses, library[View.SIDE])
        assert found.exercise == straight.exercise == exercise
        assert found.confidence == pytest.approx(straight.confidence, abs=0.1)


def test_the_same_poses_are_recognised_the_same_to_the_bit(
    library: dict[View, list[Candidate]],
) -> None:
    poses = performed_set("lunge", View.FRONT, 3)
    assert recognise(poses, library[View.FRONT]) == recognise(poses, candidates_from(View.FRONT))


def test_poses_without_movement_are_none_with_certainty(
    library: dict[View, list[Candidate]], squat_rep: PoseSeries
) -> None:
    unseen = np.full_like(squat_rep.keypoints, np.nan)
    unseen[..., 2] = 0
    standing = np.repeat(squat_rep.keypoints[:1], len(squat_rep), axis=0)
    candidates = library[View.FRONT]
    for keypoints in (unseen, standing):
        found = recognise_rep(PoseSeries(squat_rep.captured_us, keypoints), candidates)
        assert found.exercise is None
        assert found.confidence > 0.7
        whole = recognise(PoseSeries(squat_rep.captured_us, keypoints), candidates)
        assert (whole.exercise, whole.confidence) == (None, 1.0)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_hardly_any_pose_is_none(
    library: dict[View, list[Candidate]], squat_rep: PoseSeries, count: int
) -> None:
    few = PoseSeries(squat_rep.captured_us[:count], squat_rep.keypoints[:count])
    for found in (recognise_rep(few, library[View.FRONT]), recognise(few, library[View.FRONT])):
        assert (found.exercise, found.confidence) == (None, 1.0)


def test_a_single_joint_is_none(
    library: dict[View, list[Candidate]], squat_rep: PoseSeries
) -> None:
    keypoints = np.full_like(squat_rep.keypoints, np.nan)
    keypoints[..., 2] = 0
    keypoints[:, 4] = squat_rep.keypoints[:, 4]
    lonely = PoseSeries(squat_rep.captured_us, keypoints)
    assert recognise_rep(lonely, library[View.FRONT]).exercise is None


def test_without_a_candidate_everything_is_none(squat_rep: PoseSeries) -> None:
    found = recognise_rep(squat_rep, [])
    assert (found.exercise, found.confidence, dict(found.shares)) == (None, 1.0, {})
    assert recognise(squat_rep, []) == found


def test_two_candidates_of_one_name_are_refused(
    library: dict[View, list[Candidate]], squat_rep: PoseSeries
) -> None:
    twice = [library[View.FRONT][0], library[View.SIDE][0]]
    with pytest.raises(MovementError, match="different names; found squat, squat"):
        recognise_rep(squat_rep, twice)
    with pytest.raises(MovementError, match="different names"):
        Recogniser(twice)


def found_reps(*numbers: int, log_odds: float) -> list[FoundRep]:
    """The reps with these numbers in a set with a rep every two seconds."""
    starts_us = [number * 2_000_000 for number in numbers]
    return [
        FoundRep(RepEnded(1, place, start_us, start_us + 1_500_000, starts_us[0]), log_odds)
        for place, start_us in enumerate(starts_us, 1)
    ]


def test_a_candidate_that_explains_all_reps_beats_one_that_explains_one_of_them_better() -> None:
    found = combine_evidence(
        {
            "often": found_reps(1, 2, 3, log_odds=2.0),
            "once": found_reps(2, log_odds=4.0),
            "never": [],
        }
    )
    assert found.exercise == "often"
    assert found.shares["often"] > 0.8
    assert found.shares["once"] > found.shares["never"] == 0


def test_reps_that_are_like_no_candidate_are_none() -> None:
    found = combine_evidence(
        {"one": found_reps(1, 2, log_odds=-1.0), "other": found_reps(1, log_odds=-0.5)}
    )
    assert found.exercise is None
    assert found.confidence > 0.5


def test_a_bad_rep_within_a_set_changes_little() -> None:
    good = found_reps(1, 2, 4, 5, log_odds=3.0)
    found = combine_evidence(
        {"squat": sorted([*good, *found_reps(3, log_odds=-1.0)], key=started_us)}
    )
    assert (found.exercise, found.confidence > 0.9) == ("squat", True)


def started_us(found: FoundRep) -> int:
    return found.rep.started_us


def test_a_stream_reports_every_rep_of_each_set_with_its_exercise(
    library: dict[View, list[Candidate]],
) -> None:
    recogniser = Recogniser(library[View.FRONT])
    reps = fed(recogniser, performed_set("squat", View.FRONT, 1))
    assert recogniser.recognition.exercise == "squat"
    reps += fed(recogniser, later(performed_set("biceps-curl", View.FRONT, 1), 60))
    assert recogniser.recognition.exercise == "biceps-curl"
    reps += recogniser.finish()
    assert [one.recognition.exercise for one in reps] == ["squat"] * 3 + ["biceps-curl"] * 3
    starts_us = [one.rep.started_us for one in reps]
    assert starts_us == sorted(starts_us)


def test_a_rest_resets_the_recognition(library: dict[View, list[Candidate]]) -> None:
    recogniser = Recogniser(library[View.FRONT])
    fed(recogniser, performed_set("squat", View.FRONT, 1))
    standing = later(filmed(Plan("squat", reps=0))[1], 60)
    assert fed(recogniser, standing) == []
    assert (recogniser.recognition.exercise, recogniser.recognition.confidence) == (None, 1.0)


def test_confidence_grows_with_more_reps(
    library: dict[View, list[Candidate]],
) -> None:
    reps = fed(Recogniser(library[View.FRONT]), performed_set("jumping-jack", View.FRONT, 1))
    assert reps[-1].recognition.confidence > reps[0].recognition.confidence


@pytest.mark.parametrize("seed", range(3))
def test_fidgeting_is_none(library: dict[View, list[Candidate]], seed: int) -> None:
    poses = fidgeting(np.random.default_rng(seed))
    recogniser = Recogniser(library[View.FRONT])
    assert fed(recogniser, poses) + recogniser.finish() == []
    assert recognise(poses, library[View.FRONT]).exercise is None


@pytest.mark.parametrize("camera", ["cam1_json", "cam3_json"])
def test_walking_is_none_as_a_whole_and_in_every_window(
    library: dict[View, list[Candidate]], camera: str
) -> None:
    poses = walker(real_data(f"openpose-json-body25-v1.3/{camera}"))
    for candidates in library.values():
        assert recognise(poses, candidates).exercise is None
        for start_us in range(0, int(poses.captured_us[-1]) - 1_500_000, 500_000):
            window = poses.between(start_us, start_us + 2_000_000)
            assert recognise_rep(window, candidates).exercise is None


def walker(folder: Path) -> PoseSeries:
    """The first person in each file."""
    people = [json.loads(path.read_text())["people"] for path in sorted(folder.glob("*.json"))]
    shown = [(place, found[0]["pose_keypoints_2d"]) for place, found in enumerate(people) if found]
    times_us = np.array([round(place * 1e6 / 30) for place, _ in shown], dtype=np.int64)
    return PoseSeries(
        times_us, from_openpose(np.array([np.reshape(one, (JOINT_COUNT, 3)) for _, one in shown]))
    )
