"""The joints of several reps in metres, over the phase of a rep."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.trajectories.phases import fill_gaps, resample
from spotter.movement.geometry.trajectories.trajectory import PHASES, SEEN_SHARE
from spotter.movement.values import PoseSeries

WorldTrajectory = NDArray[np.float64]
"""(60, 25, 3) metres from the mid-hip over a rep's phases, as WorldMetres; NaN for a joint that is
seen too rarely."""


def world_trajectory(reps: Iterable[PoseSeries]) -> WorldTrajectory | None:
    """The mean over ``reps`` of one person and view; None when no rep has metres.

    The mean, because single poses are far off: the network's depth errs by a decimetre or two.

    >>> from spotter.simulation.filming.camera import Camera
    >>> from spotter.simulation.motion.performance import Plan, perform
    >>> poses = perform(Plan("squat", reps=1), np.random.default_rng(1)).poses(Camera())
    >>> world_trajectory([poses.between(1_000_000, 3_600_000)]).shape
    (60, 25, 3)
    """
    found = [_over_phases(rep) for rep in reps if rep.world_m is not None and len(rep)]
    if not found:
        return None
    stacked = np.stack(found)
    count = np.isfinite(stacked).sum(axis=0)
    total = np.where(np.isfinite(stacked), stacked, 0.0).sum(axis=0)
    return np.where(2 * count >= len(found), total / np.maximum(count, 1), np.nan)


def _over_phases(rep: PoseSeries) -> WorldTrajectory:
    world = np.asarray(rep.world_m, dtype=np.float64)
    seen = np.isfinite(world).all(axis=-1).mean(axis=0) >= SEEN_SHARE
    world = np.where(seen[:, None], world, np.nan)
    return resample(fill_gaps(world), rep.times_s, PHASES)
