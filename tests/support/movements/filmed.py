"""Athletes as a camera with a good pose network would see them: true keypoints with noise."""

from dataclasses import replace
from functools import cache

import numpy as np

from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.taught.reference import Reference
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.noise import NOISE_PX, noisy
from spotter.simulation.motion.faults import View
from spotter.simulation.motion.performance import Performance, Plan, perform

YAW_DEG = {View.FRONT: 5.0, View.SIDE: 82.0}


def filmed(
    plan: Plan,
    view: View = View.FRONT,
    seed: int = 9,
    noise_px: float = NOISE_PX,
    yaw_deg: float | None = None,
) -> tuple[Performance, PoseSeries]:
    """A performance and its noisy keypoints; ``seed`` determines both.

    ``yaw_deg`` is where the camera stands, if not as usual for the view.
    """
    moving, seeing = np.random.default_rng(seed).spawn(2)
    performance = perform(plan, moving)
    camera = Camera(yaw_deg=YAW_DEG[view] if yaw_deg is None else yaw_deg, aim_m=plan.aim_m)
    poses = performance.poses(camera)
    return performance, noisy(poses, seeing, noise_px)


@cache
def filmed_reference(
    exercise: str,
    view: View = View.FRONT,
    athlete_number: int = 0,
    reps: int = 5,
    yaw_deg: float | None = None,
) -> Reference:
    """A reference that an athlete, "athlete 0" for example, recorded."""
    plan = Plan(exercise, reps=reps, body=athlete(athlete_number).body)
    reference = make_reference(exercise, filmed(plan, view, seed=5, yaw_deg=yaw_deg)[1])
    return replace(reference, person=f"athlete {athlete_number}")


def seen_as(
    poses: PoseSeries, *, scale: float = 1.0, shift_px: tuple[float, float] = (0.0, 0.0)
) -> PoseSeries:
    """The same movement, larger or smaller and elsewhere in the picture."""
    keypoints = poses.keypoints.copy()
    keypoints[..., :2] = keypoints[..., :2] * scale + np.array(shift_px)
    return replace(poses, keypoints=keypoints)
