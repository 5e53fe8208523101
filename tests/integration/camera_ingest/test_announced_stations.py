"""What others are told of stations and cameras, in a real Redis."""

from pathlib import Path
from typing import cast

import pytest

from spotter.pictures.video.reading import write_video
from spotter.runtime.redis.membership import server_time_s
from spotter.wire import names
from spotter.wire.stations import WHOLE, Station, station_from_bytes
from support.cameras.running_ingest import ingesting, numbered_pictures, station
from support.waiting import until


def test_a_station_is_announced_with_its_values_and_without_its_source(
    tmp_path: Path, url: str
) -> None:
    write_video(tmp_path / "a.mp4", numbered_pictures(2), rate_hz=10)
    zone = {"left": 0.25, "right": 0.75}
    rack = station("rack-1", "a.mp4", name="By the window", zone=zone, frame_rate_hz=12)
    with ingesting(tmp_path, url, rack) as ingest:
        data = cast("bytes", ingest.redis.hget(names.STATIONS, "rack-1"))
        assert station_from_bytes(data) == Station(
            "rack-1", "By the window", "squat", WHOLE, 12, position=1
        )
        assert b"mp4" not in data


def test_it_is_written_when_each_camera_last_gave_a_frame(tmp_path: Path, url: str) -> None:
    video = tmp_path / "video.mp4"
    write_video(video, numbered_pictures(20), rate_hz=20)
    missing = station("rack-2", tmp_path / "missing.mp4")
    with ingesting(tmp_path, url, station("rack-1", video, loop=True), missing) as ingest:

        def last_frames() -> dict[bytes, float]:
            return dict(
                cast(
                    "list[tuple[bytes, float]]",
                    ingest.redis.zrange(names.FRAMES_IN, 0, -1, withscores=True),
                )
            )

        first = until(last_frames, what="a first frame")
        assert set(first) == {b"rack-1"}
        assert first[b"rack-1"] == pytest.approx(server_time_s(ingest.redis), abs=60)
        until(lambda: last_frames()[b"rack-1"] > first[b"rack-1"], what="a later frame")
