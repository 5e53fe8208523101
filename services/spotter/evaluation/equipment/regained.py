"""Finds equipment from the forearm alone, as after a loss: nobody says where it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spotter.equipment.body.holding import holding_of
from spotter.equipment.following.live import LiveEquipment
from spotter.equipment.seeing.appearance import appearance_of
from spotter.equipment.taught import Taught
from spotter.evaluation.equipment.halves import Clip, Places, halves_of, labels_in, looked_at
from spotter.evaluation.equipment.wrists import Bodies

_WITHIN_RADII = 0.5
_NEEDS = 10
"""In fewer pictures than this it is not expected to be found, above all in a hand that rests."""
_END = "end"


@dataclass(frozen=True, slots=True)
class Regained:
    """Equipment that was taught on one half, and begun as lost at each picture of the other.

    Only pictures with ten or more left count. For each of these starts, ``looks`` is how many
    pictures were looked at until it was followed (None: never), and ``errors_radii`` how far off it
    was at the first mark after that: NaN if it was not seen there, None if there is no such mark.
    """

    taught: str
    looks: tuple[int | None, ...]
    errors_radii: tuple[float | None, ...]

    @property
    def judged(self) -> list[float]:
        """The errors of the starts that a mark judges."""
        return [error for error in self.errors_radii if error is not None]

    @property
    def within_half(self) -> int:
        """How many starts were then within half a radius."""
        return sum(error <= _WITHIN_RADII for error in self.judged)

    @property
    def median_looks(self) -> float:
        """How many pictures it took, where it was followed; NaN if it never was."""
        taken = [looks for looks in self.looks if looks is not None]
        return float(np.median(taken)) if taken else float("nan")


def measure_regained(clip: Clip, bodies: Bodies, every: int) -> list[Regained]:
    """Taught on the first half and found in the second, and the other way round.

    ``bodies`` are those of who holds it. Raises :class:`EquipmentError` if nobody is seen beside
    the labels.
    """
    found = []
    for half, tried in halves_of(clip):
        labels, _ = labels_in(clip, half)
        taught = Taught(appearance_of(clip.pictures, labels), holding_of(bodies, labels))
        looked = list(looked_at(tried, every))
        starts = [
            _start(clip, bodies, taught, looked[at:], tried)
            for at in range(max(0, len(looked) - _NEEDS) + 1)
        ]
        looks, errors = zip(*starts, strict=True)
        found.append(Regained(half.name, looks, errors))
    return found


def _start(
    clip: Clip, bodies: Bodies, taught: Taught, looked: Sequence[int], tried: Places
) -> tuple[int | None, float | None]:
    """How many pictures until it is followed, and how far off it is at the first mark then."""
    live, looks = LiveEquipment({_END: taught}), None
    for count, index in enumerate(looked, start=1):
        seen = live.step(clip.pictures[index], bodies.get(index), clip.at_us(index))[_END]
        if looks is None and seen:
            looks = count
        if looks is not None and index in tried:
            return looks, tried[index].apart_radii(seen.place) if seen else float("nan")
    return looks, None if looks else _unjudged(looked, tried)


def _unjudged(looked: Sequence[int], tried: Places) -> float | None:
    """Not followed though there was a mark counts as not seen there; else there is no judge."""
    return float("nan") if any(index in tried for index in looked) else None
