"""Who of several people in a recording does the exercise."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from spotter.exercise_store.reference_source import reference_from
from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values import Exercise, PoseSeries
from spotter.recordings.recording import Recording, read_recording
from support.movements.openpose_folder import write_frame
from support.movements.performed import RATE_HZ, performed

BESIDE_PX = 260.0
LARGER = 1.5


def beside(poses: PoseSeries, size: float = LARGER) -> PoseSeries:
    """The person further right, and larger."""
    moved = poses.keypoints * np.array((size, size, 1)) + (BESIDE_PX * size, -40, 0)
    return replace(poses, keypoints=moved.astype(np.float32), world_m=None)


def standing(poses: PoseSeries) -> PoseSeries:
    """The person in their first pose, swaying a little and shifting their weight."""
    seconds = poses.times_s[:, None, None]
    sway = 4 * np.sin(seconds * (1.1, 0.7, 0) + np.arange(25)[None, :, None] / 9)
    still = np.repeat(poses.keypoints[:1], len(poses), axis=0)
    return replace(poses, keypoints=(still + sway * (1, 1, 0)).astype(np.float32), world_m=None)


def recording_of(folder: Path, *people: PoseSeries) -> Recording:
    for number in range(max(map(len, people))):
        shown = [one.keypoints[number] for one in people if number < len(one)]
        write_frame(
            folder / f"squat_{number}.json",
            shown[number % len(shown) :] + shown[: number % len(shown)],
        )
    return read_recording(folder, json_rate_hz=RATE_HZ, on_progress=lambda *_: None)


def reps_in(recording: Recording, exercise: Exercise) -> int:
    template = learn_template(*exercise.references)
    return len(cut_reps(template, recording.of_who_does(exercise).poses))


@pytest.fixture(scope="module")
def squat() -> Exercise:
    return Exercise((make_reference("squat", performed("squat", 3)),))


def test_the_athlete_is_followed_and_not_the_larger_coach_beside(
    tmp_path: Path, squat: Exercise
) -> None:
    athlete = performed("squat", 4, seed=2)
    recording = recording_of(tmp_path, beside(standing(athlete)), athlete)
    assert cut_reps(learn_template(*squat.references), recording.poses) == []
    assert reps_in(recording, squat) == 4


def test_a_coach_who_shows_two_reps_first_is_not_followed(tmp_path: Path, squat: Exercise) -> None:
    athlete, shown = performed("squat", 5, seed=2), performed("squat", 2, seed=3)
    waits = np.repeat(shown.keypoints[-1:], len(athlete) - len(shown), axis=0)
    coach = replace(athlete, keypoints=np.concatenate([shown.keypoints, waits]), world_m=None)
    assert reps_in(recording_of(tmp_path, beside(coach), athlete), squat) == 5


def test_of_two_people_who_do_it_the_one_seen_best_is_followed(
    tmp_path: Path, squat: Exercise
) -> None:
    """As of somebody and their reflection."""
    poses = performed("squat", 4, seed=2)
    recording = recording_of(tmp_path, poses, beside(poses))
    np.testing.assert_array_equal(
        recording.of_who_does(squat).poses.keypoints, recording.poses.keypoints
    )
    assert recording.poses.keypoints[..., 0].mean() > BESIDE_PX * LARGER


def test_if_nobody_does_it_the_one_seen_best_is_followed(tmp_path: Path, squat: Exercise) -> None:
    one = standing(performed("squat", 2))
    recording = recording_of(tmp_path, one, beside(one))
    assert recording.of_who_does(squat).poses is recording.poses


def test_a_reference_is_made_of_who_does_the_reps(tmp_path: Path) -> None:
    athlete = performed("squat", 3, seed=2)
    recording = recording_of(tmp_path, beside(standing(athlete)), athlete)
    reference = reference_from("squat", recording)
    assert len(reference.reps) == 3
    largest_px = max(float(np.nanmax(rep.keypoints[..., 0])) for rep in reference.reps)
    assert largest_px < BESIDE_PX * LARGER
