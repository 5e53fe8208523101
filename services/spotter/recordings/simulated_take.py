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
from spotter.simulation.filming.tool_truth import ToolTruth
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
    """Write a take's video to ``path``; next to it, the truth, the poses and the tool's places.

    Calls ``on_picture`` after each picture. Returns the ground truth.

    Raises :class:`VideoError` and :class:`OSError` when the files cannot be written.
    """
    performance = take.performance()
    truth = take.truth(performance)
    pictures = _counted(take.pictures(performance), truth["frames"], on_picture)
    write_video(path, pictures, rate_hz=take.plan.rate_hz)
    path.with_suffix(".truth.json").write_text(json.dumps(truth, indent=2) + "\n")
    write_poses(path.with_suffix(".poses.npz"), performance.poses(take.camera))
    seen = take.tool_truth(performance)
    if seen is not None:
        _write_tool(path.with_suffix(".equipment.npz"), performance.captured_us, seen)
    return truth


def _write_tool(path: Path, captured_us: NDArray[np.int64], seen: ToolTruth) -> None:
    """Write the fields of :class:`ToolTruth` by their names, and ``captured_us``."""
    np.savez_compressed(
        path,
        captured_us=captured_us,
        names=np.array(seen.names),
        keypoints=seen.keypoints,
        points_m=seen.points_m,
        radius_m=seen.radius_m,
        radius_px=seen.radius_px,
        is_held=seen.is_held,
        is_hidden=seen.is_hidden,
    )


def _counted(
    pictures: Iterable[NDArray[np.uint8]], total: int, on_picture: OnPicture
) -> Iterator[NDArray[np.uint8]]:
    for done, picture in enumerate(pictures, start=1):
        yield picture
        on_picture(done, total)
