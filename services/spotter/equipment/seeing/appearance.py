"""What equipment looks like, learnt from the labelled pictures of one recording."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Picture, Place
from spotter.equipment.seeing.channels import CHANNELS, channels_of
from spotter.equipment.seeing.correlation import Lesson, Spectrum, learnt
from spotter.equipment.seeing.looking import Look, look
from spotter.equipment.seeing.window import SAMPLES_PER_RADIUS, SIDE, window_round

SPECTRUM_SHAPE = (CHANNELS, SIDE, SIDE // 2 + 1)

FALSE_HELD_RATIO = 0.01
"""The part of looks at a place without the equipment that may be taken for it."""

_LEARNT_FROM = 60
_TRIED_ON = 16
_PLACES_TRIED = 24
"""So many pictures, and places in each, spread evenly: neighbours tell little new."""
_OFF_RADII = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
"""The equipment is also shown off a window's middle, as it will be when it moves."""
_ELSEWHERE_RADII = 4.5
"""From there on, a window does not show the equipment."""
_GRID_RADII = 1.5
AT_RADII = 0.5
"""A clear look this near to a label confirms it."""

Value = TypeVar("Value")
Labelled = Mapping[int, Place]
Clarities = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Appearance:
    """A filter, (11, 96, 49) complex, and from which clarity on a look shows the equipment.

    ``false_ratio`` of the looks elsewhere in the recording were as clear, and ``missed_ratio`` of
    those at the equipment were not, in halves of the recording that the filter had not learnt
    from. Raises :class:`EquipmentError` for another shape, and for what is not finite.
    """

    spectrum: Spectrum
    clear_from: float
    false_ratio: float
    missed_ratio: float

    def __post_init__(self) -> None:
        if self.spectrum.shape != SPECTRUM_SHAPE or not np.isfinite(self.spectrum).all():
            raise EquipmentError(
                f"expected a finite filter {SPECTRUM_SHAPE}; found {self.spectrum.shape}"
            )
        ratios = (self.false_ratio, self.missed_ratio)
        if not 0 <= self.clear_from < np.inf or not all(0 <= ratio <= 1 for ratio in ratios):
            raise EquipmentError(
                "expected a finite limit from 0 on and ratios from 0 to 1; "
                f"found {self.clear_from}, {ratios}"
            )


def appearance_of(
    pictures: Sequence[Picture], labels: Labelled, false_ratio: float = FALSE_HELD_RATIO
) -> Appearance:
    """Learn what is at the places of ``labels``, by index of the picture.

    The limit is found by filters learnt from either half and tried on the other. Elsewhere means
    elsewhere in the recording: what an empty hand looks like is not in it. Raises
    :class:`EquipmentError` for fewer than two labelled pictures, and where a picture is hardly
    larger than the equipment.
    """
    _check_two(labels)
    at, elsewhere = _tried_on_halves(pictures, labels)
    clear_from = _limit(elsewhere, false_ratio)
    return Appearance(
        learnt(_examples(pictures, labels)),
        clear_from,
        float((elsewhere > clear_from).mean()),
        float((at <= clear_from).mean()),
    )


def confirmed(
    pictures: Sequence[Picture], labels: Labelled, false_ratio: float = FALSE_HELD_RATIO
) -> dict[int, Place]:
    """The ``labels`` at which a filter learnt from the other half sees the equipment clearly.

    A filter sees clearly whatever it has learnt from, the places to which labels slipped too.
    Raises :class:`EquipmentError` as :func:`appearance_of` does.
    """
    _check_two(labels)
    seen: dict[int, Look] = {}
    elsewhere: list[float] = []
    for spectrum, tried in _half_filters(pictures, labels):
        seen |= {at: look(spectrum, pictures[at], labels[at]) for at in tried}
        elsewhere += _elsewhere(pictures, labels, spectrum, tried)
    clear_from = _limit(np.array(elsewhere), false_ratio)
    return {
        at: labels[at]
        for at, found in sorted(seen.items())
        if found.clarity > clear_from and labels[at].apart_radii(found.place) <= AT_RADII
    }


def limit_elsewhere(
    pictures: Sequence[Picture], labels: Labelled, spectrum: Spectrum, false_ratio: float
) -> float:
    """The clarity that a filter finds at so many of the places beside the labels.

    Raises :class:`EquipmentError` where a picture is hardly larger than the equipment.
    """
    return _limit(np.array(_elsewhere(pictures, labels, spectrum, sorted(labels))), false_ratio)


def places_elsewhere(picture: Picture, place: Place) -> list[Place]:
    """At most 24 places over the picture whose windows do not show what is at ``place``."""
    return _spread([*_grid_beside(picture, place)], _PLACES_TRIED)


def _grid_beside(picture: Picture, place: Place) -> Iterator[Place]:
    height, width = picture.shape[:2]
    step_px = _GRID_RADII * place.radius_px
    for y_px, x_px in product(
        np.arange(step_px / 2, height, step_px), np.arange(step_px / 2, width, step_px)
    ):
        other = Place(float(x_px), float(y_px), place.radius_px)
        if place.apart_radii(other) >= _ELSEWHERE_RADII:
            yield other


def _tried_on_halves(pictures: Sequence[Picture], labels: Labelled) -> tuple[Clarities, Clarities]:
    """How clear looks are at the equipment, and elsewhere, in the half that was not learnt from."""
    at: list[float] = []
    elsewhere: list[float] = []
    for spectrum, tried in _half_filters(pictures, labels):
        some = _spread(tried, _TRIED_ON)
        at += [look(spectrum, pictures[index], labels[index]).clarity for index in some]
        elsewhere += _elsewhere(pictures, labels, spectrum, some)
    return np.array(at), np.array(elsewhere)


def _half_filters(
    pictures: Sequence[Picture], labels: Labelled
) -> Iterator[tuple[Spectrum, list[int]]]:
    """What either half of the labels teaches, and the pictures of the other."""
    indices = sorted(labels)
    halves = [indices[: len(indices) // 2], indices[len(indices) // 2 :]]
    for taught, tried in (halves, halves[::-1]):
        yield learnt(_examples(pictures, {index: labels[index] for index in taught})), tried


def _elsewhere(
    pictures: Sequence[Picture], labels: Labelled, spectrum: Spectrum, tried: Sequence[int]
) -> list[float]:
    """How clear looks are elsewhere in some of the pictures ``tried``."""
    some = [(pictures[index], labels[index]) for index in _spread(tried, _TRIED_ON)]
    return [
        look(spectrum, picture, other).clarity
        for picture, place in some
        for other in places_elsewhere(picture, place)
    ]


def _limit(elsewhere: Clarities, false_ratio: float) -> float:
    if len(elsewhere) < 1 / false_ratio:
        raise EquipmentError(
            f"expected {1 / false_ratio:.0f} places or more without the equipment, to tell what is "
            f"none; found {len(elsewhere)}: film from farther away"
        )
    return float(np.quantile(elsewhere, 1 - false_ratio, method="higher"))


def _check_two(labels: Labelled) -> None:
    if len(labels) < 2:
        raise EquipmentError(f"expected two labelled pictures or more; found {len(labels)}")


def _examples(pictures: Sequence[Picture], labels: Labelled) -> Iterator[Lesson]:
    for index in _spread(sorted(labels), _LEARNT_FROM):
        picture = pictures[index]
        for x_radii, y_radii in _OFF_RADII:
            window = window_round(picture, labels[index].moved(x_radii, y_radii))
            middle = (-x_radii * SAMPLES_PER_RADIUS, -y_radii * SAMPLES_PER_RADIUS)
            yield Lesson.of(channels_of(window), middle)


def _spread(values: Sequence[Value], most: int) -> list[Value]:
    """At most so many of them, evenly spread."""
    kept = np.linspace(0, len(values) - 1, min(most, len(values))).round().astype(int)
    return [values[position] for position in kept]
