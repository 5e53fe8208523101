"""Measures the yaw between sets of different athletes, told by their poses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from spotter.estimators.estimator import Estimator
from spotter.evaluation.progress import Progress, silent
from spotter.evaluation.yaw.sets import FilmedSet, view_of
from spotter.movement.geometry import View, yaw_between
from spotter.movement.values import Facing


@dataclass(frozen=True, slots=True)
class Pair:
    """A set compared with another athlete's, as with a reference.

    ``told_deg`` is the yaw that the poses tell, None if they tell none.
    """

    seen: FilmedSet
    known: FilmedSet
    told_deg: float | None
    spread_deg: float

    @property
    def true_deg(self) -> float:
        """How much further round the set's camera stands."""
        return self.seen.yaw_deg - self.known.yaw_deg

    @property
    def error_deg(self) -> float:
        """The signed error, within half a turn; NaN if no yaw is told."""
        if self.told_deg is None:
            return np.nan
        return (self.told_deg - self.true_deg + 180) % 360 - 180


@dataclass(frozen=True, slots=True)
class YawFigures:
    """Figures of some pairs; NaN without any that is told.

    ``told_ratio`` is the share of pairs whose yaw is told; of these, ``median_deg`` and ``p95_deg``
    are of the absolute error, ``mean_deg`` is the signed error's.
    """

    pairs: int
    told_ratio: float
    median_deg: float
    p95_deg: float
    mean_deg: float

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> "YawFigures":
        """The figures of ``pairs``."""
        errors = np.array([pair.error_deg for pair in pairs])
        told = errors[np.isfinite(errors)]
        if not len(told):
            return cls(len(pairs), 0.0 if pairs else np.nan, np.nan, np.nan, np.nan)
        median, p95 = np.quantile(np.abs(told), (0.5, 0.95))
        share = len(told) / len(pairs)
        return cls(len(pairs), share, float(median), float(p95), float(told.mean()))


Row = tuple[str, YawFigures]


@dataclass(frozen=True, slots=True)
class YawReport:
    """The results of ``spotter evaluate yaw``; ``device`` says what the estimator ran on."""

    estimator: str
    device: str
    pairs: tuple[Pair, ...]

    @property
    def total(self) -> YawFigures:
        """Over all pairs."""
        return YawFigures.of(self.pairs)

    @property
    def exercises(self) -> list[Row]:
        """By exercise."""
        return _rows(self.pairs, lambda pair: pair.seen.exercise)

    @property
    def differences(self) -> list[Row]:
        """By how far the two cameras stand apart."""
        ordered = sorted(self.pairs, key=lambda pair: abs(pair.true_deg))
        return _rows(ordered, lambda pair: f"{abs(pair.true_deg):g} deg")


def measure_yaws(
    estimator: Estimator,
    sets: Sequence[FilmedSet],
    seed: int,
    progress: Progress = silent,
) -> YawReport:
    """Tell the yaw between any two ``sets`` of an exercise by different athletes.

    Raises :class:`SimulationError` for an unknown exercise or an invalid yaw.
    """
    views: dict[FilmedSet, View | None] = {}
    with progress("Filming and estimating", len(sets)) as on_done:
        for one in sets:
            views[one] = view_of(estimator, one, seed)
            on_done()
    pairs = [
        _pair(seen, known, views)
        for known, seen in combinations(sets, 2)
        if seen.exercise == known.exercise and seen.athlete != known.athlete
    ]
    return YawReport(estimator.name, estimator.device, tuple(pairs))


def sets_of(
    exercises: Sequence[str], athletes: Sequence[int], yaws_deg: Sequence[float]
) -> list[FilmedSet]:
    """Every combination, each once."""
    every = product(exercises, athletes, yaws_deg)
    return list(dict.fromkeys(FilmedSet(*one) for one in every))


def _pair(seen: FilmedSet, known: FilmedSet, views: dict[FilmedSet, View | None]) -> Pair:
    view, expected = views[seen], views[known]
    found = yaw_between(view, expected, Facing.SAME) if view and expected else None
    if found is None:
        return Pair(seen, known, None, np.nan)
    return Pair(seen, known, found.yaw_deg, found.spread_deg)


def _rows(pairs: Sequence[Pair], key: Callable[[Pair], str]) -> list[Row]:
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(key(pair), []).append(pair)
    return [(name, YawFigures.of(group)) for name, group in groups.items()]
