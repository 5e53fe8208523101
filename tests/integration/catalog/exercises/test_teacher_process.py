"""The process that learns equipment: it is given too little, or killed, or the catalog stops."""

from collections.abc import Iterator

import numpy as np
import pytest

from spotter.catalog.errors import CatalogError
from spotter.catalog.films.teacher_process import TeacherProcess
from spotter.movement.values import EquipmentEnd
from spotter.pictures.jpeg import encode_jpeg
from spotter.wire.lessons.equipment_lesson import EquipmentLesson, Learnt, Proposed, Refusal
from spotter.wire.lessons.equipment_tracks import DrawnBox
from support.equipment.films import film_of, in_hand

FILM = film_of()
JPEGS = [encode_jpeg(picture) for picture in FILM.pictures]
TIMES_US = tuple(FILM.captured_us.tolist())


def box_on(index: int) -> DrawnBox:
    """Round the plate in the right hand."""
    place = in_hand(FILM.bodies[index])
    side_px = 2 * place.radius_px
    left_px, top_px = place.x_px - place.radius_px, place.y_px - place.radius_px
    return DrawnBox(EquipmentEnd.RIGHT, index, left_px, top_px, side_px, side_px)


def lesson(*boxes: DrawnBox) -> EquipmentLesson:
    return EquipmentLesson(TIMES_US, FILM.bodies, boxes)


def test_a_plate_is_proposed_and_learnt() -> None:
    *_, proposed = TeacherProcess().news(lesson(), JPEGS)
    assert isinstance(proposed, Proposed)
    assert proposed.boxes[0].end is EquipmentEnd.RIGHT

    *progress, learnt = TeacherProcess().news(lesson(box_on(4)), JPEGS)
    assert isinstance(learnt, Learnt)
    assert [one.track.end for one in learnt.ends] == [EquipmentEnd.RIGHT]
    assert learnt.ends[0].track.unclear_s == ()
    for found in learnt.ends[0].track.places:
        true = in_hand(FILM.bodies[found.index])
        assert np.hypot(found.x_px - true.x_px, found.y_px - true.y_px) < true.radius_px / 2
    ratios = [one for one in progress if isinstance(one, float)]
    assert len(ratios) == len(progress) > 0
    assert ratios == sorted(ratios)


@pytest.mark.parametrize(
    ("boxes", "jpegs", "says"),
    [
        ((box_on(4), box_on(4)), JPEGS, "expected one box on a picture for each end"),
        ((DrawnBox(None, 17, 5, 5, 30, 30),), JPEGS, "expected a box on a picture from 0 to 16"),
        ((DrawnBox(None, 1, 900, 5, 30, 30),), JPEGS, "lies outside the picture"),
        ((box_on(4),), [b"no picture"] * len(JPEGS), "expected a JPEG"),
        ((box_on(4),), JPEGS[:3], "expected 17 pictures; found 3"),
    ],
)
def test_what_cannot_be_learnt_is_refused_in_words(
    boxes: tuple[DrawnBox, ...], jpegs: list[bytes], says: str
) -> None:
    *_, refusal = TeacherProcess().news(lesson(*boxes), jpegs)
    assert isinstance(refusal, Refusal)
    assert says in refusal.words


def test_a_process_that_takes_too_long_is_killed_and_that_is_said() -> None:
    with pytest.raises(CatalogError, match="looking through the film failed"):
        list(TeacherProcess(longest_s=0.01).news(lesson(box_on(4)), JPEGS))


def test_what_is_cancelled_ends_and_another_may_begin() -> None:
    teacher = TeacherProcess()

    def cancelled_meanwhile() -> Iterator[bytes]:
        yield JPEGS[0]
        teacher.cancel()
        yield from JPEGS[1:]

    with pytest.raises(CatalogError, match="looking through the film failed"):
        list(teacher.news(lesson(box_on(4)), cancelled_meanwhile()))
    *_, proposed = teacher.news(lesson(), JPEGS)
    assert isinstance(proposed, Proposed)


def test_stopping_ends_the_process_and_lets_no_other_begin() -> None:
    teacher = TeacherProcess()

    def stopped_meanwhile() -> Iterator[bytes]:
        yield JPEGS[0]
        teacher.stop()
        yield from JPEGS[1:]

    with pytest.raises(CatalogError, match="looking through the film failed"):
        list(teacher.news(lesson(box_on(4)), stopped_meanwhile()))
    with pytest.raises(CatalogError, match="the catalog stops"):
        list(teacher.news(lesson(), JPEGS))
