"""Sets of rendered athletes, seen by a pose estimator from a camera whose place is known."""

from collections.abc import Iterator
from dataclasses import dataclass

from spotter.estimators.estimator import Estimator, Person, Picture
from spotter.movement.geometry import View
from spotter.movement.values import Pose, PoseSeries
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Performance, Plan
from spotter.simulation.take import Take

_REPS = 2
_RATE_HZ = 10.0
"""Means over reps need no more frames, and every frame is rendered and estimated."""


@dataclass(frozen=True, slots=True)
class FilmedSet:
    """A set of good reps, and where its camera stands, as in :class:`Camera`."""

    exercise: str
    athlete: int
    yaw_deg: float


def view_of(estimator: Estimator, filmed: FilmedSet, seed: int) -> View | None:
    """What the estimated poses of the reps tell of the camera; None if nobody is seen.

    Raises :class:`SimulationError` for an unknown exercise or an invalid yaw.
    """
    who = athlete(filmed.athlete)
    plan = Plan(filmed.exercise, reps=_REPS, body=who.body, rate_hz=_RATE_HZ)
    take = Take(plan, Camera(filmed.yaw_deg, aim_m=plan.aim_m), who.look, seed + filmed.athlete)
    performance = take.performance()
    poses = PoseSeries.of(list(_estimated(estimator, take, performance)))
    times = [(rep.first_frame, rep.last_frame) for rep in performance.reps]
    reps = [poses.between(*performance.captured_us[list(ends)].tolist()) for ends in times]
    seen = [rep for rep in reps if len(rep)]
    return View.of(seen) if seen else None


def _estimated(estimator: Estimator, take: Take, performance: Performance) -> Iterator[Pose]:
    """The pose in each picture in which somebody is seen."""
    estimator.forget("set")
    pictures = zip(performance.captured_us.tolist(), take.pictures(performance), strict=True)
    for captured_us, bgr in pictures:
        (people,) = estimator.estimate([Picture("set", captured_us, bgr)])
        if people:
            person = max(people, key=_joints)
            yield Pose(captured_us, person.keypoints, person.world_m)


def _joints(person: Person) -> int:
    return int((person.keypoints[:, 2] > 0).sum())
