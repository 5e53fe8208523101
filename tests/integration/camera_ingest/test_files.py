"""Files are played as stations, with a real Redis."""

import re
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from spotter.pictures.jpeg import decode_jpeg
from spotter.pictures.video.reading import write_video
from spotter.wire import names
from spotter.wire.stations import Status
from support.cameras import made_videos as made
from support.cameras.file_server import file_server
from support.cameras.running_ingest import ingesting, number_of, numbered_pictures, station
from support.waiting import until


def test_a_file_is_played_once_with_the_capture_times_of_its_frames(
    tmp_path: Path, url: str
) -> None:
    write_video(tmp_path / "a.mp4", numbered_pictures(12), rate_hz=10)
    rack = station("rack-1", "a.mp4", pace="pipeline")
    with ingesting(tmp_path, url, rack, pipeline_backlog=50) as ingest:
        until(lambda: ingest.status("rack-1") is Status.ENDED, what="the end of the file")
        frames = ingest.frames("rack-1")
        assert [number_of(frame) for frame in frames] == list(range(12))
        times_us = [frame.captured_us - frames[0].captured_us for frame in frames]
        assert times_us == [100_000 * i for i in range(12)]
        assert {(frame.width_px, frame.height_px) for frame in frames} == {(64, 48)}
        assert len({frame.trace_id for frame in frames}) == 12
        assert all(re.fullmatch("[0-9a-f]{32}", frame.trace_id) for frame in frames)
        assert ingest.count("frames_published_total", "rack-1") == 12
        assert ingest.events("rack-1")[-1] is Status.ENDED


@pytest.mark.parametrize(
    ("of_station", "max_side_px"), [({}, 80), ({"frame_px": 80}, 64), ({"frame_px": 80}, 640)]
)
def test_a_faster_file_is_thinned_and_a_larger_picture_scaled_down(
    tmp_path: Path, url: str, of_station: dict[str, int], max_side_px: int
) -> None:
    write_video(tmp_path / "a.mp4", numbered_pictures(20, height=90, width=160), rate_hz=20)
    rack = station("rack-1", "a.mp4", frame_rate_hz=10, pace="pipeline", **of_station)
    with ingesting(tmp_path, url, rack, max_side_px=max_side_px, pipeline_backlog=50) as ingest:
        until(lambda: ingest.status("rack-1") is Status.ENDED, what="the end of the file")
        frames = ingest.frames("rack-1")
        assert [number_of(frame) for frame in frames] == list(range(0, 20, 2))
        assert {(frame.width_px, frame.height_px) for frame in frames} == {(80, 45)}
        assert decode_jpeg(frames[0].jpeg).shape == (45, 80, 3)


def test_nothing_but_the_stations_zone_leaves_the_process(tmp_path: Path, url: str) -> None:
    picture = np.zeros((192, 256, 3), np.uint8)
    picture[64:, 128:] = 255  # whoever is in the dark part is none of the station's business
    write_video(tmp_path / "a.mp4", [picture] * 3, rate_hz=10)
    zone = {"left": 0.55, "top": 0.4}
    rack = station("rack-1", "a.mp4", zone=zone, frame_px=96, pace="pipeline")
    with ingesting(tmp_path, url, rack, pipeline_backlog=50) as ingest:
        until(lambda: ingest.status("rack-1") is Status.ENDED, what="the end of the file")
        [frame, *_] = ingest.frames("rack-1")
        shown = decode_jpeg(frame.jpeg)
        assert shown.min() > 200
        assert shown.shape[:2] == (frame.height_px, frame.width_px)
        assert frame.width_px == pytest.approx(96, abs=2)
        assert frame.height_px / frame.width_px == pytest.approx(0.6 * 192 / (0.45 * 256), abs=0.05)
        assert max(shown.shape) <= 96


def test_a_looping_file_has_no_seam(tmp_path: Path, url: str) -> None:
    write_video(tmp_path / "a.mp4", numbered_pictures(5), rate_hz=10)
    rack = station("rack-1", "a.mp4", loop=True, pace="pipeline")
    with ingesting(tmp_path, url, rack, pipeline_backlog=50) as ingest:
        until(lambda: len(ingest.frames("rack-1")) >= 18, what="three rounds")
        frames = ingest.frames("rack-1")
        assert [number_of(frame) for frame in frames[:15]] == [0, 1, 2, 3, 4] * 3
        steps_us = np.diff([frame.captured_us for frame in frames])
        assert set(steps_us.tolist()) == {100_000}
        assert ingest.status("rack-1") is Status.LIVE


def test_in_real_time_no_frame_is_published_before_it_is_due(tmp_path: Path, url: str) -> None:
    write_video(tmp_path / "a.mp4", numbered_pictures(65), rate_hz=15)
    with ingesting(tmp_path, url, station("rack-1", "a.mp4"), frames_kept_s=60) as ingest:
        until(lambda: ingest.status("rack-1") is Status.ENDED, what="the end of the file")
        entries = cast(
            "list[tuple[bytes, dict[bytes, bytes]]]",
            ingest.redis.xrange(names.frame_stream("rack-1")),
        )
        assert entries
        for entry, fields in entries:
            published_us = 1000 * (int(entry.split(b"-")[0]) + 1)
            assert published_us >= int(fields[b"captured_us"])
        late = ingest.count("frames_dropped_total", "rack-1", "late")
        assert len(entries) + late == 65


def test_a_video_cut_off_in_the_middle_is_played_up_to_there(tmp_path: Path, url: str) -> None:
    random = np.random.default_rng(0)
    pictures = [random.integers(0, 255, (120, 160, 3), dtype=np.uint8) for _ in range(30)]
    write_video(tmp_path / "whole.mp4", pictures, rate_hz=15)
    content = (tmp_path / "whole.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(content[: len(content) * 6 // 10])
    rack = station("rack-1", "cut.mp4", pace="pipeline")
    with ingesting(tmp_path, url, rack, pipeline_backlog=50) as ingest:
        until(lambda: ingest.status("rack-1") is Status.ENDED, what="the end of the file")
        assert 10 <= len(ingest.frames("rack-1")) <= 20


def test_a_file_on_a_server_is_played_once_at_its_own_pace(tmp_path: Path, url: str) -> None:
    write_video(tmp_path / "a.mp4", numbered_pictures(20), rate_hz=10)
    with file_server(tmp_path) as server:
        rack = station("rack-1", f"{server}/a.mp4")
        with ingesting(tmp_path, url, rack) as ingest:
            until(lambda: ingest.status("rack-1") is Status.ENDED, what="the end of the file")
            frames = ingest.frames("rack-1")
            late = ingest.count("frames_dropped_total", "rack-1", "late")
            assert len(frames) + late == 20
            for frame in frames:
                steps_us = frame.captured_us - frames[0].captured_us
                assert steps_us == 100_000 * (number_of(frame) - number_of(frames[0]))
            assert ingest.count("camera_failures_total", "rack-1") == 0


def test_what_is_put_right_in_a_video_is_logged_and_counted(tmp_path: Path, url: str) -> None:
    large, small = made.dots(20), made.dots(20, side=48, step=1)
    parts = (large[:10], 0), (large[10:15], 5000), (small[15:], 5000.5)
    made.transport_stream(tmp_path / "a.ts", *parts)
    rack = station("rack-1", "a.ts", pace="pipeline")
    with ingesting(tmp_path, url, rack, pipeline_backlog=50) as ingest:
        until(lambda: ingest.status("rack-1") is Status.ENDED, what="the end of the file")
        frames = ingest.frames("rack-1")
        assert {(frame.width_px, frame.height_px) for frame in frames} == {(96, 96)}
        times_us = [frame.captured_us - frames[0].captured_us for frame in frames]
        assert times_us == pytest.approx([100_000 * number for number in range(20)], abs=10)
        metrics = ingest.get("/metrics")[1]
        assert 'stream_notices_total{kind="size",station="rack-1"} 1.0' in metrics
        assert 'stream_notices_total{kind="jump",station="rack-1"} 1.0' in metrics
