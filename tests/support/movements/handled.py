"""Sets in which equipment is picked up, put down and racked, as a follower sees them."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np

from spotter.movement.segmentation import RepCutter, RepEnded, RepEvent, Template, learn_template
from spotter.movement.values import Exercise, Joint, PoseSeries, Reference
from spotter.movement.values.body.poses import NO_ENDS
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.followed_equipment import poses_with_equipment
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Performance, Plan, perform
from spotter.simulation.tools.tool import Tool
from support.movements.cutting import events_of

_GAP_US = 66_667


def handled(plan: Plan, yaw_deg: float, seed: int = 3) -> tuple[Performance, PoseSeries]:
    """A performance with a tool, and what is seen of it."""
    rng = np.random.default_rng(seed)
    performance = perform(plan, rng)
    camera = Camera(yaw_deg=yaw_deg, aim_m=plan.aim_m, distance_m=3.6)
    return performance, poses_with_equipment(performance, camera, rng)


def set_of(  # noqa: PLR0913 - what a set is made of
    exercise: str,
    tool: Tool,
    yaw_deg: float,
    *,
    reps: int = 3,
    number: int = 2,
    seed: int = 3,
    picked_up: bool = True,
    put_down: bool = True,
    faults: Mapping[FaultKind, frozenset[int]] | None = None,
) -> PoseSeries:
    """A set of the athlete with this number, from before it is picked up to after it is down."""
    plan = Plan(
        exercise,
        reps=reps,
        body=athlete(number).body,
        tool=tool,
        unracks=picked_up,
        racks=put_down,
        faults=faults or {},
    )
    return handled(plan, yaw_deg, seed)[1]


def template_of(exercise: Exercise) -> Template:
    """What the exercise's reps are cut with."""
    return learn_template(*exercise.references)


def one_after_another(*parts: PoseSeries) -> PoseSeries:
    """One recording of several, without their gaps."""
    shifted, begins_us = [], 0
    for part in parts:
        shifted.append(part.captured_us - part.captured_us[0] + begins_us)
        begins_us = int(shifted[-1][-1]) + _GAP_US
    ends = [one.equipment for one in parts if one.equipment is not None]
    return PoseSeries(
        np.concatenate(shifted),
        np.concatenate([one.keypoints for one in parts]),
        equipment=np.concatenate(ends),
    )


def out_of_sight(poses: PoseSeries, from_s: float = 0.0, to_s: float = np.inf) -> PoseSeries:
    """The poses with no end seen between two moments."""
    assert poses.equipment is not None
    unseen = (poses.times_s >= from_s) & (poses.times_s < to_s)
    return replace(poses, equipment=np.where(unseen[:, None, None], NO_ENDS, poses.equipment))


def stuck(poses: PoseSeries, from_s: float, to_s: float) -> PoseSeries:
    """The poses with the left end seen where it is first between two moments, the other not."""
    assert poses.equipment is not None
    amid, ends = (poses.times_s >= from_s) & (poses.times_s < to_s), poses.equipment.copy()
    ends[amid, 0], ends[amid, 1] = ends[amid, 0][0], NO_ENDS[1]
    return replace(poses, equipment=ends)


def hand_hidden(poses: PoseSeries, from_s: float, to_s: float) -> PoseSeries:
    """The poses without the right wrist and the left end between two moments."""
    assert poses.equipment is not None
    amid = (poses.times_s >= from_s) & (poses.times_s < to_s)
    keypoints, ends = poses.keypoints.copy(), poses.equipment.copy()
    keypoints[amid, Joint.RIGHT_WRIST], ends[amid, 0] = np.nan, NO_ENDS[0]
    return replace(poses, keypoints=keypoints, equipment=ends)


def by_the_body_alone(poses: PoseSeries) -> PoseSeries:
    """The poses as they are where nobody looks for equipment."""
    return replace(poses, equipment=None)


def cut(template: Template, poses: PoseSeries) -> list[RepEvent]:
    """All events."""
    cutter = RepCutter(template)
    return events_of(cutter, poses) + cutter.finish()


def reps_of(events: list[RepEvent]) -> list[RepEnded]:
    return [event for event in events if isinstance(event, RepEnded)]


def lifted_from_the_floor(reps: int, *, pause_s: float = 1.5, seed: int = 3) -> PoseSeries:
    """Lifts from the floor and back to it, where the hands stay on it and work for ``pause_s``.

    It begins and ends down there.
    """
    plan = Plan("squat", reps=reps + 1, body=athlete(2).body, tool=Tool.DUMBBELLS)
    performance, poses = handled(plan, 45.0, seed)
    turns = [(rep.first_frame + rep.last_frame) // 2 for rep in performance.reps]
    paused = round(pause_s * plan.rate_hz)
    order = np.concatenate(
        [
            np.concatenate([np.full(paused, turn), np.arange(turn, following)])
            for turn, following in zip(turns, [*turns[1:], turns[-1] + 1], strict=True)
        ]
    )
    rng, keypoints = np.random.default_rng(seed), poses.keypoints[order].copy()
    assert poses.equipment is not None
    ends = poses.equipment[order].copy()
    keypoints[..., :2] += rng.normal(0, 1.5, keypoints[..., :2].shape)
    ends[..., :2] += rng.normal(0, 1.5, ends[..., :2].shape)
    times_us = np.round(np.arange(len(order)) / plan.rate_hz * 1e6).astype(np.int64)
    return PoseSeries(times_us, keypoints, equipment=ends)


def floor_lift(reps: int = 4) -> Exercise:
    """The exercise of :func:`lifted_from_the_floor`, whose reps begin at the floor."""
    poses = lifted_from_the_floor(reps, pause_s=0.4, seed=7)
    low = _ends_of_lifts(poses)
    found = tuple(poses.between(start, end) for start, end in pairwise(low))
    return Exercise((Reference("floor lift", found, "athlete 2"),))


def _ends_of_lifts(poses: PoseSeries) -> list[int]:
    """When the hips are lowest, between the lifts."""
    height_px = poses.keypoints[:, 8, 1]
    low = height_px > np.quantile(height_px, 0.6)
    edges = np.flatnonzero(np.diff(low.astype(int)))
    starts = [0, *edges.tolist(), len(low) - 1]
    middles = [(a + b) // 2 for a, b in pairwise(starts) if low[(a + b) // 2]]
    return [int(poses.captured_us[at]) for at in middles]
