"""Tracking people, with and without smoothing, compared with assigning the nearest centres."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from bench.instruments.figures import Figure, Findings
from bench.instruments.stopwatch import timed_us
from spotter.movement.values.body.poses import Keypoints
from spotter.simulation.crossing import standard_scene
from spotter.tracking.smoothing import PersonTracker, SmoothingTracker
from spotter.tracking.tracker import Tracker
from support.movements.seen_people import seen_people

_SCENES = {1: "one stops behind", 3: "two train and one passes between"}
"""The scene for each number of people; the first uses only its first person."""
_AIMS = {1: "< 0.1", 3: "< 0.5"}
_RATE_HZ = 30.0
_FRAMES = slice(90, 150)

Frames = list[tuple[int, list[Keypoints]]]


def measure_tracking() -> Findings:
    """Milliseconds a frame, for one person and for three."""
    return Findings("tracking", [figure for people in _SCENES for figure in _figures(people)])


def _figures(people: int) -> list[Figure]:
    frames = _frames(people)
    ways: dict[str, Callable[[], None]] = {
        "the tracker": lambda: _follow(Tracker(), frames),
        "the tracker, smoothed": lambda: _follow(SmoothingTracker(Tracker()), frames),
        "the nearest middles": lambda: _nearest_middles(frames),
    }
    return [
        Figure.median_of(
            f"{people} in the picture: {name}",
            [us / 1000 / len(frames) for us in timed_us(work)],
            "ms",
            aim=_AIMS[people] if name == "the tracker" else "",
        )
        for name, work in ways.items()
    ]


def _frames(people: int) -> Frames:
    scene = standard_scene(_SCENES[people], _RATE_HZ)
    times_us = scene.captured_us[_FRAMES]
    true, hidden = scene.keypoints()[_FRAMES, :people], scene.hidden()[_FRAMES, :people]
    seen = seen_people(times_us, true, hidden, np.random.default_rng(0))
    return [(int(now_us), found) for now_us, found in zip(times_us, seen, strict=True)]


def _follow(follower: PersonTracker, frames: Frames) -> None:
    for captured_us, people in frames:
        follower.track(captured_us, people)


def _nearest_middles(frames: Frames) -> None:
    """A naive tracker: no motion, no joints, no parts."""
    last = np.empty((0, 2))
    for _, people in frames:
        middles = _middles(people)
        apart = np.linalg.norm(last[:, None] - middles[None], axis=-1)
        linear_sum_assignment(apart)
        last = middles


def _middles(people: Sequence[Keypoints]) -> NDArray[np.float64]:
    middles = [np.nanmean(person[:, :2], axis=0) for person in people]
    return np.stack(middles) if middles else np.empty((0, 2))
