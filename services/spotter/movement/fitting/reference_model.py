"""Learns from the good reps of a reference what they share, and how much they vary."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.fitting.carrying_joints import carrying_joints
from spotter.movement.fitting.movement_scale import movement_scale
from spotter.movement.fitting.nuisance_factors import NuisanceFactors, without_start_offset
from spotter.movement.fitting.registration import Attempt, Registration, Target
from spotter.movement.geometry import Coordinates, Viewpoint, phase_trajectory, viewpoint
from spotter.movement.values import JOINT_COUNT, Joint, MovementError, Reference

_PRIOR_SPREAD_TL = 0.1
"""The spread of good reps of a large movement before any has been seen; ..."""
_PRIOR_REPS = 3
"""... and how many reps this prior counts as."""
_TOLERANCE_TL = 0.04
"""The error that camera and pose network add to any deviation from a large movement."""
_ROUNDS = 2
_LEAST_TRAVEL_TL = 0.06


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceModel:
    """The usual trajectory of a reference's reps over a rep's phases, and the allowance around it.

    ``target`` is the trajectory to which reps are registered: torso lengths relative to where the
    hips start, NaN for joints that are not scored or not seen. ``factors`` are how body and camera
    would change it.
    ``allowance`` (60, 25, 2) is how large deviations may be, and ``unexplained_allowance`` how
    large their unexplained parts may be; both are smaller for a small movement, by ``scale`` (see
    :func:`movement_scale`). ``carries`` (25,) says which joints carry the exercise,
    as far as the reference shows them. ``torso_tl`` (2,) is the vector from hips to neck,
    ``seen_from`` the camera's viewpoint.
    ``representative_index`` is the rep nearest to it, and ``representative_frames`` (60,) are
    its frames at the phases.
    """

    target: Target
    factors: NuisanceFactors
    allowance: Coordinates
    unexplained_allowance: Coordinates
    scale: float
    carries: NDArray[np.bool_]
    torso_tl: NDArray[np.float64]
    seen_from: Viewpoint
    representative_index: int
    representative_frames: NDArray[np.intp]

    @property
    def trajectory(self) -> Coordinates:
        """(60, 25, 2) the usual trajectory."""
        return self.target.trajectory

    @property
    def travel_tl(self) -> NDArray[np.float64]:
        """(25,) how far each joint moves, along the picture's width or height."""
        travel: NDArray[np.float64] = np.ptp(self.trajectory, axis=0).max(axis=1)
        return travel


def learn_model(reference: Reference) -> ReferenceModel:
    """Learn the model of a reference.

    DTW aligns every rep with the median of all. The estimate of the spread around it starts
    from a prior, so that a few reps do not count as the only right way.

    Raises :class:`MovementError` when no joint is seen in all of its reps, or none moves.
    """
    trajectories = [phase_trajectory(rep) for rep in reference.reps]
    _check(trajectories, reference)
    attempts = [Attempt.of(trajectory) for trajectory in trajectories]
    usual = trajectories[_of_median_duration(reference)]
    for _ in range(_ROUNDS):
        target = Target.of(usual)
        fits = [attempt.register(target) for attempt in attempts]
        usual = _middle([one.trajectory for one in fits], instead=usual)
    if not np.nan_to_num(np.ptp(usual, axis=0)).max() > _LEAST_TRAVEL_TL:
        raise MovementError(f"nobody moves in the reference for {reference.exercise!r}")
    factors = NuisanceFactors.of(usual)
    scale = movement_scale(usual, reference.reps)
    spread, unexplained_spread, distances = _spreads(fits, usual, factors, scale)
    nearest = int(np.argmin(distances))
    return ReferenceModel(
        target=Target.of(usual),
        factors=factors,
        allowance=spread + scale * _TOLERANCE_TL,
        unexplained_allowance=unexplained_spread + scale * _TOLERANCE_TL,
        scale=scale,
        carries=_carries(reference, usual, fits),
        torso_tl=torso(usual),
        seen_from=viewpoint(usual),
        representative_index=nearest,
        representative_frames=fits[nearest].frames(len(reference.reps[nearest])),
    )


def torso(trajectory: Coordinates) -> NDArray[np.float64]:
    """The mean vector from hips to neck, (2,) torso lengths, of a trajectory (T, 25, 2)."""
    way: NDArray[np.float64] = (trajectory[:, Joint.NECK] - trajectory[:, Joint.MID_HIP]).mean(
        axis=0
    )
    return way


def _carries(
    reference: Reference, mean: Coordinates, fits: list[Registration]
) -> NDArray[np.bool_]:
    """(25,) the joints that the trainer named, or else those that the reps tell."""
    if not reference.carried_by:
        return carrying_joints(mean, [one.trajectory for one in fits])
    carries = np.zeros(JOINT_COUNT, dtype=np.bool_)
    carries[list(reference.carried_by)] = True
    return carries & np.isfinite(mean).all(axis=(0, 2))


def _check(trajectories: list[Coordinates], reference: Reference) -> None:
    shown = np.isfinite(trajectories).all(axis=(1, 3))
    if not shown.all(axis=0).any():
        raise MovementError(f"the reference for {reference.exercise!r} shows no joint in all reps")


def _of_median_duration(reference: Reference) -> int:
    """The rep of median duration: cut-off reps are short, reps with something extra are long."""
    durations = [rep.times_s[-1] for rep in reference.reps]
    return int(np.argsort(durations, kind="stable")[(len(durations) - 1) // 2])


def _middle(trajectories: list[Coordinates], instead: Coordinates) -> Coordinates:
    """The median at each phase over the trajectories that cover it, for joints that most show.

    A median, because a faulty rep among three must not shift what the good ones agree on.
    """
    stacked = np.stack(trajectories)
    count = np.isfinite(stacked).sum(axis=0)
    reached = np.isfinite(stacked).any(axis=(2, 3)).sum(axis=0)[:, None, None]
    ordered = np.sort(stacked, axis=0)  # NaN comes last
    lower, upper = (
        np.take_along_axis(ordered, place[None], axis=0)[0]
        for place in (np.maximum(count - 1, 0) // 2, count // 2)
    )
    middle = (lower + upper) / 2
    middle[:, (2 * count < reached).any(axis=(0, 2))] = np.nan
    return np.where(reached > 0, middle, instead)


def _spreads(
    fits: list[Registration], usual: Coordinates, factors: NuisanceFactors, scale: float
) -> tuple[Coordinates, Coordinates, NDArray[np.float64]]:
    """The spread of deviations and of their unexplained parts, and each rep's mean square."""
    squares, unexplained_squares = np.zeros_like(usual), np.zeros_like(usual)
    distances = np.empty(len(fits))
    for place, one in enumerate(fits):
        there = one.phases
        offset = one.trajectory - usual
        square = without_start_offset(offset[there]) ** 2
        squares[there] += np.nan_to_num(square)
        unexplained_squares += np.nan_to_num(factors.unexplained(offset) ** 2)
        distances[place] = np.nanmean(square)
    prior = _PRIOR_REPS * (scale * _PRIOR_SPREAD_TL) ** 2
    count = _PRIOR_REPS + len(fits) - 1
    return (
        np.sqrt((prior + squares) / count),
        np.sqrt((prior + unexplained_squares) / count),
        distances,
    )
