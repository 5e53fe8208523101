"""The people of one frame, as sent by pose workers and kept in the pose log."""

from dataclasses import dataclass, replace

from spotter.api.poses.v1 import pose_frame_pb2
from spotter.movement.values import EndPoints, EquipmentKind, Hands, Keypoints, Pose, WorldMetres
from spotter.wire.encoding.arrays import (
    pack_equipment,
    pack_keypoints,
    pack_world,
    unpack_equipment,
    unpack_keypoints,
    unpack_world,
)
from spotter.wire.encoding.parsing import parse
from spotter.wire.errors import WireError
from spotter.wire.poses.hands import hands_of
from spotter.wire.poses.points import equipment_kind_of


@dataclass(frozen=True, slots=True, eq=False)
class TrackedPerson:
    """One person: ``track_id`` is unique within the station.

    ``keypoints`` and ``world_m`` are (25, 3) float32, ``equipment`` is (2, 3), as in Pose, and so
    is ``hands``.
    """

    track_id: int
    keypoints: Keypoints
    world_m: WorldMetres | None = None
    equipment: EndPoints | None = None
    hands: Hands = Hands.UNKNOWN

    def pose(self, captured_us: int) -> Pose:
        """The person's pose in a frame that was captured at ``captured_us``."""
        return Pose(captured_us, self.keypoints, self.world_m, self.equipment, self.hands)


@dataclass(frozen=True, slots=True)
class SoughtEquipment:
    """The taught equipment that was looked for in a picture: its digest, and what it is called."""

    digest: str
    kind: EquipmentKind


@dataclass(frozen=True, slots=True, eq=False)
class PoseFrame:
    """The people found in one frame of one station.

    ``captured_us`` is in microseconds since the Unix epoch; keypoints refer to a picture of
    ``width_px`` by ``height_px``. The ends that people have are those of ``sought``.
    """

    station_id: str
    captured_us: int
    width_px: int
    height_px: int
    trace_id: str
    people: tuple[TrackedPerson, ...]
    sought: SoughtEquipment | None = None

    def pose_of(self, person: TrackedPerson, equipment_digest: str) -> Pose:
        """The person's pose, with the ends of that equipment alone, not of another exercise's."""
        is_sought = self.sought is not None and self.sought.digest == equipment_digest
        pose = person.pose(self.captured_us)
        return pose if is_sought else replace(pose, equipment=None)


def pose_frame_message(frame: PoseFrame) -> pose_frame_pb2.PoseFrame:
    """The message of a pose frame."""
    return pose_frame_pb2.PoseFrame(
        station_id=frame.station_id,
        captured_us=frame.captured_us,
        width_px=frame.width_px,
        height_px=frame.height_px,
        trace_id=frame.trace_id,
        people=[
            pose_frame_pb2.TrackedPerson(
                track_id=person.track_id,
                keypoints=pack_keypoints(person.keypoints),
                world_m=pack_world(person.world_m),
                equipment=pack_equipment(person.equipment),
                hands=pose_frame_pb2.Hands.Name(person.hands),
            )
            for person in frame.people
        ],
        sought=_sought_message(frame.sought) if frame.sought else None,
    )


def pose_frame_value(message: pose_frame_pb2.PoseFrame) -> PoseFrame:
    """The pose frame in a message.

    Raises :class:`WireError` unless everybody has exactly one pose, and for equipment of an unknown
    kind.
    """
    return PoseFrame(
        message.station_id,
        message.captured_us,
        message.width_px,
        message.height_px,
        message.trace_id,
        tuple(_person(person) for person in message.people),
        _sought(message.sought) if message.HasField("sought") else None,
    )


def pose_frame_bytes(frame: PoseFrame) -> bytes:
    """The pose frame as an entry of the pose log."""
    return pose_frame_message(frame).SerializeToString()


def pose_frame_from_bytes(data: bytes) -> PoseFrame:
    """The pose frame in an entry of the pose log.

    Raises :class:`WireError` when the entry holds none.
    """
    return pose_frame_value(parse(pose_frame_pb2.PoseFrame, data))


def _sought_message(sought: SoughtEquipment) -> pose_frame_pb2.SoughtEquipment:
    return pose_frame_pb2.SoughtEquipment(digest=sought.digest, kind=sought.kind.value)


def _sought(message: pose_frame_pb2.SoughtEquipment) -> SoughtEquipment:
    return SoughtEquipment(message.digest, equipment_kind_of(message.kind))


def _person(message: pose_frame_pb2.TrackedPerson) -> TrackedPerson:
    keypoints, world_m = unpack_keypoints(message.keypoints), unpack_world(message.world_m)
    equipment = unpack_equipment(message.equipment)
    for poses in (keypoints, world_m, equipment):
        if poses is not None and len(poses) != 1:
            raise WireError(f"a person has one pose in a frame; found {len(poses)}")
    return TrackedPerson(
        message.track_id,
        keypoints[0],
        None if world_m is None else world_m[0],
        None if equipment is None else equipment[0],
        hands_of(message.hands),
    )
