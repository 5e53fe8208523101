"""Teaches equipment on one half of a video and follows it through the other, both ways round."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from spotter.equipment.following.following import Phase, Rules, after_look, followed_from
from spotter.equipment.following.searching import search
from spotter.equipment.place import Picture, Place
from spotter.equipment.seeing.appearance import Appearance, appearance_of, places_elsewhere
from spotter.equipment.seeing.looking import look
from spotter.equipment.teaching.labels import labelled
from spotter.evaluation.equipment.marks import Marks
from spotter.evaluation.errors import EvaluationError

_SLIPPED_RADII = 0.5
_FEWEST_IN_HALF = 3

Clock = Callable[[], float]
Places = Mapping[int, Place]


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A video: (H, W, 3) uint8 pictures, when each was taken, and the marks on some."""

    pictures: Sequence[Picture]
    times_s: Sequence[float]
    marks: Marks

    def at_us(self, index: int) -> int:
        """When a picture was taken."""
        return round(self.times_s[index] * 1e6)


class Half(NamedTuple):
    """A part of a clip, and the marks in it."""

    name: str
    pictures: range
    marks: Places


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """Equipment that was taught by ``boxes`` boxes and tried on the marks of the other half.

    ``errors_radii`` has the distance at each mark but the first, where following starts; NaN where
    it was not seen. ``path`` has every place where it was seen, smoothed, and ``speed_ratio`` says
    how fast it moves there from mark to mark, compared with the marks. Of looks at the marks
    ``clear_ratio`` were clear, and ``false_ratio`` of those elsewhere in the same pictures.
    """

    taught: str
    boxes: int
    appearance: Appearance
    errors_radii: Mapping[int, float]
    path: Places
    speed_ratio: float
    clear_ratio: float
    false_ratio: float
    look_s: float

    @property
    def within_half(self) -> int:
        """How many marks were met within half a radius."""
        return sum(error <= _SLIPPED_RADII for error in self.errors_radii.values())


def measure_halves(clip: Clip, every: int, clock: Clock) -> list[Trial]:
    """Taught on the first half and tried on the second, and the other way round.

    Every ``every``-th picture and the marked ones are looked at. ``clock`` gives seconds. Raises
    :class:`EvaluationError` if a half has fewer than three marks, or one is not in the video.
    """
    return [_trial(clip, *half, every, clock) for half in halves_of(clip)]


def halves_of(clip: Clip) -> list[tuple[Half, Places]]:
    """Each half to be taught on, and the marks of the other one.

    Raises :class:`EvaluationError` if a half has fewer than three marks, or one is not in the
    video.
    """
    middle = len(clip.pictures) // 2
    first = {index: place for index, place in clip.marks.places.items() if index < middle}
    second = {index: place for index, place in clip.marks.places.items() if index >= middle}
    if min(len(first), len(second)) < _FEWEST_IN_HALF or max(second) >= len(clip.pictures):
        raise EvaluationError(
            f"expected {_FEWEST_IN_HALF} marks or more in each half of {len(clip.pictures)} "
            f"pictures; found {len(first)} and {len(second)}, the last on picture "
            f"{max(clip.marks.places)}"
        )
    return [
        (Half("first", range(middle), first), second),
        (Half("second", range(middle, len(clip.pictures)), second), first),
    ]


def labels_in(clip: Clip, half: Half) -> tuple[dict[int, Place], int]:
    """:func:`labels_as_corrected` in a part of a clip, by the clip's pictures."""
    start = half.pictures.start
    labels, boxes = labels_as_corrected(
        [clip.pictures[index] for index in half.pictures],
        {index - start: place for index, place in half.marks.items()},
    )
    return {start + index: place for index, place in labels.items()}, boxes


def labels_as_corrected(pictures: Sequence[Picture], marks: Places) -> tuple[dict[int, Place], int]:
    """Labels as a trainer gets them, who draws one box and corrects where it slips, and the boxes.

    The first box is on the first mark; as long as a mark is missed by more than half a radius,
    the worst one is another box.
    """
    boxes = [min(marks)]
    while True:
        labels = labelled(pictures, {index: marks[index] for index in boxes})
        off = {index: place.apart_radii(labels[index]) for index, place in marks.items()}
        worst = max(off, key=lambda index: off[index])
        if off[worst] <= _SLIPPED_RADII:
            return labels, len(boxes)
        boxes.append(worst)


def speed_ratio(path: Places, marks: Places) -> float:
    """The mean speed on a path from mark to mark, compared with the marks' own; NaN if unseen."""
    seen = [index for index in marks if index in path]
    ways = [sum(one[a].apart_radii(one[b]) for a, b in pairwise(seen)) for one in (path, marks)]
    return ways[0] / ways[1] if ways[1] else float("nan")


def _trial(clip: Clip, taught: Half, tried: Places, every: int, clock: Clock) -> Trial:
    labels, boxes = labels_in(clip, taught)
    appearance = appearance_of(clip.pictures, labels)
    path, looks_s = followed(clip, appearance, tried, every, clock)
    missing = float("nan")
    errors = {
        index: place.apart_radii(path[index]) if index in path else missing
        for index, place in list(tried.items())[1:]
    }
    return Trial(
        taught.name,
        boxes,
        appearance,
        errors,
        path,
        speed_ratio(path, tried),
        *_clear_ratios(clip, appearance, tried),
        float(np.median(looks_s)),
    )


def followed(
    clip: Clip, appearance: Appearance, tried: Places, every: int, clock: Clock
) -> tuple[dict[int, Place], list[float]]:
    """Where equipment was seen from the first place in ``tried`` on, and each look's seconds.

    Once it is lost it stays so: without a body nothing says where it should be.
    """
    start, rules = min(tried), Rules(appearance.clear_from)
    following = followed_from(tried[start], clip.at_us(start))
    radius_px = tried[start].radius_px
    path, looks_s = {start: tried[start]}, []
    for index in looked_at(tried, every):
        began_s, at_us = clock(), clip.at_us(index)
        if following.phase is Phase.LOST:
            break
        spectrum, picture = appearance.spectrum, clip.pictures[index]
        seen = search(following, spectrum, picture, at_us, None, radius_px, rules)
        following = after_look(following, seen, at_us, None, rules)
        looks_s.append(clock() - began_s)
        if place := following.place(radius_px):
            path[index] = place
    return path, looks_s


def looked_at(tried: Places, every: int) -> Iterator[int]:
    """The pictures after the first mark to look at: every ``every``-th, and the marked ones."""
    start, end = min(tried), max(tried)
    for index in range(start + 1, end + 1):
        if (index - start) % every == 0 or index in tried:
            yield index


def _clear_ratios(clip: Clip, appearance: Appearance, tried: Places) -> tuple[float, float]:
    def is_clear(index: int, near: Place) -> bool:
        seen = look(appearance.spectrum, clip.pictures[index], near)
        return seen.clarity > appearance.clear_from

    at = [is_clear(index, place) for index, place in tried.items()]
    elsewhere = [
        is_clear(index, other)
        for index, place in tried.items()
        for other in places_elsewhere(clip.pictures[index], place)
    ]
    return float(np.mean(at)), float(np.mean(elsewhere))
