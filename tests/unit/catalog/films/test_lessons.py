"""Which answer counts when a film is looked through more than once, or deleted meanwhile."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import replace

import pytest
import redis

from spotter.catalog.errors import CatalogError
from spotter.catalog.films.film import Film
from spotter.catalog.films.films import Films, Kept
from spotter.catalog.films.lessons import Lessons
from spotter.catalog.films.rules import FilmRules
from spotter.catalog.films.sealed_pictures import SealedPictures
from spotter.movement.values import EquipmentEnd, EquipmentKind
from spotter.simulation.motion.performance import Plan
from spotter.wire.catalog.exercises.films import FilmState
from spotter.wire.lessons.equipment_lesson import EquipmentLesson, Learnt, LearntEnd, News
from spotter.wire.lessons.equipment_tracks import DrawnBox, FoundPlace, FoundTrack
from support.movements.filmed import filmed

POSES = filmed(Plan("squat", reps=2))[1]
FIRST, SECOND = (DrawnBox(EquipmentEnd.LEFT, at, 10, 10, 30, 30) for at in (1, 2))


class TellingTeacher:
    """Learns that the equipment is where the last box was drawn; tells ``meanwhile`` half-way."""

    def __init__(self) -> None:
        self.meanwhile: Callable[[], object] = int
        self.ended = 0
        self.cancelled = 0
        self.lesson: EquipmentLesson | None = None

    def news(self, lesson: EquipmentLesson, _jpegs: Iterable[bytes]) -> Generator[News, None, None]:
        self.lesson = lesson
        try:
            yield 0.5
            self.meanwhile()
            yield 0.6
            place = FoundPlace(lesson.boxes[-1].index, 25, 25, 15)
            yield Learnt((LearntEnd(FoundTrack(EquipmentEnd.LEFT, (place,)), b"taught"),))
        finally:
            self.ended += 1

    def cancel(self) -> None:
        """Nothing is under way for long."""
        self.cancelled += 1

    def stop(self) -> None:
        """Nothing is under way for long."""


class Room:
    """One film that has ended, of somebody who squats, and what looks through it."""

    def __init__(self) -> None:
        self.films = Films(FilmRules())
        self.teacher = TellingTeacher()
        self.refused = 0
        kept = Kept(self.films, SealedPictures(redis.Redis(port=1)))
        self.lessons = Lessons(kept, self.teacher, self._refuse)
        times_us = tuple(POSES.captured_us.tolist())
        begun = Film(
            "one", "rack-1", EquipmentKind.BARBELL, "ida", 0, 10**18, last_us=0, read_to=b"0-0"
        )
        film = begun.with_picture(times_us[0], (640, 480), 1, 0).ended(1)
        self.films.add(replace(film, captured_us=times_us, people=(POSES,)))

    @property
    def film(self) -> Film:
        return self.films.of("one", "ida")

    def _refuse(self) -> None:
        self.refused += 1


@pytest.fixture
def room() -> Room:
    return Room()


def test_who_exercises_is_given_in_every_picture_with_times_since_the_first(room: Room) -> None:
    room.lessons.ask(room.film, (FIRST,))
    room.lessons.step()
    lesson = room.teacher.lesson
    assert lesson is not None
    assert lesson.captured_us[0] == 0
    assert lesson.captured_us[-1] == POSES.captured_us[-1] - POSES.captured_us[0]
    assert [*lesson.bodies] == [*range(len(POSES))]
    assert (lesson.bodies[7] == POSES.keypoints[7]).all()
    assert (room.film.state, room.film.progress_ratio) == (FilmState.FOLLOWED, 1.0)


def test_an_answer_to_what_was_asked_before_does_not_count(room: Room) -> None:
    room.teacher.meanwhile = lambda: room.lessons.ask(room.film, (FIRST, SECOND))
    room.lessons.ask(room.film, (FIRST,))
    room.lessons.step()
    assert (room.film.state, room.film.tracks) == (FilmState.FOLLOWING, ())
    assert (room.teacher.ended, room.teacher.cancelled) == (1, 1)
    room.teacher.meanwhile = int
    room.lessons.step()
    assert room.film.tracks[0].places[0].index == SECOND.index


def test_a_film_that_is_deleted_is_looked_through_no_more(room: Room) -> None:
    def delete() -> None:
        room.films.remove("one")
        room.lessons.drop("one")

    room.teacher.meanwhile = delete
    room.lessons.ask(room.film, (FIRST,))
    room.lessons.drop("another")
    assert room.teacher.cancelled == 0
    room.lessons.step()
    assert (room.films.all(), room.teacher.ended, room.refused) == ((), 1, 0)
    assert room.teacher.cancelled == 1


def test_a_failure_is_told_and_the_film_can_be_asked_again(room: Room) -> None:
    def fail() -> None:
        raise CatalogError("looking through the film failed")

    room.teacher.meanwhile = fail
    room.lessons.ask(room.film, (FIRST,))
    room.lessons.step()
    assert (room.film.state, room.film.problem, room.refused) == (
        FilmState.REFUSED,
        "looking through the film failed",
        1,
    )
    room.teacher.meanwhile = int
    room.lessons.ask(room.film, (FIRST,))
    assert (room.film.state, room.film.problem) == (FilmState.FOLLOWING, "")
    room.lessons.step()
    assert room.film.state is FilmState.FOLLOWED
