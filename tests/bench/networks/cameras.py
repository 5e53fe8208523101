"""The same film from cameras that send it in different ways: capture times and verdicts."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import cast

import numpy as np
import redis
from numpy.typing import NDArray

from bench.instruments.figures import Figure, Findings, Say
from spotter.movement.scoring.methods import make_scorer
from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values import Exercise, Outcome, Reference
from spotter.movement.values.body.poses import PoseSeries
from spotter.pictures.jpeg import decode_jpeg
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Plan
from spotter.simulation.take import Take
from spotter.wire.names import frame_stream
from spotter.wire.poses.frames import Frame, frame_from_fields
from support.cameras.running_ingest import Ingest, ingesting, station
from support.cameras.sending import SendTime, in_bursts, steadily, with_jitter
from support.cameras.streaming_camera import RATE_HZ, StreamingCamera, streaming_camera
from support.servers.redis_server import redis_server

SQUATS = 15
GYM_HZ = 15.0
_SEGMENT_S = 6.0
_LEAD_S, _TAIL_S = 10.0, 14.0
"""Opening takes a second, or a segment; what is sent last is published a segment later."""

_CAMERA = Camera(yaw_deg=35, width_px=320, height_px=240)
_BITS, _STRIP_PX = 16, 16
_LONGEST_S = 60.0
"""Longer than any source may lag behind the film."""
_LOOK_S = 0.5
_REASONS = ("thinned", "late", "damaged", "redis", "trimmed")


@dataclass(frozen=True, slots=True)
class _Source:
    path: str
    sent_s: SendTime


_SOURCES: Mapping[str, _Source] = {
    "steady": _Source("live.ts", steadily(RATE_HZ)),
    "bursts-of-8": _Source("live.ts", in_bursts(8, RATE_HZ)),
    "bursts-of-30": _Source("live.ts", in_bursts(30, RATE_HZ)),
    "jitter": _Source("live.ts", with_jitter(RATE_HZ)),
    "hls-6-s": _Source("live.m3u8", steadily(RATE_HZ)),
    "steady-without-stamps": _Source("live.mjpeg", steadily(RATE_HZ)),
    "bursts-of-8-without-stamps": _Source("live.mjpeg", in_bursts(8, RATE_HZ)),
}


@dataclass(frozen=True, slots=True, eq=False)
class _Film:
    """Numbered pictures (H, W, 3) and the poses in them; the last squat ends before ``last``."""

    pictures: Sequence[NDArray[np.uint8]]
    poses: PoseSeries
    last: int
    reference: Reference


def measure_cameras(folder: Path, say: Say) -> Findings:
    """Serve one film of good squats as a live camera of each kind, all at the same time."""
    film = _film()
    with ExitStack() as running:
        url = running.enter_context(redis_server())
        cameras = {
            name: running.enter_context(
                streaming_camera(film.pictures, source.sent_s, segment_s=_SEGMENT_S)
            )
            for name, source in _SOURCES.items()
        }
        stations = [
            station(name, camera.address(_SOURCES[name].path), frame_rate_hz=GYM_HZ)
            for name, camera in cameras.items()
        ]
        length_s = len(film.pictures) / RATE_HZ
        ingest = running.enter_context(ingesting(folder, url, *stations, frames_kept_s=length_s))
        say(f"{len(cameras)} cameras send {length_s:.0f} s of film")
        delays_s = _await_end(ingest, film.last, length_s + _LONGEST_S)
        figures = [
            figure
            for name, camera in cameras.items()
            for figure in (
                *_figures(name, camera, ingest, film),
                Figure(f"{name}: delay", delays_s[name], "s"),
            )
        ]
        left_out = {name: _left_out(name, ingest) for name in cameras}
    return Findings("cameras", figures, {"frames_left_out": left_out})


def _take(reps: int, seed: int) -> tuple[Take, PoseSeries]:
    take = Take(Plan("squat", reps=reps, rate_hz=float(RATE_HZ)), _CAMERA, seed=seed)
    return take, take.performance().poses(_CAMERA)


def _film() -> _Film:
    """The squats, between two times of standing still."""
    take, poses = _take(SQUATS, seed=2)
    pictures = list(take.pictures(take.performance()))
    lead, tail = round(_LEAD_S * RATE_HZ), round(_TAIL_S * RATE_HZ)
    pictures = [pictures[0]] * lead + pictures + [pictures[-1]] * tail
    keypoints = np.concatenate(
        [
            np.repeat(poses.keypoints[:1], lead, axis=0),
            poses.keypoints,
            np.repeat(poses.keypoints[-1:], tail, axis=0),
        ]
    )
    times_us = np.round(np.arange(len(pictures)) * 1e6 / RATE_HZ).astype(np.int64)
    numbered = [_numbered(picture, number) for number, picture in enumerate(pictures)]
    reference = make_reference("squat", _take(5, seed=1)[1])
    last = lead + len(poses.captured_us)
    return _Film(numbered, PoseSeries(times_us, keypoints), last, reference)


def _numbered(picture: NDArray[np.uint8], number: int) -> NDArray[np.uint8]:
    """With its number as a row of black and white squares at the top."""
    bits = (number >> np.arange(_BITS)) & 1
    marked = picture.copy()
    marked[:_STRIP_PX] = np.repeat(255 * bits, picture.shape[1] // _BITS)[None, :, None]
    return marked


def _number_of(frame: Frame) -> int:
    strip = decode_jpeg(frame.jpeg)[2 : _STRIP_PX - 2]
    squares = np.array_split(strip, _BITS, axis=1)
    return sum(int(square.mean() > 127) << bit for bit, square in enumerate(squares))


def _await_end(ingest: Ingest, last: int, limit_s: float) -> dict[str, float]:
    """Wait until every station has published the film; returns the delays just before that.

    A source that does not get there is measured by what it has published.
    """
    deadline_s = time.monotonic() + limit_s
    delays_s, missing = dict.fromkeys(_SOURCES, 0.0), set(_SOURCES)
    while missing and time.monotonic() < deadline_s:
        time.sleep(_LOOK_S)
        for name in tuple(missing):
            newest = next(_frames(ingest.redis, name, newest=True), None)
            if newest and _number_of(newest) >= last:
                missing.remove(name)
            elif newest:
                delays_s[name] = ingest.count("delay_seconds", name)
    return delays_s


def _frames(client: redis.Redis, name: str, *, newest: bool = False) -> Iterator[Frame]:
    """A station's frames in their order, or the newest alone."""
    key = frame_stream(name)
    entries = client.xrevrange(key, count=1) if newest else client.xrange(key)
    for _, fields in cast("list[tuple[bytes, dict[bytes, bytes]]]", entries):
        yield frame_from_fields(name, fields)


def _figures(name: str, camera: StreamingCamera, ingest: Ingest, film: _Film) -> list[Figure]:
    seen = [(_number_of(frame), frame.captured_us) for frame in _frames(ingest.redis, name)]
    # A player that reconnects plays the last segments of a stream again.
    played = list(takewhile(lambda one: one[0] < film.last, seen))
    numbers, captured_us = np.array(played).T
    taken_us = numbers * 1e6 / RATE_HZ
    began_us = time.time_ns() / 1000 - camera.passed_s() * 1e6
    error_ms = (captured_us - began_us - taken_us) / 1000
    step_ms = np.abs(np.diff(captured_us) - np.diff(taken_us)) / 1000
    said = _outcomes(PoseSeries(captured_us, film.poses.keypoints[numbers]), film.reference)
    rate_hz = len(played) / (np.ptp(taken_us) / 1e6)
    return [
        Figure(f"{name}: frames published", rate_hz, "a second", f"{GYM_HZ:g}"),
        Figure(f"{name}: error of capture times, median", float(np.median(error_ms)), "ms"),
        Figure(f"{name}: error between frames, p99", float(np.percentile(step_ms, 99)), "ms"),
        Figure(
            f"{name}: good squats",
            said[Outcome.GOOD],
            f"of {SQUATS}",
            f"{SQUATS}",
            ", ".join(f"{count} {outcome.value}" for outcome, count in said.items()),
        ),
    ]


def _left_out(name: str, ingest: Ingest) -> dict[str, float]:
    return {reason: ingest.count("frames_dropped_total", name, reason) for reason in _REASONS}


def _outcomes(poses: PoseSeries, reference: Reference) -> Counter[Outcome]:
    scorer = make_scorer("spotter", Exercise((reference,)))
    return Counter(
        scorer.score(poses.between(cut.started_us, cut.ended_us)).outcome
        for cut in cut_reps(learn_template(reference), poses)
    )
