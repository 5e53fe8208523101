"""camera_ingest with cameras that send what they film in different ways."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.runtime.clock import wall_clock_us
from spotter.wire.poses.frames import Frame
from support.cameras.running_ingest import Ingest, ingesting, number_of, numbered_pictures, station
from support.cameras.sending import SendTime, in_bursts, steadily, with_jitter
from support.cameras.streaming_camera import RATE_HZ, streaming_camera
from support.waiting import until

PICTURES = numbered_pictures(255)
GYM_HZ = RATE_HZ / 2
STATION = "cam"
FRAMES = 60
"""Of half the pictures: four seconds."""


def published(ingest: Ingest) -> list[Frame]:
    until(lambda: len(ingest.frames(STATION)) >= FRAMES, what="frames")
    return ingest.frames(STATION)


def steps_s(frames: list[Frame]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Between each two frames: by their capture times, and by the pictures in them."""
    told_s = np.diff([frame.captured_us for frame in frames]) / 1e6
    true_s = np.diff([number_of(frame) for frame in frames]) / RATE_HZ
    return told_s, true_s


@pytest.mark.parametrize(
    ("path", "sent_s"),
    [
        ("live.ts", steadily(RATE_HZ)),
        ("live.ts", in_bursts(8, RATE_HZ)),
        ("live.ts", in_bursts(30, RATE_HZ)),
        ("live.ts", with_jitter(RATE_HZ)),
        ("live.m3u8", steadily(RATE_HZ)),
    ],
    ids=["steady", "bursts of 8", "bursts of 30", "jitter", "HLS"],
)
def test_frames_carry_the_times_at_which_they_were_taken(
    tmp_path: Path, url: str, path: str, sent_s: SendTime
) -> None:
    began_us = wall_clock_us()
    with streaming_camera(PICTURES, sent_s) as camera:
        cam = station(STATION, camera.address(path), frame_rate_hz=GYM_HZ)
        with ingesting(tmp_path, url, cam, frames_kept_s=60) as ingest:
            frames = published(ingest)
            told_s, true_s = steps_s(frames)
            assert told_s == pytest.approx(true_s, rel=0.0051, abs=2e-6)
            assert began_us - 1_000_000 < frames[0].captured_us
            assert frames[-1].captured_us < wall_clock_us() + 1_000_000
            numbers = [number_of(frame) for frame in frames]
            left_out = sum(after - before - 1 for before, after in pairwise(numbers))
            assert ingest.count("frames_dropped_total", STATION, "thinned") > 0
            # On a busy machine some are late, too.
            assert ingest.count("frames_dropped_total", STATION) >= left_out - 1


def test_the_pictures_of_a_burst_without_time_stamps_are_spread(tmp_path: Path, url: str) -> None:
    with streaming_camera(PICTURES, in_bursts(8, RATE_HZ)) as camera:
        cam = station(STATION, camera.address("live.mjpeg"), frame_rate_hz=GYM_HZ)
        with ingesting(tmp_path, url, cam, frames_kept_s=60) as ingest:
            told_s, true_s = steps_s(published(ingest))
            assert np.median(np.abs(told_s - true_s)) < 0.005
            assert np.median(true_s) == pytest.approx(1 / GYM_HZ)


def test_hls_is_joined_at_its_newest_segment(tmp_path: Path, url: str) -> None:
    with streaming_camera(PICTURES, steadily(RATE_HZ)) as camera:
        until(lambda: camera.passed_s() > 4, what="four segments")
        cam = station(STATION, camera.address("live.m3u8"), frame_rate_hz=GYM_HZ)
        with ingesting(tmp_path, url, cam) as ingest:
            until(lambda: ingest.frames(STATION), what="a frame")
            assert number_of(ingest.frames(STATION)[0]) >= 3 * RATE_HZ


def delay_s(ingest: Ingest) -> float:
    state = ingest.state(STATION)
    return state.delay_s if state else 0


def test_the_delay_that_bursts_need_is_told(tmp_path: Path, url: str) -> None:
    with streaming_camera(PICTURES, in_bursts(60, RATE_HZ)) as camera:
        cam = station(STATION, camera.address("live.ts"), frame_rate_hz=GYM_HZ)
        with ingesting(tmp_path, url, cam) as ingest:
            until(lambda: delay_s(ingest), what="the delay")
            assert 1 <= delay_s(ingest) <= 3
            assert 1 < ingest.count("delay_seconds", STATION) < 3


def test_when_a_camera_ends_its_last_frames_are_still_published(tmp_path: Path, url: str) -> None:
    with streaming_camera(PICTURES[:120], in_bursts(60, RATE_HZ)) as camera:
        cam = station(STATION, camera.address("live.ts"), frame_rate_hz=RATE_HZ)
        with ingesting(tmp_path, url, cam, frames_kept_s=60) as ingest:
            until(lambda: ingest.count("camera_failures_total", STATION), what="the end")
            assert number_of(ingest.frames(STATION)[-1]) == 119


def test_segments_that_come_again_after_a_broken_connection_are_not_played_again(
    tmp_path: Path, url: str
) -> None:
    with streaming_camera(PICTURES[:180], steadily(RATE_HZ), segment_s=3) as camera:
        cam = station(STATION, camera.address("live.m3u8"), frame_rate_hz=RATE_HZ)
        with ingesting(tmp_path, url, cam, frames_kept_s=60) as ingest:
            until(
                lambda: ingest.count("frames_dropped_total", STATION, "repeated"),
                what="the last segment once more",
            )
            numbers = [number_of(frame) for frame in ingest.frames(STATION)]
            assert numbers == sorted(set(numbers))
            assert numbers[-1] == 179
