"""Rendered athletes with a barbell: their pictures, what an estimator sees, and the truth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from spotter.equipment.body.holding import holding_of
from spotter.equipment.place import Picture, Place
from spotter.equipment.seeing.appearance import appearance_of
from spotter.equipment.taught import Taught
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values import Equipment, EquipmentEnd, EquipmentKind, PoseSeries, Reference
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.light import Light
from spotter.simulation.filming.noise import noisy
from spotter.simulation.filming.tool_truth import ToolTruth
from spotter.simulation.motion.performance import Plan
from spotter.simulation.take import Take
from spotter.simulation.tools.tool import Tool

EXERCISE = "biceps-curl"
RATE_HZ = 10.0
_TAUGHT_ON = 4
"""Every fourth picture is marked: neighbours teach little, and cost as much."""


@dataclass(frozen=True, slots=True, eq=False)
class BarbellFilm:
    """T pictures, the athlete's poses with an estimator's noise, and where the bar's ends are."""

    pictures: Sequence[Picture]
    poses: PoseSeries
    truth: ToolTruth
    """Its points are in the order of the ends."""

    def place(self, frame: int, end: EquipmentEnd) -> Place:
        """Where an end is."""
        x_px, y_px, _ = self.truth.keypoints[frame, end.index]
        return Place(float(x_px), float(y_px), float(self.truth.radius_px[frame, end.index]))


def barbell_film(
    reps: int,
    *,
    who: int,
    seed: int,
    light: Light = Light.BRIGHT,
    start_us: int = 0,
) -> BarbellFilm:
    """Curls with a barbell, seen from a little aside."""
    performer = athlete(who)
    plan = Plan(EXERCISE, reps, body=performer.body, rate_hz=RATE_HZ, tool=Tool.BARBELL)
    camera = Camera(yaw_deg=20.0, aim_m=plan.aim_m)
    take = Take(plan, camera, performer.look, seed, light=light)
    performance = take.performance()
    truth = take.tool_truth(performance)
    assert truth is not None
    seen = noisy(performance.poses(camera), np.random.default_rng(seed))
    poses = PoseSeries(seen.captured_us + start_us, seen.keypoints)
    return BarbellFilm(list(take.pictures(performance)), poses, truth)


@cache
def taught_barbell() -> tuple[Reference, Equipment]:
    """A reference, and the barbell in its recording, marked in some of the pictures."""
    film = barbell_film(3, who=1, seed=1)
    return make_reference(EXERCISE, film.poses), Equipment(
        EquipmentKind.BARBELL, {end: one.to_bytes() for end, one in _taught(film).items()}
    )


def _taught(film: BarbellFilm) -> Mapping[EquipmentEnd, Taught]:
    bodies = dict(enumerate(film.poses.keypoints))
    marked = range(0, len(film.pictures), _TAUGHT_ON)
    labels = {end: {frame: film.place(frame, end) for frame in marked} for end in EquipmentEnd}
    return {
        end: Taught(appearance_of(film.pictures, places), holding_of(bodies, places))
        for end, places in labels.items()
    }
