"""camera_ingest with real files, a real HTTP camera and a real Redis server."""

import re
from contextlib import AbstractContextManager
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
import pytest
import redis

from spotter.camera_ingest.capture.frame_stream import FrameStream
from spotter.camera_ingest.capture.last_capture import last_captured_us
from spotter.pictures.jpeg import decode_jpeg, encode_jpeg
from spotter.pictures.video.reading import write_video
from spotter.runtime.clock import wall_clock_us
from spotter.runtime.redis.membership import server_time_s
from spotter.wire import names
from spotter.wire.poses.frames import Frame, frame_from_fields
from spotter.wire.stations import Station, Status, Zone, station_from_bytes
from support.cameras import made_videos as made
from support.cameras.file_server import file_server
from support.cameras.http_camera import http_camera
from support.cameras.rtsp_camera import rtsp_camera
from support.cameras.running_ingest import ingesting, number_of, numbered_pictures, station
from support.servers.redis_server import free_port, redis_server
from support.waiting import until

YEAR_S = 365 * 86_400


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


def test_a_station_is_announced_with_its_values_and_without_its_source(
    tmp_path: Path, url: str
) -> None:
    write_video(tmp_path / "a.mp4", numbered_pictures(2), rate_hz=10)
    zone = {"left": 0.25, "right": 0.75}
    rack = station("rack-1", "a.mp4", name="By the window", zone=zone, frame_rate_hz=12)
    with ingesting(tmp_path, url, rack) as ingest:
        data = cast("bytes", ingest.redis.hget(names.STATIONS, "rack-1"))
        assert station_from_bytes(data) == Station(
            "rack-1", "By the window", "squat", Zone(0.25, 0, 0.75, 1), 12, position=1
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


def test_at_the_pipelines_pace_no_frame_is_lost_however_slow_it_is(
    tmp_path: Path, url: str
) -> None:
    write_video(tmp_path / "a.mp4", numbered_pictures(90), rate_hz=15)
    rack = station("rack-1", "a.mp4", pace="pipeline")
    stream = names.frame_stream("rack-1")
    with ingesting(tmp_path, url, rack, pipeline_backlog=8, frames_kept_s=0.1) as ingest:
        until(lambda: ingest.redis.xlen(stream) == 8, what="a full backlog")
        # As a worker that died long ago left it.
        ingest.redis.xgroup_create(stream, names.POSE_GROUP, id="0")
        taken: list[Frame] = []
        deepest = 0

        def takes_some() -> bool:
            nonlocal deepest
            reply = cast(
                "list[tuple[bytes, list[tuple[bytes, dict[bytes, bytes]]]]]",
                ingest.redis.xreadgroup(names.POSE_GROUP, "worker", {stream: ">"}, count=3),
            )
            for entry, fields in (entries for _, found in reply for entries in found):
                taken.append(frame_from_fields("rack-1", fields))
                group = cast("list[dict[str, int]]", ingest.redis.xinfo_groups(stream))[0]
                deepest = max(deepest, group["pending"])
                ingest.redis.xack(stream, names.POSE_GROUP, entry)
            return len(taken) == 90

        until(takes_some, what="all frames")
        assert [number_of(frame) for frame in taken] == list(range(90))
        assert np.diff([frame.captured_us for frame in taken]) == pytest.approx(1e6 / 15, abs=2)
        assert deepest <= 8
        until(lambda: ingest.status("rack-1") is Status.ENDED, what="the end of the file")
        assert ingest.count("frames_dropped_total", "rack-1", "trimmed") == 0


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
    # So long that not all of it can be too late, however long it takes to open it.
    write_video(tmp_path / "a.mp4", numbered_pictures(45), rate_hz=10)
    began_us = wall_clock_us()
    with ingesting(tmp_path, url, station("rack-1", "a.mp4", pace=pace)) as ingest:
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
    with ingesting(tmp_path, url, station("rack-1", "a.ts")) as ingest:
        until(lambda: ingest.status("rack-1") is Status.ENDED, what="the end of the file")
        frames = ingest.frames("rack-1")
        assert number_of(frames[-1]) == 29
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
    with redis.Redis(port=free_port()) as client:
        assert last_captured_us(client, "rack-1") == 0


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


def test_what_a_dead_worker_left_unacknowledged_holds_no_file_up(
    redis_client: redis.Redis,
) -> None:
    frame = Frame("rack-1", 1, 8, 8, "0" * 32, encode_jpeg(np.zeros((8, 8, 3), np.uint8)))
    stream = names.frame_stream("rack-1")
    before = FrameStream(redis_client, "rack-1", length=100)
    for _ in range(5):
        before.add(frame)
    redis_client.xgroup_create(stream, names.POSE_GROUP, id="0")
    redis_client.xreadgroup(names.POSE_GROUP, "dead", {stream: ">"})

    ours = FrameStream(redis_client, "rack-1", length=100)
    assert ours.backlog(limit=8) == 0
    for _ in range(3):
        ours.add(frame)
    assert ours.backlog(limit=8) == 3
    redis_client.xreadgroup(names.POSE_GROUP, "alive", {stream: ">"}, count=2)
    assert ours.backlog(limit=8) == 3
    assert before.backlog(limit=8) == 7
    assert ours.backlog(limit=2) >= 2


def test_frames_that_are_pushed_out_unread_are_counted(tmp_path: Path, url: str) -> None:
    write_video(tmp_path / "a.mp4", numbered_pictures(250), rate_hz=60)
    rack = station("rack-1", "a.mp4", frame_rate_hz=60)
    with ingesting(tmp_path, url, rack, pipeline_backlog=1, frames_kept_s=0.2) as ingest:
        until(lambda: ingest.status("rack-1") is Status.ENDED, what="the end of the file")
        published = ingest.count("frames_published_total", "rack-1")
        late = ingest.count("frames_dropped_total", "rack-1", "late")
        assert published + late == 250
        assert len(ingest.frames("rack-1")) == 12
        assert ingest.count("frames_dropped_total", "rack-1", "trimmed") == published - 12


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
        assert ingest.count("frames_dropped_total", "rack-1", "damaged") >= 4


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
