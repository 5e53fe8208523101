"""Publishes a station's pictures at full size while somebody there has asked to be recognised."""

from collections.abc import Callable, Container
from typing import Any, cast

import redis
import structlog

from spotter.camera_ingest.capture.zone_crop import zone_picture
from spotter.pictures.decoded_frame import DecodedFrame
from spotter.pictures.errors import PictureError
from spotter.pictures.jpeg import encode_jpeg
from spotter.wire.names import FULL_FRAMES_EXPIRY_S, full_frame_stream
from spotter.wire.poses.frames import Frame, frame_fields
from spotter.wire.stations import Zone

_EVERY_US = 200_000
"""Five pictures a second tell who is there as well as thirty."""
_KEPT = 2
_JPEG_QUALITY = 90
"""Less blurs the small squares of a code."""
_LONGEST_SIDE_PX = 1920
"""What a camera of more pixels adds costs more time than it gains distance."""

_log = structlog.get_logger()


class FullFrames:
    """Publishes what ``station_id``'s zone shows, five times a second, while it is ``looked_at``.

    The stream is another than that of the frames whose poses are estimated, so these stay as they
    are. It holds two pictures, which are gone seconds after nobody asks any more.
    """

    def __init__(
        self,
        client: redis.Redis,
        station_id: str,
        *,
        zone: Zone | None,
        looked_at: Container[str],
        new_trace_id: Callable[[], str],
    ) -> None:
        self._client = client
        self._station_id = station_id
        self._zone = zone
        self._looked_at = looked_at
        self._new_trace_id = new_trace_id
        self._next_us = 0

    def offer(self, frame: DecodedFrame, captured_us: int) -> None:
        """Publish the picture if somebody has asked and it is time; its loss does no harm."""
        if self._station_id not in self._looked_at or not self._is_due(captured_us):
            return
        self._next_us = captured_us + _EVERY_US
        try:
            self._publish(frame, captured_us)
        except (PictureError, redis.RedisError) as error:
            _log.debug("no picture at full size", station=self._station_id, reason=str(error))

    def _is_due(self, captured_us: int) -> bool:
        """Whether the next one is due, or capture times have been set back."""
        return not self._next_us - _EVERY_US <= captured_us < self._next_us

    def _publish(self, frame: DecodedFrame, captured_us: int) -> None:
        picture = zone_picture(frame, self._zone, _LONGEST_SIDE_PX)
        height_px, width_px = picture.shape[:2]
        jpeg = encode_jpeg(picture, _JPEG_QUALITY)
        trace_id = self._new_trace_id()
        full = Frame(self._station_id, captured_us, width_px, height_px, trace_id, jpeg)
        key = full_frame_stream(self._station_id)
        pipe = self._client.pipeline(transaction=True)
        pipe.xadd(key, cast("dict[Any, Any]", frame_fields(full)), maxlen=_KEPT, approximate=False)
        pipe.expire(key, FULL_FRAMES_EXPIRY_S)
        pipe.execute()
