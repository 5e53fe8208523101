"""Decodes stream entries."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.pictures.jpeg import decode_jpeg
from spotter.pose_worker.intake.backlog import Entry
from spotter.pose_worker.ownership.station_ownership import OwnedStation
from spotter.wire.poses.frames import frame_from_fields


@dataclass(frozen=True, slots=True, eq=False)
class ReadyFrame:
    """A decoded frame, ready for pose estimation."""

    owned: OwnedStation
    entry_id: bytes
    captured_us: int
    trace_id: str
    width_px: int
    height_px: int
    bgr: NDArray[np.uint8]


def decoded(owned: OwnedStation, entry: Entry) -> ReadyFrame:
    """The frame in a stream entry.

    Raises WireError when the entry is not a frame, PictureError when its JPEG is not intact.
    """
    frame = frame_from_fields(entry.station_id, entry.fields)
    bgr = decode_jpeg(frame.jpeg)
    height_px, width_px = bgr.shape[:2]
    return ReadyFrame(
        owned=owned,
        entry_id=entry.entry_id,
        captured_us=frame.captured_us,
        trace_id=frame.trace_id,
        width_px=width_px,
        height_px=height_px,
        bgr=bgr,
    )
