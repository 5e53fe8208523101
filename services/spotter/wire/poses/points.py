"""Points that are followed: joints, and later points of equipment."""

from spotter.api.poses.v1 import skeleton_pb2
from spotter.movement.values import Joint
from spotter.wire.encoding.enums import JOINTS
from spotter.wire.errors import WireError


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
