"""Equipment is carried beside the joints, from the picture to what is kept."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from spotter.api.poses.v1 import pose_frame_pb2, skeleton_pb2
from spotter.api.references.v1 import exercise_pb2
from spotter.api.reps.v1 import rep_pb2
from spotter.movement.values import (
    Equipment,
    EquipmentEnd,
    EquipmentKind,
    Exercise,
    Hands,
    Joint,
    MovementError,
    Pose,
    PoseSeries,
    Reference,
)
from spotter.wire.encoding.arrays import pack_poses, pack_quantised, unpack_poses
from spotter.wire.errors import WireError
from spotter.wire.poses.people import (
    PoseFrame,
    SoughtEquipment,
    TrackedPerson,
    pose_frame_bytes,
    pose_frame_from_bytes,
)
from spotter.wire.poses.points import end_of, joint_of, point_message, point_of
from spotter.wire.references import exercise_bytes, exercise_from_bytes

NOBODY_SEEN = np.full((25, 3), (np.nan, np.nan, 0), dtype=np.float32)
ENDS = np.array([(320.5, 200.25, 0.75), (np.nan, np.nan, 0)], dtype=np.float32)
BARBELL = Equipment(
    EquipmentKind.BARBELL, {EquipmentEnd.RIGHT: b"right", EquipmentEnd.LEFT: b"left"}
)


def frame_with(*people: TrackedPerson) -> PoseFrame:
    return PoseFrame("rack-1", 40_000, 640, 480, "0af7651916cd43dd8448eb211c80319c", people)


def squat(equipment: Equipment | None = None) -> Exercise:
    poses = PoseSeries(np.arange(2), np.stack([NOBODY_SEEN] * 2))
    return Exercise((Reference("squat", (poses,)),), equipment=equipment)


def test_a_frame_says_of_each_person_where_the_ends_of_their_equipment_are() -> None:
    sent = frame_with(TrackedPerson(1, NOBODY_SEEN, equipment=ENDS), TrackedPerson(2, NOBODY_SEEN))

    with_bar, without = pose_frame_from_bytes(pose_frame_bytes(sent)).people

    assert with_bar.equipment is not None
    assert with_bar.equipment.tobytes() == ENDS.tobytes()
    assert without.equipment is None


@pytest.mark.parametrize("sought", [None, SoughtEquipment("d" * 64, EquipmentKind.KETTLEBELLS)])
def test_a_frame_says_which_equipment_was_looked_for(sought: SoughtEquipment | None) -> None:
    sent = replace(frame_with(TrackedPerson(1, NOBODY_SEEN)), sought=sought)
    assert pose_frame_from_bytes(pose_frame_bytes(sent)).sought == sought


def test_a_frame_that_says_nothing_of_it_is_as_it_was_before() -> None:
    data = pose_frame_bytes(frame_with(TrackedPerson(1, NOBODY_SEEN)))
    assert not pose_frame_pb2.PoseFrame.FromString(data).HasField("sought")


def test_a_frame_in_which_an_unknown_kind_was_looked_for_is_refused() -> None:
    sent = replace(frame_with(), sought=SoughtEquipment("d" * 64, EquipmentKind.BAND))
    message = pose_frame_pb2.PoseFrame.FromString(pose_frame_bytes(sent))
    message.sought.kind = "anvil"
    with pytest.raises(WireError, match="found 'anvil'"):
        pose_frame_from_bytes(message.SerializeToString())


@pytest.mark.parametrize("hands", list(Hands))
def test_a_frame_says_what_is_known_of_each_person_s_hands(hands: Hands) -> None:
    sent = frame_with(TrackedPerson(1, NOBODY_SEEN, hands=hands), TrackedPerson(2, NOBODY_SEEN))

    one, other = pose_frame_from_bytes(pose_frame_bytes(sent)).people

    assert (one.hands, other.hands) == (hands, Hands.UNKNOWN)
    assert one.pose(7).hands is hands


def test_each_hands_has_the_number_of_its_name_in_the_contracts() -> None:
    names = {value: label for label, value in pose_frame_pb2.Hands.items()}

    assert {names[hands] for hands in Hands if hands} == {"HANDS_HELD", "HANDS_EMPTY"}
    assert all(names[hands] == f"HANDS_{hands.name}" for hands in Hands if hands)
    assert names[Hands.UNKNOWN] == "HANDS_UNSPECIFIED"


@pytest.mark.parametrize("pack", [pack_poses, pack_quantised])
def test_poses_keep_what_is_known_of_the_hands_and_take_nothing_where_nothing_is(
    pack: Callable[[PoseSeries], rep_pb2.PoseSeries],
) -> None:
    known = [Hands.UNKNOWN, Hands.HELD, Hands.EMPTY]
    series = PoseSeries.of([Pose(at, NOBODY_SEEN, hands=one) for at, one in enumerate(known)])
    again = unpack_poses(pack(series))

    assert [pose.hands for pose in again.each()] == known
    assert [pose.hands for pose in again.between(1, 2).each()] == known[1:]
    assert PoseSeries.of([Pose(0, NOBODY_SEEN)]).hands is None


@pytest.mark.parametrize("pack", [pack_poses, pack_quantised])
def test_hands_that_nobody_knows_are_refused(
    pack: Callable[[PoseSeries], rep_pb2.PoseSeries],
) -> None:
    strange = PoseSeries(np.arange(1), NOBODY_SEEN[None], hands=np.array([3], np.uint8))

    with pytest.raises(WireError, match="from 0 to 2; found 3"):
        unpack_poses(pack(strange))
    with pytest.raises(MovementError, match=r"hands of a pose series are \(1,\)"):
        PoseSeries(np.arange(1), NOBODY_SEEN[None], hands=np.array([1, 2], np.uint8))


def test_a_frame_in_which_somebody_has_the_equipment_of_two_frames_is_refused() -> None:
    sent = frame_with(TrackedPerson(1, NOBODY_SEEN, equipment=np.stack([ENDS, ENDS])))

    with pytest.raises(WireError, match="one pose in a frame; found 2"):
        pose_frame_from_bytes(pose_frame_bytes(sent))


def test_poses_of_whom_only_some_have_equipment_lack_it_at_the_others() -> None:
    series = PoseSeries.of([Pose(0, NOBODY_SEEN), Pose(1, NOBODY_SEEN, equipment=ENDS)])

    assert series.equipment is not None
    assert np.isnan(series.equipment[0, :, :2]).all()
    assert series.between(1, 1).equipment is not None
    assert [pose.equipment is None for pose in series.each()] == [False, False]
    np.testing.assert_array_equal(list(series.each())[1].equipment, ENDS)


def test_equipment_of_another_shape_is_refused() -> None:
    with pytest.raises(MovementError, match=r"\(2, 3\) ends of equipment; found \(3, 3\)"):
        Pose(0, NOBODY_SEEN, equipment=np.zeros((3, 3), np.float32))
    with pytest.raises(MovementError, match=r"T = 1; found \(2, 2, 3\)"):
        PoseSeries(np.arange(1), NOBODY_SEEN[None], equipment=np.stack([ENDS, ENDS]))


def test_an_exercise_keeps_what_its_equipment_was_taught() -> None:
    kept = exercise_from_bytes(exercise_bytes(squat(BARBELL))).equipment

    assert kept is not None
    assert kept.kind is EquipmentKind.BARBELL
    assert kept.taught == BARBELL.taught
    assert exercise_from_bytes(exercise_bytes(squat())).equipment is None


def test_equipment_without_an_end_is_refused() -> None:
    with pytest.raises(MovementError, match="one end of the barbell or two, taught; found none"):
        Equipment(EquipmentKind.BARBELL, {})


def test_equipment_of_an_unknown_kind_is_refused() -> None:
    message = exercise_pb2.Exercise.FromString(exercise_bytes(squat(BARBELL)))
    message.equipment.kind = "anvil"

    with pytest.raises(WireError, match="band, other; found 'anvil'"):
        exercise_from_bytes(message.SerializeToString())


@pytest.mark.parametrize("point", [Joint.NOSE, Joint.RIGHT_HEEL, *EquipmentEnd])
def test_joints_and_ends_come_back_as_what_they_were(point: Joint | EquipmentEnd) -> None:
    found = point_of(point_message(point))

    assert found == point
    assert isinstance(found, type(point))


def test_an_end_is_not_taken_for_a_joint_and_an_unknown_one_is_refused() -> None:
    with pytest.raises(WireError, match="bar_left"):
        joint_of(point_message(EquipmentEnd.LEFT))
    with pytest.raises(WireError, match="bar_left or bar_right; found 'bar_middle'"):
        end_of(skeleton_pb2.Point(equipment_point="bar_middle"))
