"""Boxes round equipment on pictures, and where it was found in them."""

from dataclasses import asdict, dataclass

from spotter.api.lessons.v1 import equipment_track_pb2 as pb
from spotter.movement.values import EquipmentEnd
from spotter.wire.poses.points import end_message, end_of


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A box on the picture ``index``: its upper left corner and its sides, pixels.

    ``end`` is None for the one at the nearer hand.
    """

    end: EquipmentEnd | None
    index: int
    x_px: float
    y_px: float
    width_px: float
    height_px: float


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """The middle of equipment on the picture ``index``, and half of the side of a box round it."""

    index: int
    x_px: float
    y_px: float
    radius_px: float


@dataclass(frozen=True, slots=True)
class FoundTrack:
    """Where an end is clear, in the order of the pictures.

    ``unclear_s`` are the long stretches where it is not: from when to when, seconds since the first
    picture.
    """

    end: EquipmentEnd
    places: tuple[FoundPlace, ...]
    unclear_s: tuple[tuple[float, float], ...] = ()


def box_message(box: DrawnBox) -> pb.EquipmentBox:
    """The message of a box."""
    return pb.EquipmentBox(
        end=None if box.end is None else end_message(box.end),
        index=box.index,
        x_px=box.x_px,
        y_px=box.y_px,
        width_px=box.width_px,
        height_px=box.height_px,
    )


def box_of(message: pb.EquipmentBox) -> DrawnBox:
    """The box in a message. Raises :class:`WireError` for an end that is not known."""
    return DrawnBox(
        end_of(message.end) if message.HasField("end") else None,
        message.index,
        message.x_px,
        message.y_px,
        message.width_px,
        message.height_px,
    )


def track_message(track: FoundTrack) -> pb.EquipmentTrack:
    """The message of a track."""
    return pb.EquipmentTrack(
        end=end_message(track.end),
        places=[pb.EquipmentPlace(**asdict(one)) for one in track.places],
        unclear=[
            pb.UnclearStretch(from_s=from_s, until_s=until_s) for from_s, until_s in track.unclear_s
        ],
    )


def track_of(message: pb.EquipmentTrack) -> FoundTrack:
    """The track in a message. Raises :class:`WireError` for an end that is not known."""
    return FoundTrack(
        end_of(message.end),
        tuple(FoundPlace(one.index, one.x_px, one.y_px, one.radius_px) for one in message.places),
        tuple((one.from_s, one.until_s) for one in message.unclear),
    )
