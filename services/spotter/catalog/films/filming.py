"""Keeps the pictures of stations that are filmed, and deletes them in time."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import redis
import structlog

from spotter.catalog.films.announcing import announce
from spotter.catalog.films.film import Film
from spotter.catalog.films.films import Kept
from spotter.catalog.films.new_frames import NewFrames
from spotter.catalog.films.people import people_in
from spotter.catalog.films.rules import SECOND_US
from spotter.movement.values import MovementError
from spotter.wire.errors import WireError
from spotter.wire.poses.frames import Frame

_WAIT_MS = 200
_REST_S = 0.2
_TELL_S = 1.0


class Filming:
    """Call :meth:`step` again and again, in one thread.

    ``delete`` deletes a film whose hour is over; ``on_refusal`` hears of one without a picture.
    """

    def __init__(  # noqa: PLR0913 - its collaborators, each used in one place
        self,
        kept: Kept,
        frames: NewFrames,
        client: redis.Redis,
        *,
        delete: Callable[[Film], None],
        on_refusal: Callable[[], None],
        now_us: Callable[[], int],
    ) -> None:
        self._films = kept.films
        self._pictures = kept.pictures
        self._frames = frames
        self._client = client
        self._delete = delete
        self._on_refusal = on_refusal
        self._now_us = now_us
        self._told_s = -_TELL_S
        self._has_told = False
        self._is_tidy = False
        self._log = structlog.get_logger()

    def step(self) -> None:
        """Keep what has come, and see to each film."""
        with self._without_redis("what is left of films is not deleted yet"):
            self._tidy_up()
        recording = [film for film in self._films.all() if film.is_recording]
        for film in recording:
            with self._without_redis("no pictures are kept"):
                self._copy(film, wait_ms=_WAIT_MS // len(recording))
        if not recording:
            time.sleep(_REST_S)
        for film in self._films.all():
            self._see_to(film)
        with self._without_redis("films are not announced"):
            self._tell()

    def _tidy_up(self) -> None:
        """Delete what an earlier process left."""
        if not self._is_tidy:
            self._pictures.delete_strangers()
            self._is_tidy = True

    def _copy(self, film: Film, *, wait_ms: int) -> None:
        for entry_id, frame in self._frames.after(film.station_id, film.read_to, wait_ms=wait_ms):
            self._keep(film.film_id, entry_id, frame)

    def _keep(self, film_id: str, entry_id: bytes, frame: Frame) -> None:
        film = self._films.change(film_id, lambda one: one.past(entry_id))
        size_px, now_us = (frame.width_px, frame.height_px), self._now_us()
        if film is not None and film.wants(frame.captured_us, size_px, self._films.rules):
            left_s = max(1, (film.kept_until_us - now_us) // SECOND_US)
            index = len(film.captured_us)
            count_bytes = self._pictures.add(film_id, index, frame.jpeg, left_s)
            kept = self._films.change(
                film_id,
                lambda one: one.with_picture(frame.captured_us, size_px, count_bytes, now_us),
            )
            if kept is None:  # deleted just before the picture came
                self._pictures.delete(film_id)

    def _see_to(self, film: Film) -> None:
        now_us = self._now_us()
        if now_us >= film.kept_until_us:
            self._delete(film)
        elif film.is_recording:
            why = film.why_end(now_us, self._films.rules)
            if why:
                self._films.change(film.film_id, lambda one: one.ended(now_us, why))
                if not film.captured_us:
                    self._on_refusal()
        elif film.people is None:
            settled_us = film.ended_us + round(self._films.rules.settles_s * SECOND_US)
            if now_us >= settled_us:
                self._note_people(film)

    def _note_people(self, film: Film) -> None:
        with self._without_redis("who is in a film is not known yet"):
            try:
                people = people_in(self._client, film)
            except (WireError, MovementError) as error:
                self._log.warning("unreadable poses", reason=str(error))
                people = ()
            self._films.change(film.film_id, lambda one: replace(one, people=people))

    def _tell(self) -> None:
        films = [film for film in self._films.all() if film.keeps_pictures]
        is_due = time.monotonic() - self._told_s >= _TELL_S
        if (films and is_due) or bool(films) != self._has_told:
            announce(self._client, films)
            self._told_s, self._has_told = time.monotonic(), bool(films)

    @contextmanager
    def _without_redis(self, what: str) -> Iterator[None]:
        """A server that is away ends no process: a film without pictures ends, and says so."""
        try:
            yield
        except redis.RedisError as error:
            self._log.warning(what, reason=str(error))
            time.sleep(_REST_S)
