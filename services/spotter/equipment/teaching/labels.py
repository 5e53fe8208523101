"""Finds equipment in the pictures of a recording, from boxes on a few of them.

A correlation filter learns from the boxes, and on the way from what it finds, as MOSSE does (Bolme
and others, 2010). OpenCV's MIL slips in the same places, is no faster, and finds something else
each time, whatever its seed; where it does not slip it drifts less, by a tenth of a radius.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Picture, Place
from spotter.equipment.seeing.channels import channels_of
from spotter.equipment.seeing.correlation import Lesson
from spotter.equipment.seeing.looking import look
from spotter.equipment.seeing.window import window_round

_REMEMBERED = 0.9
"""How much of what was found before counts beside the next picture."""
_GOES_ON = 0.5
"""How much of the last way from picture to picture is expected once more."""


def labelled(pictures: Sequence[Picture], marked: Mapping[int, Place]) -> dict[int, Place]:
    """Where the equipment is in each picture, by index, from the places ``marked`` by somebody.

    It is followed forth and back from each mark, as far as half-way to the next; a picture where
    it slips is corrected by one more mark. Raises :class:`EquipmentError` without a mark, and for
    one outside its picture.
    """
    _check(pictures, marked)
    known = lesson_of(pictures, marked)
    found = dict(marked)
    for index, place in marked.items():
        first, last = _stretch(index, sorted(marked), len(pictures))
        for way in (range(index + 1, last + 1), range(index - 1, first - 1, -1)):
            followed = _followed((pictures[at] for at in way), place, known)
            found |= dict(zip(way, followed, strict=True))
    return dict(sorted(found.items()))


def _stretch(index: int, marked: Sequence[int], count: int) -> tuple[int, int]:
    """The first and the last picture that is nearer to ``index`` than to another mark."""
    before = [other for other in marked if other < index]
    after = [other for other in marked if other > index]
    first = (before[-1] + index) // 2 + 1 if before else 0
    return first, (index + after[0]) // 2 if after else count - 1


def _followed(pictures: Iterable[Picture], start: Place, known: Lesson) -> Iterator[Place]:
    before, place, lesson, recent = start, start, known, None
    for picture in pictures:
        found = look(lesson.spectrum(), picture, _expected(before, place)).place
        before, place = place, found
        new = Lesson.of(channels_of(window_round(picture, place)))
        recent = new if recent is None else recent.weighted(_REMEMBERED) + new
        lesson = known + recent
        yield place


def _expected(before: Place, place: Place) -> Place:
    right_px, down_px = place.x_px - before.x_px, place.y_px - before.y_px
    return Place(place.x_px + _GOES_ON * right_px, place.y_px + _GOES_ON * down_px, place.radius_px)


def lesson_of(pictures: Sequence[Picture], marked: Mapping[int, Place]) -> Lesson:
    """What the marked places alone teach."""
    lessons = [
        Lesson.of(channels_of(window_round(pictures[index], place)))
        for index, place in marked.items()
    ]
    return sum(lessons[1:], start=lessons[0]).weighted(1 / len(lessons))


def _check(pictures: Sequence[Picture], marked: Mapping[int, Place]) -> None:
    if not marked:
        raise EquipmentError("expected a box round the equipment on one picture; found none")
    for index, place in marked.items():
        if not 0 <= index < len(pictures):
            raise EquipmentError(
                f"expected a picture from 0 to {len(pictures) - 1}; found a box on {index}"
            )
        if not place.is_within(pictures[index]):
            raise EquipmentError(f"expected a box within picture {index}; found {place}")
