"""DTW compared with tslearn and dtaidistance on the same movements in the same process."""

from collections.abc import Callable
from functools import partial

import numpy as np
from dtaidistance import dtw as dtaidistance
from numpy.typing import NDArray
from tslearn.metrics import dtw as tslearn_dtw
from tslearn.metrics import dtw_path

from bench.instruments.figures import Figure, Findings
from bench.instruments.stopwatch import timed_us
from spotter.movement.alignment import align, distances_per_trajectory

_TRAJECTORIES = 18
"""The article's comparison: the height of each COCO-18 keypoint, aligned separately."""
_LENGTHS = (60, 75, 90, 105, 120)
_DIMENSIONS = 36
_REP_FRAMES, _REFERENCES = 90, 5
_BAND = _REP_FRAMES // 5
_AGREE = 1e-9
_ROUNDS = 5
"""The minimum of successive repetitions counts, as others on the machine affect it least."""
_NOISE_PX = 1.5

Movement = NDArray[np.float64]
Work = Callable[[], object]


def measure_dtw() -> Findings:
    """The article's 18 alignments, and one whole rep aligned with several references."""
    figures = [figure for frames in _LENGTHS for figure in _of_the_article(frames)]
    return Findings("dtw", figures + _of_whole_movements())


def _of_the_article(frames: int) -> list[Figure]:
    one, other = _movement(frames, 1, _TRAJECTORIES), _movement(frames, 2, _TRAJECTORIES)
    pairs = [(one[:, k].copy(), other[:, k].copy()) for k in range(_TRAJECTORIES)]
    ours = partial(distances_per_trajectory, one, other)
    peers: tuple[tuple[str, str, Callable[[], list[float]]], ...] = (
        ("tslearn be=numpy", "> 25", lambda: [tslearn_dtw(*pair, be="numpy") for pair in pairs]),
        ("dtaidistance C", "> 10", lambda: [dtaidistance.distance_fast(*pair) for pair in pairs]),
    )
    what = f"{_TRAJECTORIES} trajectories of {frames} frames"
    figures = []
    for peer, aim, theirs in peers:
        assert np.allclose(ours(), theirs(), rtol=0, atol=_AGREE)
        rounds = [(min(timed_us(ours)), min(timed_us(theirs))) for _ in range(_ROUNDS)]
        ratios = [theirs_us / ours_us for ours_us, theirs_us in rounds]
        least = [f"{min(one):.1f} us" for one in zip(*rounds, strict=True)]
        note = "at best {}, {}".format(*least)
        figures.append(
            Figure.median_of(f"{what}: {peer} over ours", ratios, "times", aim=aim, note=note)
        )
    return figures


def _of_whole_movements() -> list[Figure]:
    attempt = _movement(_REP_FRAMES, 1, _DIMENSIONS)
    references = [_movement(_REP_FRAMES, seed, _DIMENSIONS) for seed in range(2, 2 + _REFERENCES)]
    banded = {"global_constraint": "sakoe_chiba", "sakoe_chiba_radius": _BAND, "be": "numpy"}

    def ours() -> list[NDArray[np.uint16]]:
        return [align(attempt, each) for each in references]

    def by_tslearn() -> list[list[tuple[int, int]]]:
        return [dtw_path(attempt, each, **banded)[0] for each in references]

    assert all(np.array_equal(*paths) for paths in zip(ours(), by_tslearn(), strict=True))
    works: tuple[tuple[str, Work], ...] = (
        ("paths", ours),
        ("paths by tslearn be=numpy", by_tslearn),
    )
    what = f"{_REP_FRAMES} frames of {_DIMENSIONS} coordinates to {_REFERENCES} references"
    return [Figure.median_of(f"{what}: {name}", timed_us(work), "us") for name, work in works]


def _movement(frames: int, seed: int, trajectories: int) -> Movement:
    """Heights in pixels of joints that go down and up again; the seed sets the tempo."""
    rng = np.random.default_rng(seed)
    phase = np.linspace(0, 1, frames)[:, None] ** rng.uniform(0.8, 1.25)
    lowest_px, way_px = np.linspace(100, 400, trajectories), np.linspace(0, 120, trajectories)
    noise_px = rng.normal(0, _NOISE_PX, (frames, trajectories))
    trajectory: Movement = lowest_px + way_px * np.sin(np.pi * phase) ** 2 + noise_px
    return trajectory
