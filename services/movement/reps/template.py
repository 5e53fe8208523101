"""What a rep cutter knows of an exercise: where it rests and which way it goes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from movement.errors import MovementError
from movement.normalise import Coordinates, body_size_px, centred
from movement.phases import fill_gaps, resample
from movement.poses import PoseSeries
from movement.reference import Reference

_PHASES = 60


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """An exercise as one axis: from the rest position to the turning point.

    ``rest`` and ``axis`` are (25, 2) torso lengths relative to the mid-hip; joints that the
    reference does not show are NaN. ``axis`` is the turning point minus the rest position.
    ``duration_s`` is the reference's typical rep; ``straightness``, 0 to 1, is the share of its
    movement that goes along the axis.

    Raises :class:`MovementError` when nothing moves.
    """

    rest: Coordinates
    axis: Coordinates
    duration_s: float
    straightness: float = 1.0

    def __post_init__(self) -> None:
        reach_tl = float(np.sqrt(np.nansum(self.axis**2)))
        if not reach_tl > _SMALLEST_REACH_TL:
            raise MovementError(
                f"an exercise moves the joints by more than {_SMALLEST_REACH_TL} torso lengths; "
                f"found {reach_tl:.2f}"
            )

    def excursion(self, pose: Coordinates) -> float:
        """How far along the axis a pose is: 0 at rest, 1 at the reference's turning point.

        ``pose`` is (25, 2) torso lengths relative to the mid-hip. NaN when joints that make up more
        than half of the movement are missing.
        """
        return along(pose - self.rest, self.axis)

    def distance(self, pose: Coordinates) -> float:
        """Mean distance per joint, torso lengths, to the nearer of rest and turning point."""
        gaps = [
            np.hypot(*np.moveaxis(pose - place, -1, 0))
            for place in (self.rest, self.rest + self.axis)
        ]
        seen = np.isfinite(gaps[0])
        return min(float(gap[seen].mean()) for gap in gaps) if seen.any() else np.nan


_SMALLEST_REACH_TL = 0.2
_SMALLEST_SHARE = 0.5


def along(displacement: Coordinates, axis: Coordinates) -> float:
    """The least-squares multiple of ``axis`` in ``displacement``, over the joints that both have.

    NaN when these make up less than half of the axis.
    """
    seen = np.isfinite(displacement).all(axis=-1) & np.isfinite(axis).all(axis=-1)
    length = float((axis[seen] ** 2).sum())
    if length < _SMALLEST_SHARE * float(np.nansum(axis**2)):
        return np.nan
    return float((displacement[seen] * axis[seen]).sum()) / length


def movement_along(displacement: Coordinates, axis: Coordinates) -> tuple[float, float]:
    """How much of a displacement goes along ``axis``, and how much there is in all.

    Both in squared torso lengths, summed over the joints that both have.
    """
    seen = np.isfinite(displacement).all(axis=-1) & np.isfinite(axis).all(axis=-1)
    moved, way = displacement[seen].ravel(), axis[seen].ravel()
    length = float(way @ way)
    return (float(moved @ way) ** 2 / length if length > 0 else 0.0), float(moved @ moved)


def learn_template(reference: Reference) -> Template:
    """The template of an exercise, from the good reps of its reference.

    Raises :class:`MovementError` when nothing moves in it, or nobody is seen.
    """
    courses = [_course(rep) for rep in reference.reps]
    mean = np.mean(courses, axis=0)
    rest = (mean[0] + mean[-1]) / 2
    reach = np.nansum((mean - rest) ** 2, axis=(1, 2))
    axis = mean[int(np.argmax(reach))] - rest
    shares = np.array([movement_along(pose - mean[0], axis) for pose in mean]).sum(axis=0)
    return Template(
        rest=rest,
        axis=axis,
        duration_s=float(np.median([rep.times_s[-1] for rep in reference.reps])),
        straightness=float(np.sqrt(shares[0] / shares[1])) if shares[1] > 0 else 0.0,
    )


def _course(rep: PoseSeries) -> NDArray[np.float64]:
    size_px = body_size_px(rep.keypoints)
    if not np.isfinite(size_px):
        raise MovementError(
            f"a reference's rep shows neck and hips; found none in {len(rep)} poses"
        )
    return resample(fill_gaps(centred(rep.keypoints, size_px)), rep.times_s, _PHASES)
