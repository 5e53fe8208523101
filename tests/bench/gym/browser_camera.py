"""From a picture that a browser takes to its skeleton on the screen, and what pictures weigh."""

import os
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from bench.instruments.camera_clock import CameraClock, SentPicture, camera_clock
from bench.instruments.figures import Figure, Findings
from bench.instruments.footage import squats
from bench.instruments.painted import latencies
from bench.instruments.running_gym import Arrangement, RunningGym, running_gym
from spotter.notifier.views.pose_view import pose_view
from spotter.wire.poses.people import PoseFrame

_HOME = "home"
_STATION = {"id": _HOME, "source": "browser", "exercise": "squat"}
_SETTLING_S = 10.0
_SAME_MS = 30.0
"""camera_ingest's time of a picture is the browser's, as far as it knows that clock."""


def measure_browser_camera(folder: Path, footage_folder: Path, seconds: float) -> Findings:
    """Have Chromium film somebody who squats, at the size and rate of a station by default."""
    footage = squats(footage_folder)
    cores = frozenset(sorted(os.sched_getaffinity(0))[:2])
    arrangement = Arrangement(cores, threads=1)
    with (
        running_gym(folder / "home", footage, arrangement) as running,
        running.filming([_STATION]),
        camera_clock(running.page.url, _HOME, footage.videos[0].path, folder) as clock,
    ):
        clock.let_pass(_SETTLING_S)
        before = len(clock.sent())
        clock.let_pass(seconds)
        sent = clock.sent()[before:]
        waited = list(_waits_ms(running, clock, sent))
    note = f"{arrangement.words}, {len(waited)} skeletons"
    return Findings("browser-camera", _figures(sent, waited, seconds), {"arrangement": note})


def _figures(sent: Sequence[SentPicture], waited: list[float], seconds: float) -> list[Figure]:
    lengths = [one.length for one in sent]
    return [
        *latencies("picture taken to its skeleton painted", waited),
        Figure("pictures sent", len(sent) / seconds, "a second"),
        Figure("a picture, the median", median(lengths) / 1000, "kB"),
        Figure("all of them", sum(lengths) / seconds / 1000, "kB/s"),
    ]


def _waits_ms(
    running: RunningGym, clock: CameraClock, sent: Sequence[SentPicture]
) -> Iterator[float]:
    """How long each skeleton took since its picture was taken."""
    taken_ms = [one.taken_ms for one in sent]
    captured_ms = {_joints(one): one.captured_us / 1000 for one in running.poses(_HOME)}
    for joints, painted_ms in clock.painted_ms().items():
        found_ms = _nearest(taken_ms, captured_ms.get(joints, 0.0))
        if abs(found_ms - captured_ms.get(joints, 0.0)) < _SAME_MS:
            yield painted_ms - found_ms


def _joints(frame: PoseFrame) -> str:
    """As the page gets them, and JavaScript joins them."""
    people = pose_view(frame).people
    return ",".join("" if one is None else str(one) for one in people[0].xy) if people else ""


def _nearest(times_ms: Sequence[float], wanted_ms: float) -> float:
    place = bisect_left(times_ms, wanted_ms)
    near = times_ms[max(place - 1, 0) : place + 1]
    return min(near, key=lambda one: abs(one - wanted_ms))
