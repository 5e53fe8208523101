"""Moments of rendered reps, with the true place of each joint in the picture."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import Joint
from spotter.movement.values.body.poses import Keypoints
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Performance, Plan
from spotter.simulation.take import Take

ATHLETES = (0, 1, 2, 3)
"""The athletes, who take turns; they differ in size, colours and girth."""


@dataclass(frozen=True, slots=True)
class Scene:
    """An exercise and the camera's yaw, as in :class:`Camera`."""

    exercise: str
    yaw_deg: float

    @property
    def view(self) -> str:
        """The yaw in words."""
        return f"{self.yaw_deg:g} deg"


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """A picture, and the previous one for estimators that track people from frame to frame.

    Both are (H, W, 3) uint8 blue, green, red. ``truth`` is (25, 3), NaN for a joint outside the
    picture; ``torso_px`` is the torso's length if it were parallel to the picture.
    """

    before: NDArray[np.uint8]
    bgr: NDArray[np.uint8]
    before_us: int
    captured_us: int
    truth: Keypoints
    torso_px: float


def moments_of(scene: Scene, count: int, seed: int) -> list[Moment]:
    """``count`` moments, spread evenly over a rep; the athletes take turns.

    Raises :class:`SimulationError` for an unknown exercise or an invalid yaw.
    """
    places = (np.arange(count) + 0.5) / count
    found: dict[int, Moment] = {}
    for number in ATHLETES:
        turns = range(number, count, len(ATHLETES))
        found |= dict(zip(turns, _filmed(scene, number, places[turns], seed), strict=True))
    return [found[turn] for turn in range(count)]


def _filmed(scene: Scene, number: int, places: NDArray[np.float64], seed: int) -> list[Moment]:
    """The moments at ``places`` of one athlete's rep, where 0 is its start and 1 its end."""
    who = athlete(number)
    plan = Plan(scene.exercise, reps=1, body=who.body)
    take = Take(plan, Camera(yaw_deg=scene.yaw_deg, aim_m=plan.aim_m), who.look, seed)
    performance = take.performance()
    (rep,) = performance.reps
    frames = rep.first_frame + np.round(places * (rep.last_frame - rep.first_frame)).astype(int)
    shown = _only(performance, np.column_stack([frames - 1, frames]).ravel())
    pictures, times_us = list(take.pictures(shown)), shown.captured_us.tolist()
    truths = shown.poses(take.camera).keypoints[1::2]
    torsos_px = _torsos_px(shown, take.camera)[1::2].tolist()
    pairs = zip(pictures[::2], pictures[1::2], times_us[::2], times_us[1::2], strict=True)
    return [
        Moment(*pair, truth, torso_px)
        for pair, truth, torso_px in zip(pairs, truths, torsos_px, strict=True)
    ]


def _only(performance: Performance, frames: NDArray[np.intp]) -> Performance:
    return replace(
        performance,
        joints_m=performance.joints_m[frames],
        captured_us=performance.captured_us[frames],
    )


def _torsos_px(performance: Performance, camera: Camera) -> NDArray[np.float64]:
    """(T,) the torso's length in pixels at the depth of the hips, without foreshortening."""
    hips_m = performance.joints_m[:, Joint.MID_HIP]
    torsos_px: NDArray[np.float64] = (
        camera.focal_px * performance.plan.body.torso_m / camera.to_camera(hips_m)[:, 2]
    )
    return torsos_px
