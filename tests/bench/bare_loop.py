"""The peer: the same estimator in a loop over the same decoded frames, and nothing else."""

import multiprocessing
import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.processes import on_cores
from spotter.estimators.estimator import Estimator, Picture
from spotter.estimators.registry import make_estimator
from spotter.pictures.video import VideoFrame, read_video
from spotter.recordings.estimator_loading import model_cache

ESTIMATOR = "blazepose-full"
_CHUNK = 60
"""Frames that are decoded before the clock runs."""


@dataclass(frozen=True, slots=True)
class Speed:
    """How many frames took how long, by the clock and on the cores."""

    frames: int
    wall_s: float
    cpu_s: float

    @property
    def rate_hz(self) -> float:
        """Frames a second."""
        return self.frames / self.wall_s

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of a core per frame."""
        return 1000 * self.cpu_s / self.frames


class BareLoop:
    """The estimator in a process of its own, which keeps to ``cores``."""

    def __init__(self, threads: int, cores: Iterable[int]) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(1, spawn, _load, (threads,))
        with on_cores(cores):
            self._pool.submit(os.getpid).result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown()

    def run(self, video: Path) -> Speed:
        """Estimate the poses in every frame of a video."""
        return self._pool.submit(_estimate_all, video).result()


_estimators: list[Estimator] = []
"""The one of the process that runs the loop."""


def _load(threads: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # LiteRT talks there; exceptions go elsewhere
    _estimators.append(make_estimator(ESTIMATOR, model_cache(), threads))


def _estimate_all(video: Path) -> Speed:
    (estimator,) = _estimators
    estimator.forget("bare")
    frames, wall_s, used_s = 0, 0.0, 0.0
    for pictures in _decoded(video):
        began_s, began_cpu_s = time.perf_counter(), time.process_time()
        for picture in pictures:
            estimator.estimate([picture])
        wall_s += time.perf_counter() - began_s
        used_s += time.process_time() - began_cpu_s
        frames += len(pictures)
    return Speed(frames, wall_s, used_s)


def _decoded(video: Path) -> Iterator[list[Picture]]:
    frames = read_video(video)
    while chunk := list(islice(frames, _CHUNK)):
        yield [_picture(frame) for frame in chunk]


def _picture(frame: VideoFrame) -> Picture:
    return Picture("bare", round(frame.time_s * 1e6), frame.bgr)
