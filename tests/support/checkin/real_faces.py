"""Pictures of real people, from the npm package that brings the network which describes faces.

None of them is part of Spotter: `npm ci` brings the package, `spotter faces import` the networks.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.estimators.models.catalogue import ModelCache
from spotter.faces.detector import FaceDetector
from spotter.faces.models import DETECTOR, network_path
from spotter.recordings.estimator_loading import model_cache

PACKAGE = Path(__file__).parents[3] / "node_modules" / "@vladmandic" / "face-api"
GROUPS = ("sample1", "sample2", "sample3", "sample4", "sample5", "sample6")
_HEIGHT_PX, _WIDTH_PX = 720, 1280
_REACH_RATIO = 1.2
"""Of a portrait's half side to the side of its face."""
_GREY = 110

Picture = NDArray[np.uint8]


def brought(path: Path, command: str) -> Path:
    """The file or folder; without it the test is skipped, and fails where CI should have it."""
    if not path.exists():
        missing = f"no {path.name}: `{command}` brings it"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return path


def networks() -> ModelCache:
    """The folder with both networks."""
    cache = model_cache()
    for path in (network_path(cache), cache.path(DETECTOR)):
        brought(path, "spotter faces import")
    return cache


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """A square of a group picture around one face of ``side_px``."""

    bgr: Picture
    side_px: float

    def filmed(
        self, side_px: float, *, tilt_deg: float = 0.0, light: float = 1.0, x_px: int = 640
    ) -> Picture:
        """What a camera sees of them: (720, 1280, 3), the face so large, in the middle at x."""
        size = round(self.bgr.shape[0] * side_px / self.side_px)
        small = cv2.resize(self.bgr, (size, size), interpolation=cv2.INTER_AREA)
        picture = np.full((_HEIGHT_PX, _WIDTH_PX, 3), _GREY, np.uint8)
        top, left = (_HEIGHT_PX - size) // 2, x_px - size // 2
        picture[top : top + size, left : left + size] = small
        turn = cv2.getRotationMatrix2D((x_px, _HEIGHT_PX / 2), tilt_deg, 1.0)
        turned = cv2.warpAffine(picture, turn, (_WIDTH_PX, _HEIGHT_PX), borderValue=[_GREY] * 3)
        return np.asarray(turned * light, dtype=np.uint8)


def beside(one: Portrait, other: Portrait) -> Picture:
    """Both before one camera."""
    left, right = one.filmed(160, x_px=320), other.filmed(160, x_px=960)
    return np.hstack([left[:, : _WIDTH_PX // 2], right[:, _WIDTH_PX // 2 :]])


def group_picture(name: str) -> Picture:
    """One of :data:`GROUPS`."""
    folder = brought(PACKAGE, "npm ci")
    return np.asarray(cv2.imread(str(folder / "demo" / f"{name}.jpg")), dtype=np.uint8)


def portraits(name: str, detector: FaceDetector) -> list[Portrait]:
    """Those who are in a group picture, from the left to the right."""
    picture = group_picture(name)
    found = sorted(detector.find(picture), key=lambda face: float(face.points_px[:, 0].mean()))
    return [_cut(picture, face.points_px.mean(axis=0), face.side_px) for face in found]


def _cut(picture: Picture, middle_px: NDArray[np.float64], side_px: float) -> Portrait:
    reach_px = round(_REACH_RATIO * side_px)
    wide = np.pad(picture, ((reach_px,) * 2, (reach_px,) * 2, (0, 0)), constant_values=_GREY)
    left, top = (int(place) for place in middle_px)
    cut = wide[top : top + 2 * reach_px, left : left + 2 * reach_px]
    return Portrait(np.asarray(cut, dtype=np.uint8), side_px)
