"""First templates of a recorded movement, without a description of it.

A template needs a direction of the whole body, and the end of it that is the rest position. The
direction is the joints' main direction of movement (the first principal component) in the whole
recording, or in a part of it: somebody who also walks, jumps or kneels down moves mostly in
another direction.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry import Coordinates, fill_gaps
from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.segmentation.template import Template, main_way
from spotter.movement.values import MIRROR, MovementError, PoseSeries

_FEWEST_POSES = 10
_SEEN_SHARE = 0.7
"""A joint counts if at least this share of the poses shows it."""
_EDGE_S = 0.3
_NEAR_END = 0.25
_OUTER_QUANTILES = (0.03, 0.97)
_PARTS_S = (3.0, 6.0)
_MOST_PARTS = 8
"""At most this many parts of each length are tried, spread evenly over the recording."""
_STEP_S = 0.2
_LONGEST_S = 24 * 3600.0


@dataclass(frozen=True, slots=True, eq=False)
class BodyMovement:
    """Where a body's joints are during a recording.

    ``trajectory`` (T, 25, 2) is in torso lengths in the picture, y up, ``trust`` (25,) says how
    well each joint is seen, ``times_s`` (T,) counts from the recording's first pose, at
    ``first_us``.
    """

    trajectory: Coordinates
    trust: NDArray[np.float64]
    times_s: NDArray[np.float64]
    first_us: int

    @classmethod
    def of(cls, poses: PoseSeries) -> "BodyMovement":
        """The movement in poses.

        Raises :class:`MovementError` for fewer than 10 poses, for more than 24 hours, and if nobody
        is seen in most.
        """
        if len(poses) < _FEWEST_POSES:
            raise MovementError(
                f"a recording needs at least {_FEWEST_POSES} poses of a person; found {len(poses)}"
            )
        if poses.times_s[-1] > _LONGEST_S:
            raise MovementError(
                f"a recording lasts at most {_LONGEST_S / 3600:g} hours; found "
                f"{poses.times_s[-1] / 3600:.0f} hours"
            )
        scale = np.array((1, -1)) / body_size_px(poses.keypoints)
        trajectory = poses.keypoints[..., :2].astype(np.float64) * scale
        often_seen = np.isfinite(trajectory).all(axis=2).mean(axis=0) >= _SEEN_SHARE
        if not often_seen.any():
            raise MovementError("a recording must show a person most of the time; found nobody")
        trust = np.where(often_seen, np.clip(poses.keypoints[..., 2].mean(axis=0), 0, 1), 0.0)
        shown = np.where(often_seen[:, None], fill_gaps(trajectory), 0.0)
        return cls(shown, trust, poses.times_s, int(poses.captured_us[0]))

    def part(self, start_s: float, end_s: float) -> "BodyMovement":
        """The movement between two moments, both included."""
        within = (self.times_s >= start_s) & (self.times_s <= end_s)
        times_s = self.times_s[within]
        return BodyMovement(self.trajectory[within], self.trust, times_s, self.first_us)

    def share_out_and_back(self, spans_us: Sequence[tuple[int, int]]) -> float:
        """The share of all movement that goes out and back in reps, 0 to about 1.

        ``spans_us`` are when the reps begin and end. What somebody does besides within a rep does
        not count: getting onto a bar, a set of pull-ups and getting off it is not one rep.
        """
        return self.out_and_back_tl(spans_us) / (self._path_tl() or 1.0)

    def out_and_back_tl(self, spans_us: Sequence[tuple[int, int]]) -> float:
        """How far the body goes out and back between the moments of each pair."""
        return sum(self._way_tl(*span) for span in spans_us)

    def _path_tl(self) -> float:
        """The length of the body's path.

        Like all lengths here in steps of 0.2 s, so that an estimator's noise hardly adds to it.
        """
        return float(self._lengths_tl(np.diff(self.places, axis=0)).sum())

    def _way_tl(self, start_us: int, end_us: int) -> float:
        """The way from where the body is at some moment to its farthest place until another."""
        start_s, end_s = ((when_us - self.first_us) / 1e6 for when_us in (start_us, end_us))
        places = self.part(start_s, end_s).places
        return 2 * float(self._lengths_tl(places - places[0]).max())

    @property
    def places(self) -> Coordinates:
        """(N, 25, 2) where the joints are every 0.2 s."""
        every_s = np.arange(self.times_s[0], self.times_s[-1] + _STEP_S, _STEP_S)
        nearest = np.minimum(np.searchsorted(self.times_s, every_s), len(self.times_s) - 1)
        return self.trajectory[nearest]

    def _lengths_tl(self, moved_tl: Coordinates) -> NDArray[np.float64]:
        lengths_tl: NDArray[np.float64] = np.sqrt(
            (self.trust[:, None] * moved_tl**2).sum(axis=(1, 2))
        )
        return lengths_tl


def template_of_whole(body: BodyMovement) -> Template:
    """The template by the whole recording, which should begin or end in the rest position.

    Raises :class:`MovementError` when nothing moves.
    """
    axis = _Axis.of(body)
    opening = axis.along[body.times_s <= _EDGE_S].mean()
    closing = axis.along[body.times_s >= body.times_s[-1] - _EDGE_S].mean()
    return axis.template(body, from_low=opening + closing < axis.low + axis.high)


def templates_of_parts(body: BodyMovement) -> Iterator[Template]:
    """Templates by parts of the recording, with either end as the rest position."""
    whole_s = float(body.times_s[-1])
    for length_s in _PARTS_S:
        last_s = max(0.0, whole_s - length_s)
        parts = min(_MOST_PARTS, 1 + round(2 * last_s / length_s))
        for start_s in np.linspace(0.0, last_s, parts):
            part = body.part(float(start_s), float(start_s) + length_s)
            if len(part.times_s) >= _FEWEST_POSES:
                yield from _from_either_end(part)


def _from_either_end(part: BodyMovement) -> Iterator[Template]:
    axis = _Axis.of(part)
    for from_low in (True, False):
        with suppress(MovementError):  # nothing moves
            yield axis.template(part, from_low=from_low)


@dataclass(frozen=True, slots=True, eq=False)
class _Axis:
    """The main direction of a movement: ``along`` (T,) is 0 at its ``middle`` (25, 2)."""

    way: Coordinates
    middle: Coordinates
    along: NDArray[np.float64]
    low: float
    high: float

    @classmethod
    def of(cls, body: BodyMovement) -> "_Axis":
        middle = body.trajectory.mean(axis=0)
        way = main_way(body.trajectory - middle, body.trust)
        pull = body.trust[:, None] * way
        length = float((way * pull).sum())
        along = ((body.trajectory - middle) * pull).sum(axis=(1, 2)) / (length or 1.0)
        low, high = (float(end) for end in np.quantile(along, _OUTER_QUANTILES))
        return cls(way, middle, along, low, high)

    def template(self, body: BodyMovement, *, from_low: bool) -> Template:
        """The template from one end of the axis to the other, on both sides of the person."""
        rest, turn = (self.low, self.high) if from_low else (self.high, self.low)
        way, heights = (turn - rest) * self.way, (self.middle + rest * self.way)[:, 1]
        sides = (np.arange(len(heights)), np.asarray(MIRROR))
        lasted_s = float(body.times_s[-1] - body.times_s[0])
        return Template(
            ways=np.array([way[side] * (facing, 1) for side in sides for facing in (1, -1)]),
            rest_tl=np.array([heights[side] for side in sides for _ in range(2)]),
            trust=np.array([body.trust[side] for side in sides for _ in range(2)]),
            straightness=np.ones(4),
            side=np.array((0, 0, 1, 1)),
            duration_s=lasted_s / _turns((self.along - rest) / (turn - rest or 1.0)),
        )


def _turns(excursion: NDArray[np.float64]) -> int:
    """How often the excursion goes from near rest, 0, to near the turning point, 1; at least 1."""
    ends = excursion[(excursion < _NEAR_END) | (excursion > 1 - _NEAR_END)] > 0.5
    return max(1, int((ends[1:] & ~ends[:-1]).sum()))
