"""Every member of an enum has a number in the contracts, and every number a member."""

from enum import Enum
from typing import Any

import pytest

from spotter.api.poses.v1 import skeleton_pb2
from spotter.movement.values.body.skeleton import Joint
from spotter.wire.encoding.enums import (
    ANGLES,
    DIRECTIONS,
    FAULT_CODES,
    JOINTS,
    MOMENTS,
    OUTCOMES,
    WireEnum,
)
from spotter.wire.errors import WireError
from spotter.wire.poses.points import joint_message, joint_of
from spotter.wire.stations import JUDGED, STATUSES

ALL = [ANGLES, DIRECTIONS, FAULT_CODES, JOINTS, JUDGED, MOMENTS, OUTCOMES, STATUSES]


@pytest.mark.parametrize("enum", ALL, ids=lambda enum: enum.kind.__name__)
def test_every_member_has_a_number_of_its_own_and_no_number_is_left_over(
    enum: WireEnum[Any],
) -> None:
    members = list(enum.kind.__members__.values())
    numbers = [enum.wire_kind.Value(enum.label(member)) for member in members]
    assert [enum.member(number) for number in numbers] == members
    assert sorted(numbers) == list(range(1, len(enum.wire_kind.items())))


def test_joints_are_numbered_in_the_order_of_body_25() -> None:
    assert [JOINTS.member(number) for number in range(1, 26)] == list(Joint)


def test_a_member_without_a_number_is_not_sent() -> None:
    class Animal(Enum):
        TAIL = 1

    with pytest.raises(ValueError, match="JOINT_TAIL"):
        skeleton_pb2.Point(joint=WireEnum(Animal, skeleton_pb2.Joint).label(Animal.TAIL))


@pytest.mark.parametrize("enum", ALL, ids=lambda enum: enum.kind.__name__)
@pytest.mark.parametrize(("number", "found"), [(0, "UNSPECIFIED"), (77, "77"), (-1, "-1")])
def test_a_number_that_stands_for_no_member_is_refused_with_what_was_expected(
    enum: WireEnum[Any], number: int, found: str
) -> None:
    expected = ", ".join(enum.kind.__members__)
    with pytest.raises(WireError, match=rf"is one of {expected}; found {found}$"):
        enum.member(number)


@pytest.mark.parametrize("joint", Joint)
def test_every_joint_survives_as_a_point(joint: Joint) -> None:
    data = joint_message(joint).SerializeToString()
    assert joint_of(skeleton_pb2.Point.FromString(data)) is joint


def test_a_point_of_equipment_is_refused_by_name() -> None:
    with pytest.raises(WireError, match="joint of the body; found equipment's 'left plate'"):
        joint_of(skeleton_pb2.Point(equipment_point="left plate"))


def test_an_empty_point_is_refused() -> None:
    with pytest.raises(WireError, match=r"Joint is one of NOSE, .*; found UNSPECIFIED"):
        joint_of(skeleton_pb2.Point())
