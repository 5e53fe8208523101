"""Makes a reference from a recording of a few good reps, without a description of the exercise."""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry import Coordinates, fill_gaps
from spotter.movement.geometry.body_size import body_size_px
from spotter.movement.segmentation import RepEnded, Template, cut_reps, learn_template
from spotter.movement.segmentation.template import main_way
from spotter.movement.values import MovementError, PoseSeries, Reference

_FEWEST_POSES = 10
_SEEN_SHARE = 0.7
"""A joint counts if at least this share of the poses shows it."""
_EDGE_S = 0.3
_NEAR_END = 0.25
_OUTER_QUANTILES = (0.03, 0.97)


def make_reference(exercise: str, poses: PoseSeries) -> Reference:
    """Find the reps of a recording and make a reference of them.

    The joints' main direction of movement (the first principal component) is the first template;
    the reps that it finds make the final one. The recording should begin or end in the rest
    position.

    Raises :class:`MovementError` when the recording is too short, shows nobody, or has no rep.

    >>> from spotter.simulation.filming.camera import Camera
    >>> from spotter.simulation.motion.performance import Plan, perform
    >>> poses = perform(Plan("squat", reps=3), np.random.default_rng(1)).poses(Camera())
    >>> reference = make_reference("squat", poses)
    >>> len(reference.reps)
    3
    """
    first = cut_reps(_first_template(poses), poses)
    if not first:
        raise MovementError(_no_rep(exercise, poses))
    draft = Reference(exercise, _series(poses, first))
    reps = cut_reps(learn_template(draft), poses)
    return Reference(exercise, _series(poses, reps)) if reps else draft


def _series(poses: PoseSeries, reps: list[RepEnded]) -> tuple[PoseSeries, ...]:
    return tuple(poses.between(rep.started_us, rep.ended_us) for rep in reps)


def _no_rep(exercise: str, poses: PoseSeries) -> str:
    return (
        f"a recording of {exercise!r} needs at least one rep, from the rest position and back; "
        f"found none in {len(poses)} poses ({poses.times_s[-1]:.1f} s)"
    )


def _first_template(poses: PoseSeries) -> Template:
    trajectory, trust = _body_trajectory(poses)
    middle = trajectory.mean(axis=0)
    way = main_way(trajectory - middle, trust)
    pull = trust[:, None] * way
    length = float((way * pull).sum())
    along = ((trajectory - middle) * pull).sum(axis=(1, 2)) / (length or 1.0)
    rest, turn = _rest_and_turn(along, poses.times_s)
    return Template(
        ways=(turn - rest) * way[None],
        rest_tl=(middle + rest * way)[None, :, 1],
        trust=trust[None],
        straightness=np.ones(1),
        duration_s=float(poses.times_s[-1]) / _turns((along - rest) / (turn - rest or 1.0)),
    )


def _turns(excursion: NDArray[np.float64]) -> int:
    """How often the excursion goes from near rest, 0, to near the turning point, 1; at least 1."""
    ends = excursion[(excursion < _NEAR_END) | (excursion > 1 - _NEAR_END)] > 0.5
    return max(1, int((ends[1:] & ~ends[:-1]).sum()))


def _body_trajectory(poses: PoseSeries) -> tuple[Coordinates, NDArray[np.float64]]:
    """(T, 25, 2) torso lengths in the picture, y up, and (25,) how well each joint is seen."""
    if len(poses) < _FEWEST_POSES:
        raise MovementError(
            f"a recording needs at least {_FEWEST_POSES} poses of a person; found {len(poses)}"
        )
    scale = np.array((1, -1)) / body_size_px(poses.keypoints)
    trajectory = poses.keypoints[..., :2].astype(np.float64) * scale
    often_seen = np.isfinite(trajectory).all(axis=2).mean(axis=0) >= _SEEN_SHARE
    if not often_seen.any():
        raise MovementError("a recording must show a person most of the time; found nobody")
    trust = np.where(often_seen, np.clip(poses.keypoints[..., 2].mean(axis=0), 0, 1), 0.0)
    return np.where(often_seen[:, None], fill_gaps(trajectory), 0.0), trust


def _rest_and_turn(along: NDArray[np.float64], times_s: NDArray[np.float64]) -> tuple[float, float]:
    """The two ends of the movement, first the one nearer to where the recording starts and ends."""
    low, high = (float(end) for end in np.quantile(along, _OUTER_QUANTILES))
    opening = along[times_s <= _EDGE_S].mean()
    closing = along[times_s >= times_s[-1] - _EDGE_S].mean()
    return (low, high) if opening + closing < low + high else (high, low)
