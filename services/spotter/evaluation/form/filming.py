"""Projects motion capture into a picture, as a camera with a good pose network would see it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import COCO_18, JOINT_COUNT, Joint
from spotter.movement.values.body.poses import Keypoints, PoseSeries, WorldMetres, from_coco_18

_WIDTH_PX, _HEIGHT_PX = 640, 480
_FOCAL_PX = 1000.0
_NOISE_PX = 1.5
_MOVED_MM = 150.0
_MOVED_RATIO = 0.1
_MOVED_DEG = 10.0
_NEAREST_MM = 100.0


class View(StrEnum):
    """Where the camera stands."""

    FRONT = "front"
    SIDE = "side"


_YAW_DEG = {View.FRONT: -90.0, View.SIDE: 0.0}


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where a camera stands, relative to the middle of the person's path over the floor.

    ``yaw_deg`` turns the room about the vertical; at 0 the camera looks along the room's y and
    sees its x to the right, so that a person who faces along x shows the right side.
    """

    yaw_deg: float
    distance_mm: float = 3500.0
    right_mm: float = 0.0
    height_mm: float = 1000.0

    @classmethod
    def of(cls, view: View) -> Self:
        """In front of a person who faces along the room's x, or at the right side."""
        return cls(_YAW_DEG[view])

    def moved(self, rng: np.random.Generator) -> "Standpoint":
        """Another camera: 15 cm to either side, up or down, 10 % in distance, 10 deg around."""
        yaw, distance, right, height = rng.uniform(-1, 1, 4)
        return replace(
            self,
            yaw_deg=self.yaw_deg + _MOVED_DEG * yaw,
            distance_mm=self.distance_mm * (1 + _MOVED_RATIO * distance),
            right_mm=self.right_mm + _MOVED_MM * right,
            height_mm=self.height_mm + _MOVED_MM * height,
        )

    def turned(self, yaw_deg: float) -> "Standpoint":
        """Further round the person by ``yaw_deg``."""
        return replace(self, yaw_deg=self.yaw_deg + yaw_deg)


def film(joints_mm: NDArray[np.float64], camera: Standpoint, rng: np.random.Generator) -> Keypoints:
    """(T, 18, 3) joints in the room, z up, as (T, 25, 3) keypoints in a picture of 640 x 480.

    ``joints_mm`` is NaN where a marker was lost. Each coordinate gets 1.5 pixels of noise. Joints
    beyond the picture's edges are kept: a body of 1.8 m does not quite fit.
    """
    right, ahead = _as_seen(joints_mm, camera)
    depth = ahead + camera.distance_mm
    scale = np.divide(_FOCAL_PX, depth, out=np.full_like(depth, np.nan), where=depth > _NEAREST_MM)
    x = _WIDTH_PX / 2 + scale * (right - camera.right_mm)
    y = _HEIGHT_PX / 2 - scale * (joints_mm[..., 2] - camera.height_mm)
    picture = np.stack([x, y], axis=-1)
    picture += rng.normal(0, _NOISE_PX, picture.shape)
    seen = np.isfinite(picture).all(axis=-1, keepdims=True)
    return from_coco_18(np.concatenate([np.where(seen, picture, 0), seen], axis=-1))


def metres(
    joints_mm: NDArray[np.float64], camera: Standpoint, noise_m: float, rng: np.random.Generator
) -> WorldMetres:
    """(T, 18, 3) joints in the room as (T, 25, 3) metres, as a network that sees depth gives them.

    Each coordinate gets normal noise of ``noise_m``.
    """
    right, ahead = _as_seen(joints_mm, camera)
    coco = np.stack([right, joints_mm[..., 2], -ahead], axis=-1) / 1000
    body = np.full((len(coco), JOINT_COUNT, 3), np.nan)
    body[:, list(COCO_18)] = coco
    body[:, Joint.MID_HIP] = body[:, [Joint.RIGHT_HIP, Joint.LEFT_HIP]].mean(axis=1)
    body -= body[:, [Joint.MID_HIP]]
    return (body + rng.normal(0, noise_m, body.shape)).astype(np.float32)


def series(
    keypoints: Keypoints, world_m: WorldMetres | None = None, rate_hz: float = 30.0
) -> PoseSeries:
    """(T, 25, 3) keypoints, and the same joints in metres, as a series at ``rate_hz``."""
    times_us = np.round(np.arange(len(keypoints)) * 1e6 / rate_hz).astype(np.int64)
    return PoseSeries(times_us, keypoints, world_m)


def _as_seen(
    joints_mm: NDArray[np.float64], camera: Standpoint
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far the joints are to the right of the person's place, and behind it: (T, 18) each."""
    turn = np.radians(camera.yaw_deg)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    right, ahead = np.moveaxis((joints_mm[..., :2] - _middle(joints_mm)) @ rotation.T, -1, 0)
    return right, ahead


def _middle(joints_mm: NDArray[np.float64]) -> NDArray[np.float64]:
    places = joints_mm[..., :2].reshape(-1, 2)
    seen = places[np.isfinite(places).all(axis=1)]
    return np.median(seen, axis=0) if len(seen) else np.zeros(2)
