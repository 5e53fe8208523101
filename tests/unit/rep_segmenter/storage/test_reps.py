"""A rep from the frames in which it happened."""

from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.segmentation import RepEnded, learn_template
from spotter.movement.values import NO_ENDS, EquipmentKind, Hands, quantised
from spotter.rep_segmenter.errors import SegmenterError
from spotter.rep_segmenter.stations.assignments import Assignment
from spotter.rep_segmenter.storage.reps import make_rep
from spotter.wire.poses.people import PoseFrame, SoughtEquipment
from spotter.wire.reps import rep_bytes, rep_from_bytes
from support.movements.pose_frames import pose_frames
from support.movements.same_poses import assert_same_poses
from support.movements.stick_squats import squat_reference, squats

ASSIGNMENT = Assignment("squat", "d" * 64, learn_template(squat_reference()))
BAR = SoughtEquipment("b" * 64, EquipmentKind.BARBELL)
WITH_BAR = replace(ASSIGNMENT, equipment_digest=BAR.digest)
FRAMES = pose_frames("rack-1", {1: squats(10), 2: squats(80)})[20:80]
SET_STARTED_US = FRAMES[0].captured_us - 9_000_000
ENDED = RepEnded(3, 4, FRAMES[0].captured_us, FRAMES[-1].captured_us, SET_STARTED_US)


def looked_for(sought: SoughtEquipment | None, frames: list[PoseFrame]) -> list[PoseFrame]:
    """The frames in which that was looked for, and not seen."""
    return [
        replace(
            frame,
            people=tuple(replace(one, equipment=NO_ENDS) for one in frame.people),
            sought=sought,
        )
        for frame in frames
    ]


def test_a_rep_holds_its_persons_poses_and_the_trace_of_its_last_frame() -> None:
    rep = make_rep(ASSIGNMENT, 2, ENDED, FRAMES)
    assert rep.rep_id == f"rack-1_2_{FRAMES[0].captured_us}"
    assert (rep.set_number, rep.rep_number) == (3, 4)
    assert rep.set_id == f"rack-1_2_{SET_STARTED_US}"
    assert (rep.exercise, rep.reference_digest) == ("squat", "d" * 64)
    assert rep.trace_id == FRAMES[-1].trace_id
    seen = squats(80).between(ENDED.started_us, ENDED.ended_us)
    assert_same_poses(rep.poses, quantised(seen))


def test_a_rep_is_to_the_bit_what_the_scorer_reads() -> None:
    rep = make_rep(ASSIGNMENT, 2, ENDED, FRAMES)
    assert_same_poses(rep_from_bytes(rep_bytes(rep)).poses, rep.poses)


def test_a_rep_holds_its_persons_metres() -> None:
    poses = replace(squats(80), world_m=squats(80).keypoints / np.float32(256))
    frames = pose_frames("rack-1", {1: squats(10), 2: poses})[20:80]
    seen = poses.between(ENDED.started_us, ENDED.ended_us)
    assert_same_poses(make_rep(ASSIGNMENT, 2, ENDED, frames).poses, quantised(seen))
    assert make_rep(ASSIGNMENT, 1, ENDED, FRAMES).poses.world_m is None


def test_a_rep_holds_what_is_known_of_the_hands() -> None:
    poses = squats(80)
    held = replace(poses, hands=np.full(len(poses), Hands.HELD, np.uint8))
    frames = pose_frames("rack-1", {1: squats(10), 2: held})[20:80]
    known = [pose.hands for pose in make_rep(ASSIGNMENT, 2, ENDED, frames).poses.each()]
    assert known == [Hands.HELD] * len(known)
    assert make_rep(ASSIGNMENT, 1, ENDED, FRAMES).poses.hands is None


@pytest.mark.parametrize(("unlooked", "is_followed"), [(0, True), (6, True), (7, False)])
def test_a_rep_amid_which_somebody_begins_to_look_for_equipment_says_nothing_of_it(
    *, unlooked: int, is_followed: bool
) -> None:
    frames = [*FRAMES[:unlooked], *looked_for(BAR, FRAMES[unlooked:])]
    poses = make_rep(WITH_BAR, 2, ENDED, frames).poses
    assert (poses.equipment is not None) == is_followed


@pytest.mark.parametrize("sought", [replace(BAR, digest="a" * 64), None])
def test_who_was_looked_at_for_other_equipment_is_not_without_their_own(
    sought: SoughtEquipment | None,
) -> None:
    assert make_rep(WITH_BAR, 2, ENDED, looked_for(sought, FRAMES)).poses.equipment is None
    changing = [*looked_for(sought, FRAMES[:7]), *looked_for(BAR, FRAMES[7:])]
    assert make_rep(WITH_BAR, 2, ENDED, changing).poses.equipment is None
    assert make_rep(WITH_BAR, 2, ENDED, looked_for(BAR, FRAMES)).poses.equipment is not None


def test_a_rep_of_an_exercise_without_equipment_keeps_none_of_another_exercise_s() -> None:
    rep = make_rep(ASSIGNMENT, 2, ENDED, looked_for(BAR, FRAMES))
    assert_same_poses(rep.poses, make_rep(ASSIGNMENT, 2, ENDED, FRAMES).poses)


def test_a_rep_that_starts_between_two_frames_begins_with_the_second() -> None:
    started_us = FRAMES[5].captured_us - 10_000
    between = RepEnded(1, 1, started_us, FRAMES[-1].captured_us, started_us)
    rep = make_rep(ASSIGNMENT, 2, between, FRAMES[5:])
    assert rep.rep_id == f"rack-1_2_{FRAMES[5].captured_us}"


@pytest.mark.parametrize("logged_from", [40, len(FRAMES)])
def test_a_rep_whose_beginning_is_no_longer_logged_is_refused(logged_from: int) -> None:
    with pytest.raises(SegmenterError, match="expected the poses of a rep from"):
        make_rep(ASSIGNMENT, 2, ENDED, FRAMES[logged_from:])
