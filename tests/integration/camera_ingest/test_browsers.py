"""Browsers are stations' cameras, over real gRPC and with a real Redis."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import grpc
import pytest

from spotter.pictures.jpeg import encode_jpeg
from spotter.wire.browser_pictures import LAST_STAMP_US, BrowserPicture
from spotter.wire.names import STATIONS
from spotter.wire.stations import Status, station_from_bytes
from support.cameras.browser_calls import BrowserCall, browser_call
from support.cameras.running_ingest import (
    Ingest,
    ingesting,
    number_of,
    numbered_pictures,
    station,
)
from support.waiting import until

RATE_HZ = 15
JPEGS = [encode_jpeg(picture) for picture in numbered_pictures(40)]


@pytest.fixture
def ingest(tmp_path: Path, url: str) -> Iterator[Ingest]:
    home = station("home-1", "browser", frame_rate_hz=RATE_HZ, frame_px=320)
    with ingesting(tmp_path, url, home) as running:
        yield running


def address(ingest: Ingest, station_id: str = "home-1") -> str:
    data = cast("bytes", ingest.redis.hget(STATIONS, station_id))
    return station_from_bytes(data).pictures_address


def send(call: BrowserCall, numbers: range, skipped: int = 0) -> None:
    for number in numbers:
        stamp_us = 5_000_000 + number * 1_000_000 // RATE_HZ
        call.send(BrowserPicture(stamp_us, skipped, JPEGS[number]))
        while call.answer() == 0:
            pass


def newest(ingest: Ingest) -> int | None:
    frames = ingest.frames("home-1")
    return number_of(frames[-1]) if frames else None


def test_what_a_browser_sends_becomes_the_stations_frames_at_the_pace_at_which_it_was_taken(
    ingest: Ingest,
) -> None:
    with browser_call(address(ingest), "home-1") as call:
        assert call.answer() == 0
        assert call.wanted
        assert (call.wanted.rate_hz, call.wanted.max_side_px) == (RATE_HZ, 320)
        send(call, range(15), skipped=2)
        until(lambda: len(ingest.frames("home-1")) == 15, what="all frames")
        frames = ingest.frames("home-1")
        assert [number_of(frame) for frame in frames] == list(range(15))
        length_us = frames[-1].captured_us - frames[0].captured_us
        assert length_us == pytest.approx(14e6 / RATE_HZ, rel=0.1)
        until(lambda: ingest.status("home-1") is Status.LIVE, what="a live station")
        assert ingest.count("frames_dropped_total", "home-1", "skipped") == 30
    until(
        lambda: "camera is off" in getattr(ingest.state("home-1"), "reason", ""),
        what="that the browser left",
    )

    with browser_call(address(ingest), "home-1") as again:
        send(again, range(15, 20))
        until(lambda: newest(ingest) == 19, what="frames of its return")
    times_us = [frame.captured_us for frame in ingest.frames("home-1")]
    assert times_us == sorted(set(times_us))


@pytest.mark.parametrize(
    ("station_id", "message", "code", "words"),
    [
        ("home-1", bytes(12) + b"GIF89a", grpc.StatusCode.INVALID_ARGUMENT, "expected a JPEG"),
        ("home-1", bytes(4), grpc.StatusCode.INVALID_ARGUMENT, "found 4 bytes"),
        (
            "home-1",
            (2**63).to_bytes(8) + bytes(4) + JPEGS[0],
            grpc.StatusCode.INVALID_ARGUMENT,
            f"a picture's time of 0 to {LAST_STAMP_US} microseconds; found {2**63}",
        ),
        ("home-2", b"", grpc.StatusCode.NOT_FOUND, "found 'home-2'"),
    ],
)
def test_what_is_no_picture_of_a_station_filmed_by_a_browser_ends_the_stream_in_words(
    ingest: Ingest, station_id: str, message: bytes, code: grpc.StatusCode, words: str
) -> None:
    with browser_call(address(ingest), station_id) as call:
        call.send_bytes(message)
        found, said = call.refusal()
    assert found is code
    assert words in said
    refused = 1 if code is grpc.StatusCode.INVALID_ARGUMENT else 0
    assert ingest.count("frames_dropped_total", station_id, "refused") == refused
    assert ingest.frames(station_id) == []


def test_a_second_browser_takes_the_stations_camera_over(ingest: Ingest) -> None:
    with browser_call(address(ingest), "home-1") as old:
        send(old, range(3))
        with browser_call(address(ingest), "home-1") as new:
            send(new, range(20, 23))
            until(lambda: newest(ingest) == 22, what="its frames")
            code, words = old.refusal()
    assert code is grpc.StatusCode.ABORTED
    assert "another screen" in words
