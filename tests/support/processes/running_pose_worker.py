"""Pose workers that run as processes, and their frames."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import cast

import redis

from spotter.pictures.jpeg import encode_jpeg
from spotter.pose_worker.intake.frame_streams import FrameStreams
from spotter.runtime.redis.membership import server_time_s
from spotter.wire.names import STATIONS, frame_stream
from spotter.wire.poses.frames import Frame, frame_fields
from spotter.wire.stations import Station, station_bytes
from support.networks.disc_estimator import disc_picture
from support.processes.recording_segmenter import RecordingSegmenter
from support.processes.service_process import ServiceProcess
from support.waiting import PATIENCE_S

TRACE_ID = "0af7651916cd43dd8448eb211c80319c"
STATION = "rack-1"
BUDGET_S = 3600.0
PATIENT = {
    "latency_budget_s": BUDGET_S,
    "unsent_limit_s": BUDGET_S,
    "ack_timeout_s": BUDGET_S,
    "stop_wait_s": PATIENCE_S,
    "member_timeout_s": 6.0,
}
"""Limits at which nothing ages, is given up or counts as dead just because a machine is busy."""


class Worker:
    """A worker process that answers."""

    def __init__(self, name: str, service: ServiceProcess) -> None:
        self.name = name
        self.process = service.process
        self.service = service

    def metric(self, name: str, **labels: str) -> float:
        """A metric's value, 0 if it has none."""
        shown = ",".join(f'{key}="{value}"' for key, value in labels.items())
        try:
            return self.service.metric(
                f"spotter_pose_worker_{name}" + (f"{{{shown}}}" if shown else "")
            )
        except AssertionError:
            return 0.0

    def dropped(self, reason: str, station_id: str = STATION) -> float:
        return self.metric("frames_dropped_total", reason=reason, station=station_id)

    def is_ready(self) -> bool:
        return bool(json.loads(self.service.get("/readyz"))["status"] == "ready")


StartWorker = Callable[..., AbstractContextManager[Worker]]


def open_station(client: redis.Redis, station_id: str = STATION) -> None:
    station = Station(station_id, station_id, "squat", None, 15.0)
    client.hset(STATIONS, station_id, station_bytes(station))


def add_frame(
    client: redis.Redis,
    number: int,
    *middles: tuple[int, int],
    station_id: str = STATION,
    jpeg: bytes | None = None,
    age_s: float = 0.0,
) -> bytes:
    """Put a frame in the station's stream, captured ``number`` / 15 s after the epoch.

    ``age_s`` is how long ago, by the server's clock, it was added; negative: in the future.
    """
    jpeg = jpeg or encode_jpeg(disc_picture(*(middles or [(100 + number % 100, 120)])))
    frame = Frame(station_id, 1 + number * 66_667, 320, 240, TRACE_ID, jpeg)
    added_ms = round((server_time_s(client) - age_s) * 1000)
    entry_id = f"{added_ms}-{number}" if age_s else "*"
    fields = {**frame_fields(frame)}
    return cast("bytes", client.xadd(frame_stream(station_id), fields, id=entry_id))  # type: ignore[arg-type] # dict is invariant


def pending(client: redis.Redis, station_id: str = STATION) -> list[tuple[bytes, str]]:
    found = FrameStreams(client, "observer").pending(station_id)
    return [(entry.entry_id, entry.consumer) for entry in found]


def captured(segmenter: RecordingSegmenter, station_id: str = STATION) -> list[int]:
    """The numbers of the frames that the segmenter got."""
    return [frame.captured_us // 66_667 for frame in segmenter.of(station_id)]


def received(segmenter: RecordingSegmenter, frames: int) -> bool:
    return len(segmenter.frames) == frames
