"""What the process that learns equipment is given and says survives the way to it and back."""

import io

import numpy as np
import pytest

from spotter.movement.values import EquipmentEnd
from spotter.wire.errors import WireError
from spotter.wire.lessons.equipment_lesson import (
    EquipmentLesson,
    Learnt,
    LearntEnd,
    News,
    Proposed,
    Refusal,
    read_lesson,
    read_news,
    write_lesson,
    write_news,
)
from spotter.wire.lessons.equipment_tracks import DrawnBox, FoundPlace, FoundTrack

BOXES = (
    DrawnBox(EquipmentEnd.LEFT, 3, 1.5, 2.5, 30, 40),
    DrawnBox(None, 0, 0, 0, 12, 10),
)
BODY = np.random.default_rng(1).normal(size=(25, 3)).astype(np.float32)
BODY[4] = np.nan
LESSON = EquipmentLesson((0, 40_000, 80_000), {0: BODY, 2: BODY + 1}, BOXES)
JPEGS = [b"one", b"", b"three"]
TRACK = FoundTrack(
    EquipmentEnd.RIGHT, (FoundPlace(0, 1, 2, 3), FoundPlace(2, 4, 5, 6)), ((0, 1.5),)
)


def given(lesson: EquipmentLesson, jpegs: list[bytes]) -> io.BytesIO:
    output = io.BytesIO()
    write_lesson(lesson, jpegs, output)
    output.seek(0)
    return output


def test_a_film_arrives_as_it_was_given() -> None:
    lesson, jpegs = read_lesson(given(LESSON, JPEGS))
    assert (lesson.captured_us, lesson.boxes) == (LESSON.captured_us, BOXES)
    assert [*lesson.bodies] == [0, 2]
    for index, body in LESSON.bodies.items():
        np.testing.assert_array_equal(lesson.bodies[index], body)
    assert list(jpegs) == JPEGS


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (given(LESSON, JPEGS[:2]).getvalue(), "expected 3 pictures; found 2"),
        (b"", "expected a film and its pictures; found nothing"),
        (b"\x05abc", "expected the message EquipmentLesson"),
    ],
)
def test_what_is_no_film_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(WireError, match=says):
        list(read_lesson(io.BytesIO(data))[1])


def test_bodies_that_are_not_those_of_the_pictures_are_refused() -> None:
    two_for_one = EquipmentLesson((0,), {0: np.concatenate([BODY, BODY])})
    with pytest.raises(WireError, match="expected 1 bodies; found 2"):
        read_lesson(given(two_for_one, JPEGS[:1]))


def test_news_arrive_one_by_one() -> None:
    told: list[News] = [0.25, Proposed(BOXES), Proposed(()), Refusal("too far away")]
    output = io.BytesIO()
    for one in [*told, Learnt((LearntEnd(TRACK, b"taught"),))]:
        write_news(one, output)
    output.seek(0)
    *others, learnt = read_news(output)
    assert others == told
    assert isinstance(learnt, Learnt)
    assert [(one.track, one.taught) for one in learnt.ends] == [(TRACK, b"taught")]
