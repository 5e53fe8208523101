"""Distances between faces of one person and of two, and what the rules make of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from spotter.evaluation.faces.people import Portrait
from spotter.faces.chain import DescribedFace, FaceChain
from spotter.faces.deciding.comparing import Sight
from spotter.faces.deciding.values import Rules


@dataclass(frozen=True, slots=True, eq=False)
class Described:
    """A portrait and its face, or why there is none; ``took_s`` is how long that took."""

    person: str
    seen: DescribedFace | Sight
    took_s: float


@dataclass(frozen=True, slots=True)
class Distances:
    """How far pairs of pictures are apart: least, median, most; the ratio within the threshold.

    Without pairs, all are NaN.
    """

    pairs: int
    least: float
    median: float
    most: float
    within_ratio: float

    @classmethod
    def of(cls, distances: Sequence[float], threshold: float) -> "Distances":
        """Of these pairs."""
        if not distances:
            nan = float("nan")
            return cls(0, nan, nan, nan, nan)
        values = np.array(distances)
        within = float((values <= threshold).mean())
        least, median, most = np.quantile(values, [0, 0.5, 1]).tolist()
        return cls(len(values), least, median, most, within)


@dataclass(frozen=True, slots=True)
class FaceFigures:
    """What was found in so many ``pictures`` of so many ``people``.

    ``passed_over`` counts pictures without one clear face, by why. ``median_s`` is the time for one
    picture.
    """

    people: int
    pictures: int
    passed_over: Mapping[str, int]
    same: Distances
    different: Distances
    median_s: float


def described(
    portraits: Iterable[Portrait], chain: FaceChain, clock: Callable[[], float]
) -> Iterable[Described]:
    """Each portrait's face; ``clock`` gives seconds. Raises :class:`EvaluationError`."""
    for one in portraits:
        bgr, began_s = one.bgr(), clock()
        yield Described(one.person, chain.look(bgr), clock() - began_s)


def figures_of(seen: Sequence[Described], rules: Rules) -> FaceFigures:
    """The figures of all pairs of pictures."""
    faces = [(one.person, one.seen.numbers) for one in seen if isinstance(one.seen, DescribedFace)]
    missed = [one.seen.value for one in seen if isinstance(one.seen, Sight)]
    return FaceFigures(
        people=len({one.person for one in seen}),
        pictures=len(seen),
        passed_over={why: missed.count(why) for why in sorted(set(missed))},
        same=Distances.of(list(_apart(faces, are_same=True)), rules.most_distance),
        different=Distances.of(list(_apart(faces, are_same=False)), rules.most_distance),
        median_s=float(np.median([one.took_s for one in seen])),
    )


def _apart(faces: Sequence[tuple[str, NDArray[np.float32]]], *, are_same: bool) -> Iterable[float]:
    for (one, left), (other, right) in combinations(faces, 2):
        if (one == other) is are_same:
            yield float(np.linalg.norm(left - right))
