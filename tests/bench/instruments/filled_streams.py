"""Frames and pose logs of a gym's stations, as long as they ever get."""

from itertools import count, islice

import numpy as np
import redis

from spotter.camera_ingest.capture.frame_stream import FrameStream
from spotter.camera_ingest.settings import IngestSettings
from spotter.movement.values import PoseSeries
from spotter.pictures.jpeg import encode_jpeg
from spotter.rep_segmenter.settings import SegmenterSettings
from spotter.rep_segmenter.storage.pose_log import PoseLog
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.film import film
from spotter.simulation.motion.performance import Plan, perform
from spotter.wire.names import pose_log
from spotter.wire.poses.frames import Frame
from support.movements.pose_frames import pose_frames

RATE_HZ = 15.0
_WIDTH_PX, _HEIGHT_PX = 640, 480
_SENSOR_NOISE = 6.0
"""Of 255: indoors, a usual camera's."""


class FrameStreams:
    """The streams of frames of stations; their pictures are 640 pixels wide."""

    def __init__(self, client: redis.Redis, stations: int) -> None:
        length = round(IngestSettings().frames_kept_s * RATE_HZ)
        self._jpegs = _jpegs()
        self._numbers = count()
        self._ids = [f"rack-{number}" for number in range(stations)]
        self._streams = [FrameStream(client, station_id, length) for station_id in self._ids]
        self.add(length * stations)

    @property
    def jpeg_bytes(self) -> float:
        """The mean size of a picture."""
        return float(np.mean([len(one) for one in self._jpegs]))

    def add(self, frames: int) -> None:
        """Add so many, to one station after the other."""
        for number in islice(self._numbers, frames):
            place = number % len(self._ids)
            jpeg = self._jpegs[number % len(self._jpegs)]
            self._streams[place].add(
                Frame(self._ids[place], number, _WIDTH_PX, _HEIGHT_PX, f"{number + 1:032x}", jpeg)
            )


def fill_pose_logs(client: redis.Redis, stations: int, poses: PoseSeries) -> None:
    """Fill each station's log with one person's ``poses``, again and again."""
    length, first = SegmenterSettings().pose_log_length, "rack-0"
    log = PoseLog(client, length=length, expiry_s=7 * 24 * 3600)
    for begins in range(0, length + 100, len(poses)):
        times_us = np.arange(begins, begins + len(poses), dtype=np.int64) * 66_667 + 1
        some = PoseSeries(times_us, poses.keypoints, poses.world_m)
        log.append(pose_frames(first, {1: some}))
    for station in range(1, stations):
        client.copy(pose_log(first), pose_log(f"rack-{station}"))


def _jpegs() -> list[bytes]:
    who, rng = athlete(3), np.random.default_rng(1)
    plan = Plan("squat", 1, body=who.body, rate_hz=RATE_HZ)
    camera = Camera(yaw_deg=20, aim_m=plan.aim_m)
    pictures = film(perform(plan, rng), camera, who.look, rng, _SENSOR_NOISE)
    return [encode_jpeg(one, IngestSettings().jpeg_quality) for one in pictures]
