"""What a trainer is told of a recording before others are judged by it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from spotter.cli.record.doubt_words import doubt_words
from spotter.exercise_store.errors import ExerciseStoreError
from spotter.exercise_store.teaching.taught_reps import Meant
from spotter.movement.values import Joint, PoseSeries
from spotter.recordings.recording import Recording
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan
from spotter.teaching.recording_doubts import Doubt, doubts_of
from support.movements.filmed import filmed

SIZE_PX = (640, 480)
SQUATS = filmed(Plan("squat", reps=5))[1]
WITH_A_SHALLOW_ONE = filmed(Plan("squat", reps=5, faults={FaultKind.SHALLOW: frozenset({3})}))[1]


def recording(poses: PoseSeries, size_px: tuple[int, int] | None = SIZE_PX) -> Recording:
    return Recording(Path("squats.mp4"), poses, len(poses), poses.captured_us[-1] / 1e6, size_px)


def doubts(poses: PoseSeries, meant: Meant | None = None) -> tuple[Doubt, ...]:
    said = meant or Meant()
    teaching, found = said.taught_in("squat", recording(poses))
    return doubts_of(
        found, teaching.poses, teaching.size_px, rep_count=said.rep_count, dropped=said.dropped
    )


def test_a_good_recording_leaves_no_doubt() -> None:
    assert doubts(SQUATS) == ()


def test_a_rep_unlike_the_others_is_named_with_what_differs() -> None:
    (doubt,) = doubts(WITH_A_SHALLOW_ONE)
    assert doubt.words.startswith("Rep 3 looks unlike the others: Sit deeper")
    assert doubt.rep_number == 3
    assert doubt_words(doubt) == f"{doubt.words} --drop 3 leaves it out."


def test_a_dropped_rep_is_no_doubt_any_more() -> None:
    meant = Meant(dropped=frozenset({3}))
    assert doubts(WITH_A_SHALLOW_ONE, meant) == ()
    _, found = meant.taught_in("squat", recording(WITH_A_SHALLOW_ONE))
    assert len(meant.kept_of(found).reps) == 4


def test_hands_outside_the_picture_are_named() -> None:
    keypoints = SQUATS.keypoints.copy()
    keypoints[..., 0] += SIZE_PX[0] - np.nanmax(keypoints[:, Joint.LEFT_WRIST, 0]) + 1
    (doubt,) = doubts(replace(SQUATS, keypoints=keypoints))
    assert doubt.words.startswith("The left hand is cut off by the picture in ")


def test_feet_that_are_lost_at_the_border_are_named_and_those_lost_elsewhere_are_not() -> None:
    lost = SQUATS.keypoints.copy()
    lost[:, (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)] = (np.nan, np.nan, 0)
    assert doubts(replace(SQUATS, keypoints=lost)) == ()

    down_px = SIZE_PX[1] - np.nanmax(lost[:, Joint.LEFT_KNEE, 1]) - 5
    at_the_border = lost + np.array((0, down_px, 0), dtype=np.float32)
    told = doubts(replace(SQUATS, keypoints=at_the_border))
    assert [doubt.words.split(" is cut off")[0] for doubt in told] == [
        "The left foot",
        "The right foot",
    ]


def test_a_folder_of_keypoints_has_no_picture_that_cuts_anything_off() -> None:
    outside = SQUATS.keypoints + np.array((1e4, 0, 0), dtype=np.float32)
    filmed_so = recording(replace(SQUATS, keypoints=outside), size_px=None)
    teaching, found = Meant().taught_in("squat", filmed_so)
    assert doubts_of(found, teaching.poses, None) == ()


def test_another_number_of_reps_than_the_trainer_said_is_told() -> None:
    assert doubts(SQUATS, Meant(rep_count=7)) == (Doubt("Found 5 reps, not 7."),)


def test_only_the_part_that_is_meant_is_taught() -> None:
    _, whole = Meant().taught_in("squat", recording(SQUATS))
    third_us = int(whole.reps[2].captured_us[0]) - 100_000
    _, part = Meant(from_s=third_us / 1e6).taught_in("squat", recording(SQUATS))
    assert len(part.reps) == 3
    assert part.reps[0].captured_us[0] >= third_us


@pytest.mark.parametrize(
    ("meant", "message"),
    [
        (Meant(from_s=99.0), r"expected a part within its \d+\.\d s; found 99 to"),
        (Meant(from_s=5.0, to_s=4.0), r"found 5 to 4 s"),
        (Meant(from_s=-1.0), r"found -1 to"),
    ],
)
def test_a_part_that_is_not_there_is_refused(meant: Meant, message: str) -> None:
    with pytest.raises(ExerciseStoreError, match=message):
        meant.taught_in("squat", recording(SQUATS))


@pytest.mark.parametrize(
    ("dropped", "message"),
    [
        ({2, 6, 9}, "among the 5 reps found; found 6, 9"),
        ({1, 2, 3, 4, 5}, "found all of them dropped"),
    ],
)
def test_reps_that_cannot_be_dropped_are_named(dropped: set[int], message: str) -> None:
    meant = Meant(dropped=frozenset(dropped))
    with pytest.raises(ExerciseStoreError, match=message):
        meant.kept_of(meant.taught_in("squat", recording(SQUATS))[1])
