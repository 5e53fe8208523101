"""Has films looked through, one after another, and notes in each what came of it."""

import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from typing import Protocol

import redis
import structlog

from spotter.catalog.errors import CatalogError, ConflictError
from spotter.catalog.films.film import Film
from spotter.catalog.films.films import Kept
from spotter.catalog.films.people import bodies_in
from spotter.wire.lessons.equipment_lesson import EquipmentLesson, Learnt, News, Proposed, Refusal
from spotter.wire.lessons.equipment_tracks import DrawnBox

_WAIT_S = 0.2


class Teacher(Protocol):
    """Learns equipment elsewhere."""

    def news(self, lesson: EquipmentLesson, jpegs: Iterable[bytes]) -> Generator[News, None, None]:
        """How far it is, and at last what it learnt. Raises :class:`CatalogError`."""

    def cancel(self) -> None:
        """End what is under way now."""

    def stop(self) -> None:
        """End what is under way, and let nothing else begin."""


class Lessons:
    """Call :meth:`step` again and again; for any thread.

    ``on_refusal`` hears each time that nothing could be learnt.
    """

    def __init__(
        self,
        kept: Kept,
        teacher: Teacher,
        on_refusal: Callable[[], None],
    ) -> None:
        self._films = kept.films
        self._pictures = kept.pictures
        self._teacher = teacher
        self._on_refusal = on_refusal
        self._asked: dict[str, tuple[DrawnBox, ...]] = {}
        self._under_way = ""
        self._lock = threading.Lock()
        self._news = threading.Event()
        self._log = structlog.get_logger()

    def ask(self, film: Film, boxes: tuple[DrawnBox, ...]) -> Film:
        """Let what is in the boxes be learnt, instead of what was asked of this film before.

        Without boxes, one is to be proposed. Raises :class:`ConflictError` for a film that is still
        recorded or has no pictures.
        """
        if film.is_recording:
            raise ConflictError("the film is still being recorded: end it first")
        if not film.captured_us:
            raise ConflictError(film.problem)
        with self._lock:
            asked = self._films.change(film.film_id, lambda one: one.asked(boxes)) or film
            self._asked[film.film_id] = boxes
            self._cancel(film.film_id)
        self._news.set()
        return asked

    def step(self) -> None:
        """Look through one film, if one is asked for and it is known who is in it."""
        begun = self._begin()
        if begun is None:
            self._news.wait(_WAIT_S)
            self._news.clear()
            return
        film, boxes = begun
        try:
            self._learn(film, boxes)
        except CatalogError as error:
            self._refuse(film, str(error))
        except redis.RedisError as error:
            self._log.warning("film cannot be read", reason=str(error))
            self._refuse(film, "the pictures cannot be read at the moment: try it again")
        finally:
            with self._lock:
                self._under_way = ""

    def drop(self, film_id: str) -> None:
        """Learn nothing more of a film that is deleted."""
        with self._lock:
            self._asked.pop(film_id, None)
            self._cancel(film_id)

    def stop(self) -> None:
        """End what is under way."""
        self._teacher.stop()

    def _begin(self) -> tuple[Film, tuple[DrawnBox, ...]] | None:
        with self._lock:
            films = {film.film_id: film for film in self._films.all()}
            self._asked = {one: boxes for one, boxes in self._asked.items() if one in films}
            for film_id, boxes in self._asked.items():
                if films[film_id].people is not None:
                    del self._asked[film_id]
                    self._under_way = film_id
                    return films[film_id], boxes
        return None

    def _cancel(self, film_id: str) -> None:
        if self._under_way == film_id:
            self._teacher.cancel()

    def _learn(self, film: Film, boxes: tuple[DrawnBox, ...]) -> None:
        first_us = film.captured_us[0]
        times_us = tuple(captured_us - first_us for captured_us in film.captured_us)
        lesson = EquipmentLesson(times_us, bodies_in(film), boxes)
        jpegs = self._pictures.pictures(film.film_id, len(times_us))
        with closing(self._teacher.news(lesson, jpegs)) as said:
            for news in said:
                if isinstance(news, Refusal):
                    raise CatalogError(news.words)
                if not self._note(film, _change(news)):
                    return  # deleted, or asked again
                if not isinstance(news, float):
                    return
        raise CatalogError("looking through the film ended without an answer: try it again")

    def _refuse(self, film: Film, why: str) -> None:
        if self._note(film, lambda one: one.refused(why)):
            self._on_refusal()

    def _note(self, film: Film, change: Callable[[Film], Film]) -> bool:
        """Change the film if this is still the last that was asked of it."""
        changed = self._films.change(
            film.film_id, lambda one: change(one) if one.lesson == film.lesson else one
        )
        return changed is not None and changed.lesson == film.lesson


def _change(news: float | Proposed | Learnt) -> Callable[[Film], Film]:
    if isinstance(news, Proposed):
        return lambda one: one.proposed(news.boxes)
    if isinstance(news, Learnt):
        return lambda one: one.followed(news)
    return lambda one: one.advanced(news)
