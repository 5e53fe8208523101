"""Makes a reference from a recording of a few good reps, of an exercise nobody has described."""

import numpy as np
from numpy.typing import NDArray

from movement.errors import MovementError
from movement.normalise import Coordinates, body_size_px, centred
from movement.phases import fill_gaps
from movement.poses import PoseSeries
from movement.reference import Reference
from movement.reps import RepEnded, Template, cut_reps, learn_template

_FEWEST_POSES = 10
_SEEN_SHARE = 0.7
"""A joint takes part when at least this share of the poses shows it."""
_EDGE_S = 0.3
_OUTER_QUANTILES = (0.03, 0.97)


def make_reference(exercise: str, poses: PoseSeries) -> Reference:
    """Find the reps of a recording and make a reference of them.

    The main direction in which the joints move (the first principal component) serves as a first
    template; the reps that it finds make the final one. The recording should begin or end in the
    rest position.

    Raises :class:`MovementError` when the recording is too short, shows nobody, or has no rep.
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
        f"a recording of {exercise!r} holds at least one rep, from the rest position and back; "
        f"found none in {len(poses)} poses ({poses.times_s[-1]:.1f} s)"
    )


def _first_template(poses: PoseSeries) -> Template:
    course = _body_course(poses)
    seen = np.isfinite(course).all(axis=(0, 2))
    joints = course[:, seen].reshape(len(course), -1)
    mean = joints.mean(axis=0)
    direction = np.linalg.svd(joints - mean, full_matrices=False)[2][0]
    along = (joints - mean) @ direction
    rest, turn = _rest_and_turn(along, poses.times_s)

    def place(level: float) -> Coordinates:
        pose = np.full(course.shape[1:], np.nan)
        pose[seen] = (mean + level * direction).reshape(-1, 2)
        return pose

    return Template(place(rest), place(turn) - place(rest), duration_s=float(poses.times_s[-1]))


def _body_course(poses: PoseSeries) -> Coordinates:
    if len(poses) < _FEWEST_POSES:
        raise MovementError(
            f"a recording has at least {_FEWEST_POSES} poses of a person; found {len(poses)}"
        )
    course = centred(poses.keypoints, body_size_px(poses.keypoints))
    rarely_seen = np.isfinite(course).all(axis=2).mean(axis=0) < _SEEN_SHARE
    course[:, rarely_seen] = np.nan
    if rarely_seen.all():
        raise MovementError("a recording shows neck and hips most of the time; found neither")
    return fill_gaps(course)


def _rest_and_turn(along: NDArray[np.float64], times_s: NDArray[np.float64]) -> tuple[float, float]:
    """The two ends of the movement, the one nearer to the recording's own ends first."""
    low, high = (float(end) for end in np.quantile(along, _OUTER_QUANTILES))
    opening = along[times_s <= _EDGE_S].mean()
    closing = along[times_s >= times_s[-1] - _EDGE_S].mean()
    return (low, high) if opening + closing < low + high else (high, low)
