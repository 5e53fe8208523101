"""The way of equipment's ends over a rep, in the units of the body that moves it."""

import numpy as np

from spotter.movement.geometry.body.normalisation import BodyFrame, Coordinates
from spotter.movement.geometry.body.trunk import with_trunk
from spotter.movement.geometry.trajectories.phases import fill_gaps, resample
from spotter.movement.geometry.trajectories.trajectory import (
    LONGEST_GAP_RATIO,
    PHASES,
    SEEN_SHARE,
    longest_gap_ratio,
    set_right,
    smoothed,
)
from spotter.movement.values import Hands, PoseSeries, finite_xy


def equipment_trajectory(poses: PoseSeries) -> Coordinates | None:
    """The smoothed way of both ends over a rep's phase: (60, 2, 2) torso lengths, gaps filled.

    It is relative to where the hips start, as that of the joints is. An end that is seen as rarely
    as a joint that is not judged is NaN. None where no equipment was followed.
    """
    if poses.equipment is None:
        return None
    body = set_right(poses)
    frame = BodyFrame.of(body, finite_xy(with_trunk(body).keypoints))
    places = finite_xy(poses.equipment)
    there = np.asarray(np.isfinite(places).all(axis=-1))
    often = np.asarray(there.mean(axis=0) >= SEEN_SHARE)
    known = often & (longest_gap_ratio(there) <= LONGEST_GAP_RATIO)
    places = np.where(known[:, None] & there[..., None], places, np.nan)
    ends = fill_gaps(frame.coordinates(places))
    return resample(smoothed(ends, poses.times_s), poses.times_s, PHASES)


def equipment_seen_ratio(poses: PoseSeries, *, or_held: bool = False) -> float:
    """In how many of the poses the end that is seen most is seen, 0 to 1; 1 without equipment.

    With ``or_held``, those count too in which the hands are said to hold something.
    """
    if poses.equipment is None:
        return 1.0
    counts = np.isfinite(poses.equipment[..., 0])
    if or_held and poses.hands is not None:
        counts |= (poses.hands == Hands.HELD)[:, None]
    return float(counts.mean(axis=0).max())
