"""The baseline: the same estimator in a bare loop over the same decoded frames."""

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

from bench.instruments.processes import on_cores
from spotter.estimators.estimator import Estimator, Picture
from spotter.estimators.registry import make_estimator
from spotter.pictures.video.reading import VideoFrame, read_video
from spotter.recordings.estimator_loading import model_cache

ESTIMATOR = "blazepose-full"
_CHUNK = 60
"""Frames that are decoded before timing starts."""


@dataclass(frozen=True, slots=True)
class Speed:
    """The number of frames, and their wall and CPU time."""

    frames: int
    wall_s: float
    cpu_s: float

    @property
    def rate_hz(self) -> float:
        """Frames a second."""
        return self.frames / self.wall_s

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds per frame."""
        return 1000 * self.cpu_s / self.frames


class BareLoop:
    """The estimator in its own process, pinned to ``cores``."""

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
"""The estimator of the process that runs the loop."""


def _load(threads: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # silences LiteRT; exceptions go elsewhere
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
