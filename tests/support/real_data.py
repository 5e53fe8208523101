"""Recordings of real people. They are not part of the project and may be missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.movement.values.body.poses import PoseSeries, from_coco_18

FOLDER = Path(__file__).parents[3] / "shared" / "data"
_FOCAL_PX, _DISTANCE_MM, _CAMERA_UP_MM = 1000.0, 3500.0, 1000.0
_NOISE_PX = 1.5


def real_data(path: str) -> Path:
    """The file or folder; skips the test if it is missing."""
    found = FOLDER / path
    if not found.exists():
        pytest.skip(f"no {path} in ../shared/data")
    return found


def series(keypoints: NDArray[np.float32], rate_hz: float = 30.0) -> PoseSeries:
    """(T, 25, 3) keypoints, one after another at ``rate_hz``."""
    times_us = np.round(np.arange(len(keypoints)) * 1e6 / rate_hz).astype(np.int64)
    return PoseSeries(times_us, keypoints)


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """One rep of the UI-PRMD data; ``joints_mm`` is (T, 18, 3), NaN where a marker was lost."""

    movement: int
    subject: int
    is_correct: bool
    joints_mm: NDArray[np.float64]

    def keypoints(self, rng: np.random.Generator) -> NDArray[np.float32]:
        """(T, 25, 3) as a camera in front of the person sees it, with a pose network's noise."""
        middle = np.nanmedian(self.joints_mm.reshape(-1, 3), axis=0)
        # The person looks along the room's x, towards the camera.
        towards, right = np.moveaxis(self.joints_mm[..., :2] - middle[:2], -1, 0)
        return _pinhole(right, -towards, self.joints_mm[..., 2], rng)


def _pinhole(
    right: NDArray[np.float64],
    ahead: NDArray[np.float64],
    up: NDArray[np.float64],
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    scale = _FOCAL_PX / (ahead + _DISTANCE_MM)
    picture = np.stack([320 + scale * right, 240 - scale * (up - _CAMERA_UP_MM)], axis=-1)
    picture += rng.normal(0, _NOISE_PX, picture.shape)
    confidence = np.isfinite(picture[..., :1]).astype(float)
    return from_coco_18(np.concatenate([np.nan_to_num(picture), confidence], axis=-1))


def ui_prmd() -> Iterator[Clip]:
    """All clips of the UI-PRMD data."""
    data: dict[str, NDArray[Any]] = dict(np.load(real_data("ui-prmd/ui-prmd-s01-s06.npz")))
    ends = np.cumsum(data["length"])
    for place, end in enumerate(ends):
        joints = data["kp3d_mm"][end - data["length"][place] : end].astype(np.float64)
        joints[(joints == 0).all(axis=-1)] = np.nan
        movement, subject = int(data["movement"][place]), int(data["subject"][place])
        yield Clip(movement, subject, not data["incorrect"][place], joints)
