"""Videos of rendered squats with ground truth, and the reference for them."""

import subprocess
from collections.abc import Iterator, Mapping
from itertools import chain, cycle, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotter.pictures.video.reading import write_video
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.film import film
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Performance, Plan, perform
from support.processes.spotter_up import spotter_command, spotter_environment

Picture = NDArray[np.uint8]

RATE_HZ = 10.0
_YAW_DEG = 20.0
_WHO = athlete(3)
_STANDING = 8
"""At the start of a performance, in pictures, the athlete stands for a second."""


def render_squats(
    path: Path, reps: int, *, shallow: frozenset[int] = frozenset(), rep_s: float = 2.6
) -> Performance:
    """Write a video of squats, some of them ``shallow``; returns the ground truth."""
    performance = _squats(reps, {FaultKind.SHALLOW: shallow} if shallow else {}, rep_s)
    write_video(path, _pictures(performance), rate_hz=RATE_HZ)
    return performance


def render_two_sets(path: Path, rest_s: float) -> None:
    """Write a video of two sets of squats, before each of which the athlete stands for ``rest_s``.

    Of the first set's four reps the second goes half of the way; the second set's three are good.
    They are slow, so that a busy machine may miss half a second of one.
    """
    sets = (_squats(4, {FaultKind.HALF_REP: frozenset({2})}, 3.6), _squats(3, {}, 3.6))
    stood = round(rest_s * RATE_HZ)
    pictures = chain.from_iterable(_after_rest(_pictures(one), stood) for one in sets)
    write_video(path, pictures, rate_hz=RATE_HZ)


def _squats(reps: int, faults: Mapping[FaultKind, frozenset[int]], rep_s: float) -> Performance:
    plan = Plan("squat", reps, rep_s=rep_s, faults=faults, body=_WHO.body, rate_hz=RATE_HZ)
    return perform(plan, np.random.default_rng(5))


def _pictures(performance: Performance) -> Iterator[Picture]:
    camera = Camera(yaw_deg=_YAW_DEG, aim_m=performance.plan.aim_m)
    return film(performance, camera, _WHO.look, np.random.default_rng(6))


def _after_rest(pictures: Iterator[Picture], count: int) -> Iterator[Picture]:
    """``count`` pictures, the first few back and forth, in which nobody moves; then all of them."""
    standing = list(islice(pictures, _STANDING))
    back_and_forth = cycle([*standing, *reversed(standing)])
    return chain(islice(back_and_forth, count), standing, pictures)


def record_squat_reference(data: Path, video: Path) -> None:
    """``spotter record`` a reference into the ``data`` folder; the ``video`` is written first."""
    render_squats(video, 3)
    subprocess.run(
        spotter_command("record", "squat", video),
        env=spotter_environment(data),
        check=True,
        capture_output=True,
    )
