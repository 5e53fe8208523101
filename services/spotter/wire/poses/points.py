"""Points that are followed: joints, and ends of equipment."""

from spotter.api.poses.v1 import skeleton_pb2
from spotter.movement.values import EquipmentEnd, EquipmentKind, Joint, Point
from spotter.wire.encoding.enums import JOINTS
from spotter.wire.errors import WireError

_ENDS = {EquipmentEnd.LEFT: "bar_left", EquipmentEnd.RIGHT: "bar_right"}


def joint_message(joint: Joint) -> skeleton_pb2.Point:
    """The message of a joint."""
    return skeleton_pb2.Point(joint=JOINTS.label(joint))


def joint_of(message: skeleton_pb2.Point) -> Joint:
    """The joint in a message.

    Raises :class:`WireError` for a point of equipment, an empty point and an unknown joint.
    """
    if message.HasField("equipment_point"):
        raise WireError(
            f"a point is a joint of the body; found equipment's {message.equipment_point!r}"
        )
    return JOINTS.member(message.joint)


def end_message(end: EquipmentEnd) -> skeleton_pb2.Point:
    """The message of an end of equipment."""
    return skeleton_pb2.Point(equipment_point=_ENDS[end])


def end_of(message: skeleton_pb2.Point) -> EquipmentEnd:
    """The end of equipment in a message.

    Raises :class:`WireError` for anything else.
    """
    for end, name in _ENDS.items():
        if message.equipment_point == name:
            return end
    raise WireError(
        f"a point of equipment is {' or '.join(_ENDS.values())}; found {message.equipment_point!r}"
    )


def point_message(point: Point) -> skeleton_pb2.Point:
    """The message of a joint or an end of equipment."""
    return joint_message(point) if isinstance(point, Joint) else end_message(point)


def point_of(message: skeleton_pb2.Point) -> Point:
    """The joint or the end of equipment in a message.

    Raises :class:`WireError` for an empty point, and for one that is not known.
    """
    return end_of(message) if message.HasField("equipment_point") else joint_of(message)


def point_number(point: Point) -> int:
    """The number that stands for a point in stored sums: an end comes after the joints."""
    return JOINTS.number(point) if isinstance(point, Joint) else point + 1


def numbered_point(number: int) -> Point:
    """The point that ``number`` stands for; raises :class:`WireError` if none does."""
    return EquipmentEnd(number - 1) if number - 1 in set(EquipmentEnd) else JOINTS.member(number)


def equipment_kind_of(name: str) -> EquipmentKind:
    """What equipment is called; raises :class:`WireError` for a kind that is unknown."""
    if name not in set(EquipmentKind):
        raise WireError(f"equipment is one of {', '.join(EquipmentKind)}; found {name!r}")
    return EquipmentKind(name)
