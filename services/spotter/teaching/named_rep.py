"""Reps as a trainer names them."""

from collections.abc import Sequence
from dataclasses import dataclass

from spotter.movement.values import PoseSeries


@dataclass(frozen=True, slots=True, eq=False)
class NamedRep:
    """A rep: number ``number`` of the recording ``source``; without a number, the id ``source``."""

    source: str
    number: int | None
    poses: PoseSeries


def listed(reps: Sequence[NamedRep]) -> str:
    """The names of reps, as ``reps 1, 3 of monday.mp4 and rep rack-1_2_1700``."""
    numbers: dict[str, list[str]] = {}
    for rep in reps:
        numbers.setdefault(rep.source, []).extend([str(rep.number)] if rep.number else [])
    return " and ".join(
        f"rep{'' if len(found) == 1 else 's'} {', '.join(found)} of {source}"
        if found
        else f"rep {source}"
        for source, found in numbers.items()
    )
