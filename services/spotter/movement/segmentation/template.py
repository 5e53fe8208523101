"""The template of an exercise: the ways in which its joints move in the picture."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry import Coordinates, fill_gaps, resample
from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.geometry.view.orientation import oriented
from spotter.movement.segmentation.handling.grip import Grip, learn_grip
from spotter.movement.values import MIRROR, Facing, MovementError, PoseSeries, Reference

_PHASES = 60
_SMALLEST_REACH_TL = 0.12
_UPRIGHT_SHARE = 0.6
"""Heights alone make a way of their own if they explain this share of the movement."""
_SMALLEST_BEND = 0.05
"""Below this share of relative movement between the joints, a way is that of a rigid body."""

_ALIKE = 0.4
"""Movements of both sides with this cosine are the same movement."""

Ratios = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """How much of a movement goes along each way of a template, and its total.

    Both are (K,) squared torso lengths, and additive.
    """

    along: Ratios
    moved: Ratios

    @classmethod
    def none(cls, ways: int) -> Self:
        """No movement."""
        return cls(np.zeros(ways), np.zeros(ways))

    def __add__(self, other: Self) -> Self:
        return type(self)(self.along + other.along, self.moved + other.moved)

    def times(self, factor: float) -> Self:
        """The movement scaled by ``factor``."""
        return type(self)(factor * self.along, factor * self.moved)

    def shares(self) -> Ratios:
        """(K,) the cosine between movement and way, 0 to 1; 0 without movement."""
        some = self.moved > 0
        return np.sqrt(np.divide(self.along, self.moved, out=np.zeros(len(some)), where=some))


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """An exercise as directions of the whole body in the picture, from rest to the turning point.

    ``ways`` is (K, 25, 2) torso lengths, y up: how far each joint moves, as one reference showed
    it, or as it would look in a mirror, from behind, with the other leg, or in heights alone.
    ``rest_tl`` is (K, 25), the joints' heights in the rest position, from any origin.
    ``trust`` is (K, 25), 0 to 1: how well each joint was seen; 0 if it was not.
    ``straightness`` is (K,), 0 to 1: the share of the reference's movement that goes along the way.
    ``side`` is (K,), a number for the reference and the side that showed each way: even, and one
    more on the other side.
    ``duration_s`` is the references' typical rep. ``grip`` is how their equipment is held; None for
    an exercise without.

    Raises :class:`MovementError` when nothing moves.
    """

    ways: NDArray[np.float64]
    rest_tl: NDArray[np.float64]
    trust: Ratios
    straightness: Ratios
    side: NDArray[np.int64]
    duration_s: float
    grip: Grip | None = None
    _pull: NDArray[np.float64] = field(init=False)
    _square: Ratios = field(init=False)
    _other_side: tuple[NDArray[np.int64], ...] = field(init=False)

    def __post_init__(self) -> None:
        pull = self.trust[..., None] * self.ways
        reach_tl = np.sqrt((pull * self.ways).sum(axis=(1, 2)))
        if not (reach_tl > _SMALLEST_REACH_TL).all():
            raise MovementError(
                f"an exercise moves the joints by more than {_SMALLEST_REACH_TL} torso lengths; "
                f"found {reach_tl.min():.2f}"
            )
        object.__setattr__(self, "_pull", pull.reshape(len(pull), -1))
        object.__setattr__(self, "_square", (pull * self.ways).sum(axis=2))
        object.__setattr__(self, "_other_side", tuple(map(self._on_other_side, self.side)))

    def _on_other_side(self, side: int) -> NDArray[np.int64]:
        same, other = (np.flatnonzero(self.side == one) for one in (side, side ^ 1))
        alike = [max(self._alike(int(one), int(way)) for one in same) for way in other]
        return np.array([way for way, most in zip(other, alike, strict=True) if most < _ALIKE], int)

    def _alike(self, one: int, other: int) -> float:
        """The cosine between two ways of one reference."""
        both = np.sqrt(self.trust[one] * self.trust[other])[:, None]
        a, b = both * self.ways[one], both * self.ways[other]
        return float((a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum()))

    def __len__(self) -> int:
        return len(self.ways)

    def other_side(self, way: int) -> NDArray[np.int64]:
        """The indices of the same reference's ways on the person's other side.

        Those that the person's own side has too, as in movements of both sides together, are none.
        """
        return self._other_side[way]

    def advance(self, way: int, moved_tl: Coordinates, weight: Ratios) -> float:
        """How far a step goes along a way, where 1 is the whole way.

        A weighted least-squares fit over the joints: ``moved_tl`` is (25, 2), ``weight`` (25,).
        """
        length = float(weight @ self._square[way])
        along = float((weight[:, None] * moved_tl).ravel() @ self._pull[way])
        return along / length if length > 0 else 0.0

    def seen_ratio(self, way: int, seen: NDArray[np.bool_]) -> float:
        """The share of a way that the ``seen`` (25,) joints make up, 0 to 1."""
        square = self._square[way]
        return float(square[seen].sum() / square.sum())

    def explained(self, displacement_tl: Coordinates, weight: Ratios) -> Explained:
        """How much of a displacement (25, 2), weighted by ``weight`` (25,), goes along each way."""
        along = self._pull @ (weight[:, None] * displacement_tl).ravel()
        length = self._square @ weight
        part = np.divide(along**2, length, out=np.zeros(len(self)), where=length > 0)
        return Explained(part, self.trust @ (weight * (displacement_tl**2).sum(axis=1)))

    def bent_ratio(self, way: int, displacement_tl: Coordinates, weight: Ratios) -> float:
        """How far the joints have moved along a way relative to each other; 1 is the whole way.

        A camera that pans or tilts moves all joints alike and bends no body. ``displacement_tl`` is
        (25, 2), ``weight`` (25,). NaN if the way itself hardly bends the body.
        """
        weight = weight * self.trust[way]
        total = float(weight.sum())
        if total <= 0:
            return np.nan
        bend = self.ways[way] - weight @ self.ways[way] / total
        length = float(weight @ (bend**2).sum(axis=1))
        if length < _SMALLEST_BEND * float(weight @ (self.ways[way] ** 2).sum(axis=1)):
            return np.nan
        return float(weight @ (bend * displacement_tl).sum(axis=1)) / length

    def misplaced_tl(self, way: int, heights_tl: NDArray[np.float64], weight: Ratios) -> float:
        """The mean distance of the joints' heights from those at rest, torso lengths.

        ``heights_tl`` and ``weight`` are (25,). Heights are compared relative to their means, and
        hardly change if the camera moves around the person. 0 if none can be compared.
        """
        gaps = heights_tl - self.rest_tl[way]
        weight = np.where(np.isfinite(gaps), weight * self.trust[way], 0.0)
        if not weight.any():
            return 0.0
        gaps = np.nan_to_num(gaps)
        return float(np.average(np.abs(gaps - np.average(gaps, weights=weight)), weights=weight))


def learn_template(*references: Reference) -> Template:
    """Learn the template of an exercise from the good reps of one or more references.

    Raises :class:`MovementError` when nothing moves in one of them, or nobody is seen.

    >>> from spotter.simulation.filming.camera import Camera
    >>> from spotter.simulation.motion.performance import Plan, perform
    >>> poses = perform(Plan("squat", reps=3), np.random.default_rng(1)).poses(Camera())
    >>> from spotter.movement.segmentation.reference_recording import make_reference
    >>> template = learn_template(make_reference("squat", poses))
    >>> round(template.duration_s, 1)
    2.2
    """
    ways = [
        replace(way, side=way.side + 2 * number)
        for number, reference in enumerate(references)
        for way in _ways_of(reference)
    ]
    durations = [rep.times_s[-1] for reference in references for rep in reference.reps]
    return Template(
        ways=np.array([way.joints_tl for way in ways]),
        rest_tl=np.array([way.rest_tl for way in ways]),
        trust=np.array([way.trust for way in ways]),
        straightness=np.array([way.straightness for way in ways]),
        side=np.array([way.side for way in ways]),
        duration_s=float(np.median(durations)),
        grip=learn_grip(references),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """One row of a :class:`Template`."""

    joints_tl: Coordinates
    rest_tl: NDArray[np.float64]
    trust: Ratios
    straightness: float
    side: int


def _ways_of(reference: Reference) -> Iterator[_Way]:
    trajectories = [_trajectory(rep) for rep in reference.reps]
    facings = [_facing_as(trajectories[0], one) for one in trajectories]
    trajectory = np.mean(
        [oriented(one, facing) for one, facing in zip(trajectories, facings, strict=True)], axis=0
    )
    confidence = np.mean(
        [
            rep.keypoints[:, MIRROR if facing.swaps_sides else slice(None), 2].mean(axis=0)
            for rep, facing in zip(reference.reps, facings, strict=True)
        ],
        axis=0,
    )
    shown = np.isfinite(trajectory).all(axis=(0, 2))
    trust = np.where(shown, np.clip(confidence, 0, 1), 0.0)
    trajectory = np.where(shown[:, None], trajectory, 0.0)
    for mirrored in (False, True):
        order = MIRROR if mirrored else slice(None)
        yield from _seen_ways(trajectory[:, order], trust[order], int(mirrored))


def _facing_as(expected: Coordinates, trajectory: Coordinates) -> Facing:
    """How to orient a rep so that it moves like another: left and right may have taken turns.

    Reps that are alike as they are, such as lunges with either leg, share a way.
    """
    likeness = {facing: _likeness(expected, oriented(trajectory, facing)) for facing in Facing}
    if likeness[Facing.SAME] >= _ALIKE:
        return Facing.SAME
    return max(likeness, key=lambda facing: likeness[facing])


def _likeness(one: Coordinates, other: Coordinates) -> float:
    """The correlation of two trajectories (T, 25, 2) over the joints that both show."""
    shared = np.isfinite(one).all(axis=(0, 2)) & np.isfinite(other).all(axis=(0, 2))
    a, b = (each[:, shared] - each[:, shared].mean(axis=0) for each in (one, other))
    size = float(np.sqrt((a**2).sum() * (b**2).sum()))
    return float((a * b).sum()) / size if size > 0 else 0.0


def _seen_ways(trajectory: Coordinates, trust: Ratios, side: int) -> Iterator[_Way]:
    rest = (trajectory[0] + trajectory[-1]) / 2
    gone, rest_tl = trajectory - rest, rest[:, 1]
    way = main_way(gone, trust)
    straightness = _explained(way, gone, trust)
    yield _Way(way, rest_tl, trust, straightness, side)
    yield _Way(way * (-1, 1), rest_tl, trust, straightness, side)
    upright = main_way(gone * (0, 1), trust)
    straightness = _explained(upright, gone, trust)
    if straightness >= _UPRIGHT_SHARE:
        yield _Way(upright, rest_tl, trust, straightness, side)


def main_way(trajectory: Coordinates, trust: Ratios) -> Coordinates:
    """The main direction of a trajectory, scaled to its longest excursion from the origin.

    ``trajectory`` is (T, 25, 2), ``trust`` (25,); returns (25, 2), the first principal component.
    """
    scale = np.sqrt(trust)[:, None]
    flat = (trajectory * scale).reshape(len(trajectory), -1)
    direction = np.linalg.svd(flat, full_matrices=False)[2][0]
    along = flat @ direction
    way: Coordinates = (along[np.argmax(np.abs(along))] * direction).reshape(-1, 2)
    np.divide(way, scale, out=way, where=scale > 0)
    return way


def _explained(way: Coordinates, trajectory: Coordinates, trust: Ratios) -> float:
    pull = trust[:, None] * way
    part = ((trajectory * pull).sum(axis=(1, 2)) ** 2).sum()
    whole = (trust[:, None] * trajectory**2).sum() * (pull * way).sum()
    return float(np.sqrt(part / whole)) if whole > 0 else 0.0


def _trajectory(rep: PoseSeries) -> NDArray[np.float64]:
    """(60, 25, 2) torso lengths, y up, relative to the rep's mean; NaN for unseen joints."""
    size_px = body_size_px(rep.keypoints)
    if not np.isfinite(size_px):
        raise MovementError(
            f"a reference's rep must show a person's limbs; found none in {len(rep)} poses"
        )
    xy = fill_gaps(rep.keypoints[..., :2].astype(np.float64)) * (1 / size_px, -1 / size_px)
    trajectory = resample(xy, rep.times_s, _PHASES)
    shown = np.isfinite(trajectory).all(axis=(0, 2))
    if not shown.any():
        return trajectory
    middle: NDArray[np.float64] = trajectory[:, shown].mean(axis=(0, 1))
    return trajectory - middle
