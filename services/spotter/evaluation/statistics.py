"""Figures of merit, and their confidence intervals."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

_RESAMPLES = 2000
_INTERVAL = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Roc:
    """Shares of good reps called faulty and of bad reps found, (N,) each, one per threshold."""

    false_alarms: NDArray[np.float64]
    found: NDArray[np.float64]


def auc(good: ArrayLike, bad: ArrayLike) -> float:
    """How often a bad rep scores higher than a good one; a tie counts half.

    The area under the ROC curve, by the ranks of Mann and Whitney (1947). NaN scores are left out;
    the result is NaN if either side is then empty.
    """
    lower, upper = _finite(good), _finite(bad)
    if not (len(lower) and len(upper)):
        return np.nan
    ordered = np.sort(lower)
    below = np.searchsorted(ordered, upper, side="left")
    up_to = np.searchsorted(ordered, upper, side="right")
    return float((below + up_to).mean() / 2 / len(lower))


def auc_with_ties(good: ArrayLike, bad: ArrayLike) -> float:
    """:func:`auc`, but a NaN score ties with all others, since it distinguishes nothing."""
    pairs = np.size(good) * np.size(bad)
    decided = len(_finite(good)) * len(_finite(bad))
    if not pairs:
        return np.nan
    return (decided * float(np.nan_to_num(auc(good, bad))) + (pairs - decided) / 2) / pairs


def roc(good: ArrayLike, bad: ArrayLike) -> Roc:
    """The ROC curve of scores, from (0, 0) to (1, 1), without NaN scores."""
    lower, upper = np.sort(_finite(good)), np.sort(_finite(bad))
    limits = np.concatenate([[np.inf], np.unique(np.concatenate([lower, upper]))[::-1], [-np.inf]])
    above = [
        1 - np.searchsorted(scores, limits, side="left") / max(len(scores), 1)
        for scores in (lower, upper)
    ]
    return Roc(*above)


def bootstrap(
    totals: Sequence[float], counts: Sequence[float], rng: np.random.Generator
) -> Interval | None:
    """The 95 % percentile interval of sum of totals over sum of counts, over resampled units.

    Each unit (a person or a set-up) has a total and a count. Efron, "Bootstrap Methods", 1979. None
    for fewer than two units, which do not show how units vary.
    """
    if len(totals) < 2:
        return None
    drawn = rng.integers(len(totals), size=(_RESAMPLES, len(totals)))
    total = np.asarray(totals, dtype=np.float64)[drawn].sum(axis=1)
    count = np.asarray(counts, dtype=np.float64)[drawn].sum(axis=1)
    if not count.any():
        return None
    low, high = np.quantile(total[count > 0] / count[count > 0], _INTERVAL)
    return Interval(float(low), float(high))


def mean(values: Sequence[float]) -> float:
    """The mean of the finite values; NaN if there are none."""
    found = _finite(values)
    return float(found.mean()) if len(found) else np.nan


def most_in_a_row(flags: Iterable[bool]) -> int:
    """The length of the longest run of true ones.

    >>> most_in_a_row([True, False, True, True, False])
    2
    """
    return max((len(list(run)) for flag, run in groupby(flags) if flag), default=0)


def _finite(values: ArrayLike) -> NDArray[np.float64]:
    found = np.asarray(values, dtype=np.float64).ravel()
    return found[np.isfinite(found)]


def adjusted_rand_index(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """How far two groupings of the same things agree: 1 if they are the same, 0 by chance.

    Hubert and Arabie, "Comparing partitions", 1985. NaN for fewer than two things.
    """
    together, of_one, of_other = (
        sum(comb(count, 2) for count in Counter(groups).values())
        for groups in (zip(one, other, strict=True), one, other)
    )
    pairs = comb(len(one), 2)
    if not pairs:
        return float("nan")
    by_chance, most = of_one * of_other / pairs, (of_one + of_other) / 2
    return 1.0 if most == by_chance else (together - by_chance) / (most - by_chance)
