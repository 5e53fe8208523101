"""Cameras that go away, files that are none, and a Redis that goes away."""

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from spotter.pictures.jpeg import encode_jpeg
from spotter.pictures.video.reading import write_video
from spotter.wire import names
from spotter.wire.stations import Status
from support.cameras.http_camera import http_camera
from support.cameras.rtsp_camera import rtsp_camera
from support.cameras.running_ingest import ingesting, number_of, numbered_pictures, station
from support.servers.redis_server import free_port, redis_server
from support.waiting import until


def test_a_text_file_named_as_a_video_harms_no_other_station(tmp_path: Path, url: str) -> None:
    write_video(tmp_path / "good.mp4", numbered_pictures(10), rate_hz=10)
    (tmp_path / "text.mp4").write_text("squats on Monday\n" * 100)
    stations = (station("broken", "text.mp4"), station("rack-1", "good.mp4", loop=True))
    with ingesting(tmp_path, url, *stations, offline_after_s=1) as ingest:
        until(lambda: ingest.status("broken") is Status.OFFLINE, what="the broken one to be off")
        state = ingest.state("broken")
        assert state is not None
        assert state.reason == "expected a video; found: no known video format"
        assert ingest.frames("broken") == []
        before = len(ingest.frames("rack-1"))
        until(lambda: len(ingest.frames("rack-1")) > before + 5, what="more of the good one")
        until(lambda: ingest.status("rack-1") is Status.LIVE, what="the good one to be live")
        assert ingest.count("camera_failures_total", "broken") >= 1


def test_a_truncated_jpeg_is_counted_and_the_next_frame_still_arrives(
    tmp_path: Path, url: str
) -> None:
    jpegs = [encode_jpeg(picture) for picture in numbered_pictures(3)]
    jpegs[1] = jpegs[1][: len(jpegs[1]) // 2]
    port = free_port()
    rack = station("rack-1", f"http://coach:pw@127.0.0.1:{port}/", frame_rate_hz=60)
    with http_camera(port, jpegs, "coach", "pw"), ingesting(tmp_path, url, rack) as ingest:
        until(lambda: len(ingest.frames("rack-1")) >= 10, what="frames")
        assert {number_of(frame) for frame in ingest.frames("rack-1")} == {0, 2}
        until(
            lambda: ingest.count("frames_dropped_total", "rack-1", "damaged") >= 4,
            what="damaged ones to be counted",
        )


def camera(scheme: str, port: int) -> AbstractContextManager[object]:
    pictures = numbered_pictures(5)
    if scheme == "rtsp":
        return rtsp_camera(port, pictures, "coach", "pw")
    return http_camera(port, [encode_jpeg(picture) for picture in pictures], "coach", "pw")


@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_a_camera_that_is_unplugged_goes_offline_and_its_return_is_announced(
    tmp_path: Path, url: str, scheme: str
) -> None:
    port = free_port()
    cam = station("cam", f"{scheme}://coach:pw@127.0.0.1:{port}/")
    with ingesting(tmp_path, url, cam, offline_after_s=4) as ingest:
        with camera(scheme, port):
            until(lambda: len(ingest.frames("cam")) >= 5, what="frames")
            until(lambda: ingest.status("cam") is Status.LIVE, what="the camera to be live")
        until(lambda: ingest.status("cam") is Status.OFFLINE, what="the camera to be off")
        state = ingest.state("cam")
        assert state is not None
        assert state.reason
        before = len(ingest.frames("cam"))
        with camera(scheme, port):
            until(lambda: ingest.status("cam") is Status.LIVE, what="the camera's return")
            until(lambda: len(ingest.frames("cam")) >= before + 5, what="frames again")
        assert ingest.events("cam")[-3:] == [Status.LIVE, Status.OFFLINE, Status.LIVE]
        frames = ingest.frames("cam")
        assert {number_of(frame) for frame in frames} <= {0, 1, 2, 3, 4}
        times_us = [frame.captured_us for frame in frames]
        assert times_us == sorted(set(times_us))


def test_while_redis_is_away_frames_are_counted_and_afterwards_all_is_there_again(
    tmp_path: Path,
) -> None:
    write_video(tmp_path / "a.mp4", numbered_pictures(10), rate_hz=10)
    port = free_port()
    rack = station("rack-1", "a.mp4", loop=True)
    with redis_server(port) as url, ingesting(tmp_path, url, rack) as ingest:
        until(lambda: len(ingest.frames("rack-1")) >= 3, what="frames")
        assert ingest.get("/readyz")[0] == 200
        ingest.redis.shutdown(nosave=True)
        until(
            lambda: ingest.count("frames_dropped_total", "rack-1", "redis") >= 3,
            what="lost frames to be counted",
        )
        status, problems = ingest.get("/readyz")
        assert status == 503
        assert "Redis does not answer" in problems
        with redis_server(port):
            until(lambda: len(ingest.frames("rack-1")) >= 3, what="frames again")
            until(lambda: ingest.redis.hget(names.STATIONS, "rack-1"), what="the station")
            until(lambda: ingest.status("rack-1") is Status.LIVE, what="the state")
