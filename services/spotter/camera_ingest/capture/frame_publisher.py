"""Publishes decoded frames as entries of the station's stream."""

import time
from collections.abc import Callable

import numpy as np
import redis
from numpy.typing import NDArray

from spotter.camera_ingest.capture.brightness import brightness
from spotter.camera_ingest.capture.camera_meter import CameraMeter
from spotter.camera_ingest.capture.frame_stream import FrameStream
from spotter.camera_ingest.capture.zone_crop import zone_picture
from spotter.camera_ingest.metrics import IngestMetrics
from spotter.pictures.decoded_frame import DecodedFrame
from spotter.pictures.errors import PictureError
from spotter.pictures.jpeg import encode_jpeg
from spotter.runtime.redis.outage import RedisOutage
from spotter.wire.poses.frames import Frame
from spotter.wire.stations import CameraMeasures, Zone


class FramePublisher:
    """Scales, compresses and publishes the frames of one station, and counts those it loses.

    Nothing but the station's ``zone`` leaves this process, scaled down so that no side of it
    exceeds ``max_side_px``.
    ``new_trace_id`` returns a new string of 32 hexadecimal digits on each call.
    """

    def __init__(  # noqa: PLR0913 - all are needed, and all are named
        self,
        stream: FrameStream,
        metrics: IngestMetrics,
        *,
        station_id: str,
        zone: Zone | None,
        max_side_px: int,
        jpeg_quality: int,
        new_trace_id: Callable[[], str],
    ) -> None:
        self._stream = stream
        self._metrics = metrics
        self._station_id = station_id
        self._zone = zone
        self._meter = CameraMeter()
        self._max_side_px = max_side_px
        self._jpeg_quality = jpeg_quality
        self._new_trace_id = new_trace_id
        self._outage = RedisOutage("frames")

    @property
    def measures(self) -> CameraMeasures | None:
        """What the camera gives; None until it has been measured."""
        return self._meter.measures

    def encoded(self, frame: DecodedFrame, captured_us: int) -> Frame | None:
        """The frame as published; None if it cannot be encoded, which counts as damaged."""
        with self._metrics.frames.encode_s.time():
            try:
                picture = zone_picture(frame, self._zone, self._max_side_px)
                jpeg = encode_jpeg(picture, self._jpeg_quality)
            except PictureError:
                self.dropped("damaged")
                return None
        self._measure(captured_us, picture)
        height_px, width_px = picture.shape[:2]
        trace_id = self._new_trace_id()
        return Frame(self._station_id, captured_us, width_px, height_px, trace_id, jpeg)

    def _measure(self, captured_us: int, picture: NDArray[np.uint8]) -> None:
        self._meter.add(captured_us, brightness(picture))
        if self.measures:
            self._metrics.brightness.labels(self._station_id).set(self.measures.brightness)

    def publish(self, frame: Frame) -> bool:
        """Add the frame to its stream; return whether Redis accepted it."""
        began_s = time.perf_counter()
        try:
            trimmed = self._stream.add(frame)
        except redis.RedisError as error:
            self._outage.begin(error)
            return False
        self._outage.end()
        self._metrics.frames.publish_s.observe(time.perf_counter() - began_s)
        self._metrics.frames.published.labels(self._station_id).inc()
        self.dropped("trimmed", trimmed)
        return True

    def clear(self) -> bool:
        """Forget what has been published; return whether Redis has done it."""
        try:
            self._stream.clear()
        except redis.RedisError as error:
            self._outage.begin(error)
            return False
        return True

    def room(self, limit: int) -> int:
        """How many more frames may be published before ``limit`` wait for the pose workers."""
        try:
            return max(0, limit - self._stream.backlog(limit))
        except redis.RedisError as error:
            self._outage.begin(error)
            return 0

    def dropped(self, reason: str, count: int = 1) -> None:
        """Count lost frames."""
        if reason == "late":
            self._meter.add_late()
        self._metrics.frames.dropped.labels(self._station_id, reason).inc(count)
