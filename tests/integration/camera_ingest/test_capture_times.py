"""Capture times, though clocks are set and files run ahead of them; with a real Redis."""

from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
import pytest
import redis

from spotter.camera_ingest.capture.frame_stream import FrameStream
from spotter.camera_ingest.capture.last_capture import last_captured_us
from spotter.pictures.jpeg import encode_jpeg
from spotter.pictures.video.reading import write_video
from spotter.runtime.clock import wall_clock_us
from spotter.runtime.redis.connection import connect
from spotter.wire import names
from spotter.wire.poses.frames import Frame
from spotter.wire.stations import Status
from support.cameras.running_ingest import ingesting, number_of, numbered_pictures, station
from support.servers.redis_server import free_port
from support.waiting import until

YEAR_S = 365 * 86_400


def test_capture_times_go_on_after_the_pose_log_of_a_file_that_ran_ahead_of_the_clock(
    tmp_path: Path, url: str, redis_client: redis.Redis
) -> None:
    ahead_us = wall_clock_us() + 3_600_000_000
    redis_client.xadd(names.pose_log("rack-1"), {names.POSE_FIELD: b""}, id=f"{ahead_us}-0")
    write_video(tmp_path / "a.mp4", numbered_pictures(12), rate_hz=10)
    rack = station("rack-1", "a.mp4", pace="pipeline")
    with ingesting(tmp_path, url, rack, pipeline_backlog=50) as ingest:
        until(lambda: ingest.status("rack-1") is Status.ENDED, what="the end of the file")
        times_us = [frame.captured_us for frame in ingest.frames("rack-1")]
        assert times_us == [ahead_us + 1 + 100_000 * number for number in range(12)]


@pytest.mark.parametrize(
    ("pace", "ahead_s"), [("pipeline", YEAR_S), ("real_time", YEAR_S), ("real_time", 3600)]
)
def test_capture_times_come_back_from_where_a_clock_that_was_set_had_taken_them(
    tmp_path: Path, url: str, redis_client: redis.Redis, pace: str, ahead_s: int
) -> None:
    ahead_us = wall_clock_us() + ahead_s * 1_000_000
    redis_client.xadd(names.pose_log("rack-1"), {names.POSE_FIELD: b""}, id=f"{ahead_us}-0")
    write_video(tmp_path / "a.mp4", numbered_pictures(45), rate_hz=10)
    began_us = wall_clock_us()
    # Again and again: of one round, all may come too late.
    with ingesting(tmp_path, url, station("rack-1", "a.mp4", pace=pace, loop=True)) as ingest:
        until(lambda: ingest.frames("rack-1"), what="a frame")
        assert began_us <= ingest.frames("rack-1")[0].captured_us <= wall_clock_us() + 10_000_000


def test_a_file_whose_time_stamps_jump_is_played_at_the_present_time(
    tmp_path: Path, url: str
) -> None:
    """As where recordings were joined: five hours ahead, in the middle."""
    with av.open(str(tmp_path / "a.ts"), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.height, stream.width, stream.pix_fmt = 48, 64, "yuv420p"
        for number, picture in enumerate(numbered_pictures(30)):
            frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
            frame.pts, frame.time_base = number + 200_000 * (number >= 15), Fraction(1, 10)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    began_us = wall_clock_us()
    # Again and again: of one round, all that comes after the jump may be too late.
    with ingesting(tmp_path, url, station("rack-1", "a.ts", loop=True)) as ingest:

        def played() -> list[int]:
            return [number_of(frame) for frame in ingest.frames("rack-1")]

        until(lambda: max(played(), default=0) >= 15, what="a picture after the jump")
        until(lambda: played()[-1] < 15, what="the next round")
        frames = ingest.frames("rack-1")
        assert all(began_us <= frame.captured_us <= wall_clock_us() for frame in frames)


def test_frames_age_again_after_the_servers_clock_was_set_back(redis_client: redis.Redis) -> None:
    frame = Frame("rack-1", 1, 8, 8, "0" * 32, encode_jpeg(np.zeros((8, 8, 3), np.uint8)))
    stream = names.frame_stream("rack-1")
    frames = FrameStream(redis_client, "rack-1", length=100)
    assert frames.add(frame) == 0
    redis_client.xadd(stream, {"jpeg": b""}, id=f"{wall_clock_us() // 1000 + YEAR_S * 1000}-0")
    assert frames.add(frame) == 1  # the first one, which nobody had read
    assert frames.add(frame) == 0
    entries = cast("list[tuple[bytes, object]]", redis_client.xrange(stream))
    assert len(entries) == 2
    now_ms = wall_clock_us() // 1000
    assert all(abs(int(entry.split(b"-")[0]) - now_ms) < 60_000 for entry, _ in entries)


def test_without_redis_nothing_is_known_of_earlier_captures() -> None:
    with connect(f"redis://127.0.0.1:{free_port()}/0", retries=0) as client:
        assert last_captured_us(client, "rack-1") == 0
