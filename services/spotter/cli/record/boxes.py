"""Boxes round equipment as they are written on the command line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spotter.cli.errors import InputError
from spotter.equipment.place import Places
from spotter.equipment.teaching.box import Box
from spotter.equipment.teaching.film import Film
from spotter.movement.values import EquipmentEnd

_WRITTEN = re.compile(r"(?:(left|right)@)?(\d+(?:\.\d+)?)s:(.*)", re.DOTALL)
_ENDS = {"left": EquipmentEnd.LEFT, "right": EquipmentEnd.RIGHT}
_BESIDE_S = 0.5

HOW = "12.4s:310,240,60,60 (seconds: left edge, top edge, width, height in pixels)"


@dataclass(frozen=True, slots=True)
class TimedBox:
    """A box on the picture at ``time_s``; round which end, if that is said."""

    end: EquipmentEnd | None
    time_s: float
    box: Box

    def __str__(self) -> str:
        end = "" if self.end is None else f"{self.end.name.lower()}@"
        return f"{end}{self.time_s:.2f}s:{self.box}"


def box_from(words: str) -> TimedBox:
    """The box that ``words`` give. Raises :class:`InputError`, and EquipmentError for its size."""
    match = _WRITTEN.fullmatch(words.strip())
    try:
        numbers = [float(number) for number in match[3].split(",")] if match else []
    except ValueError:
        numbers = []
    if match is None or len(numbers) != 4:
        raise InputError(f"expected a box as {HOW}, or left@12.4s:...; found {words!r}")
    return TimedBox(_ENDS.get(match[1] or ""), float(match[2]), Box(*numbers))


def places_of(film: Film, boxes: Sequence[TimedBox]) -> dict[EquipmentEnd | None, Places]:
    """The places of ``boxes`` in the film's pictures, for each end.

    Raises :class:`InputError` for a time outside the film and for two boxes on one picture;
    EquipmentError for a box outside its picture.
    """
    marked: dict[EquipmentEnd | None, Places] = {}
    for one in boxes:
        index = film.nearest(one.time_s)
        if abs(film.at_s(index) - one.time_s) > _BESIDE_S:
            raise InputError(
                f"expected a box from {film.at_s(0):.1f} to {film.at_s(-1):.1f} s, where somebody "
                f"exercises; found {one}"
            )
        known = marked.get(one.end, {})
        if index in known:
            raise InputError(f"expected one box on a picture for each end; found another, {one}")
        marked[one.end] = {**known, index: one.box.place_in(film.pictures[index])}
    return marked
