"""Points that are followed: joints, and ends of equipment."""

from spotter.api.poses.v1 import skeleton_pb2
from spotter.movement.values import EquipmentEnd, Joint
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


def point_message(point: Joint | EquipmentEnd) -> skeleton_pb2.Point:
    """The message of a joint or an end of equipment."""
    return joint_message(point) if isinstance(point, Joint) else end_message(point)


def point_of(message: skeleton_pb2.Point) -> Joint | EquipmentEnd:
    """The joint or the end of equipment in a message.

    Raises :class:`WireError` for an empty point, and for one that is not known.
    """
    return end_of(message) if message.HasField("equipment_point") else joint_of(message)
