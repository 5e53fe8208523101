"""Writes a simulated take to disk: its video, its ground truth and its poses."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spotter.pictures.video.reading import write_video
from spotter.pose_files.npz_file import write_poses
from spotter.simulation.errors import SimulationError
from spotter.simulation.take import Take

OnPicture = Callable[[int, int], None]
"""Called with the number of pictures that are done, and the total."""

_VIDEO_SUFFIXES = (".mp4", ".mkv", ".mov", ".avi")


def video_path(path: Path) -> Path:
    """``path``, if a video can be written there; raises :class:`SimulationError` otherwise."""
    if path.suffix.lower() not in _VIDEO_SUFFIXES:
        raise SimulationError(
            f"expected a video's name to end in {', '.join(_VIDEO_SUFFIXES)}; found {path.name!r}"
        )
    if not path.parent.is_dir():
        raise SimulationError(f"{path}: expected its folder to exist")
    return path


def write_take(path: Path, take: Take, on_picture: OnPicture) -> dict[str, Any]:
    """Write a take's video to ``path`` and, next to it, its ground truth and its poses.

    Calls ``on_picture`` after each picture. Returns the ground truth.

    Raises :class:`VideoError` and :class:`OSError` when the files cannot be written.
    """
    performance = take.performance()
    truth = take.truth(performance)
    pictures = _counted(take.pictures(performance), truth["frames"], on_picture)
    write_video(path, pictures, rate_hz=take.plan.rate_hz)
    path.with_suffix(".truth.json").write_text(json.dumps(truth, indent=2) + "\n")
    write_poses(path.with_suffix(".poses.npz"), performance.poses(take.camera))
    return truth


def _counted(
    pictures: Iterable[NDArray[np.uint8]], total: int, on_picture: OnPicture
) -> Iterator[NDArray[np.uint8]]:
    for done, picture in enumerate(pictures, start=1):
        yield picture
        on_picture(done, total)
