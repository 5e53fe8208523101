"""From a stream entry to a picture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.pictures.jpeg import decode_jpeg
from spotter.pose_worker.intake.backlog import Entry
from spotter.pose_worker.intake.zones import crop
from spotter.pose_worker.ownership.station_ownership import Watch
from spotter.wire.frames import frame_from_fields


@dataclass(frozen=True, slots=True, eq=False)
class ReadyFrame:
    """A frame of which the poses can be estimated.

    ``bgr`` is the station's zone of the picture, whose left top corner is ``corner`` in pixels.
    """

    watch: Watch
    entry_id: bytes
    captured_us: int
    trace_id: str
    width_px: int
    height_px: int
    bgr: NDArray[np.uint8]
    corner: tuple[int, int]


def decoded(watch: Watch, entry: Entry) -> ReadyFrame:
    """The frame of a stream entry.

    Raises WireError when it is no frame, PictureError when its picture is no whole JPEG.
    """
    frame = frame_from_fields(entry.station_id, entry.fields)
    bgr = decode_jpeg(frame.jpeg)
    height_px, width_px = bgr.shape[:2]
    zone, corner = crop(bgr, watch.station.zone)
    return ReadyFrame(
        watch=watch,
        entry_id=entry.entry_id,
        captured_us=frame.captured_us,
        trace_id=frame.trace_id,
        width_px=width_px,
        height_px=height_px,
        bgr=zone,
        corner=corner,
    )
