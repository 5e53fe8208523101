"""Frames that wait for the pipeline, in a real Redis."""

from pathlib import Path
from typing import cast

import numpy as np
import pytest
import redis

from spotter.camera_ingest.capture.frame_stream import FrameStream
from spotter.pictures.jpeg import encode_jpeg
from spotter.pictures.video.reading import write_video
from spotter.wire import names
from spotter.wire.poses.frames import Frame, frame_from_fields
from spotter.wire.stations import Status
from support.cameras.running_ingest import ingesting, number_of, numbered_pictures, station
from support.waiting import until


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
