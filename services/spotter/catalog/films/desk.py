"""What a trainer may do with a film, and what is noted of it."""

import uuid
from collections.abc import Callable, Collection, Sequence

import redis
import structlog

from spotter.catalog.audit import Signature, note
from spotter.catalog.database.opening import Database
from spotter.catalog.errors import CatalogError, DatabaseError, TooManyError, UnknownError
from spotter.catalog.films.announcing import announce
from spotter.catalog.films.film import Film
from spotter.catalog.films.films import Kept
from spotter.catalog.films.lessons import Lessons
from spotter.catalog.films.metrics import FilmMetrics
from spotter.catalog.films.new_frames import NewFrames
from spotter.catalog.films.rules import SECOND_US
from spotter.catalog.films.taught import TaughtEquipment, taught_in
from spotter.catalog.known_stations import check_station
from spotter.catalog.pauses.changes import check_not_paused
from spotter.movement.values import EquipmentKind, PoseSeries
from spotter.wire.lessons.equipment_tracks import DrawnBox

_KIND = "station"
_ITSELF = "spotter"


class FilmDesk:
    """Films of trainers; ``client`` is the server that the notifier reads.

    Whoever is not a film's author is told that there is none. Methods raise
    :class:`redis.RedisError` and :class:`CatalogError`.
    """

    def __init__(  # noqa: PLR0913 - its collaborators, each used in one place
        self,
        database: Database,
        kept: Kept,
        frames: NewFrames,
        client: redis.Redis,
        lessons: Lessons,
        *,
        metrics: FilmMetrics,
        now_us: Callable[[], int],
    ) -> None:
        self._database = database
        self._films = kept.films
        self._pictures = kept.pictures
        self._frames = frames
        self._client = client
        self._lessons = lessons
        self._metrics = metrics
        self._now_us = now_us

    def begin(self, station_id: str, kind: EquipmentKind, author: str, *, agreed: bool) -> Film:
        """Keep a station's pictures from now on; what tells of it comes first."""
        if not agreed:
            self._metrics.refused.labels("not_agreed").inc()
            raise CatalogError(
                "pictures are kept only if whoever is in them agrees: ask them, and say so"
            )
        check_station(self._client, station_id)
        # Nobody may know of their films of this station, as their page has gone away.
        earlier = [
            one for one in self._films.all() if (one.author, one.station_id) == (author, station_id)
        ]
        self._check_room(earlier)
        film = self._new(station_id, kind, author)
        with self._database.writing() as session:
            check_not_paused(session, station_id)
            what = f"began to keep its pictures, to teach with {kind}"
            note(session, Signature(author, film.begun_us), _KIND, station_id, what)
        for one in earlier:
            self._delete(one, author, "deleted a film")
        announce(self._client, (*self._films.all(), film))
        self._pictures.begin(film.film_id)
        self._films.add(film)
        return film

    def film(self, film_id: str, author: str) -> Film:
        """The film as it is."""
        return self._films.of(film_id, author)

    def end(self, film_id: str, author: str) -> Film:
        """Keep no more pictures of it."""
        film = self._films.of(film_id, author)
        ended = self._films.change(film_id, lambda one: one.ended(self._now_us())) or film
        if film.is_recording:
            self._note(film, author, "ended a film")
        return ended

    def propose(self, film_id: str, author: str) -> Film:
        """Begin to look for a box round the equipment."""
        return self._lessons.ask(self._films.of(film_id, author), ())

    def follow(self, film_id: str, boxes: Sequence[DrawnBox], author: str) -> Film:
        """Begin to follow what is in the boxes."""
        if not boxes:
            raise CatalogError("expected a box round the equipment on one picture; found none")
        return self._lessons.ask(self._films.of(film_id, author), tuple(boxes))

    def picture(self, film_id: str, index: int, author: str) -> bytes:
        """One picture, JPEG."""
        film = self._films.of(film_id, author)
        if not 0 <= index < len(film.captured_us):
            raise UnknownError(f"the film has {len(film.captured_us)} pictures; found no {index}")
        return self._pictures.picture(film_id, index)

    def taught(self, film_id: str, reps: Sequence[PoseSeries], author: str) -> TaughtEquipment:
        """What it teaches of the equipment in reps."""
        return taught_in(self._films.of(film_id, author), reps)

    def delete(self, film_id: str, author: str) -> None:
        """Delete it with all its pictures."""
        self._delete(self._films.of(film_id, author), author, "deleted a film")

    def delete_late(self, film: Film) -> None:
        """Delete a film whose hour is over."""
        self._delete(film, _ITSELF, "deleted a film whose hour was over")

    def _new(self, station_id: str, kind: EquipmentKind, author: str) -> Film:
        now_us = self._now_us()
        return Film(
            str(uuid.uuid4()),
            station_id,
            kind,
            author,
            now_us,
            now_us + round(self._films.rules.kept_s * SECOND_US),
            last_us=now_us,
            read_to=self._frames.newest(station_id),
        )

    def _check_room(self, going: Collection[Film]) -> None:
        try:
            self._films.check_room(going)
        except TooManyError:
            self._metrics.refused.labels("too_many").inc()
            raise

    def _delete(self, film: Film, author: str, what: str) -> None:
        """It is gone even if the servers are away: its pictures cannot be read without its key."""
        self._films.remove(film.film_id)
        self._lessons.drop(film.film_id)
        try:
            self._pictures.delete(film.film_id)
        except redis.RedisError as error:
            structlog.get_logger().warning("sealed pictures stay until they expire", why=str(error))
        self._note(film, author, what)

    def _note(self, film: Film, author: str, what: str) -> None:
        try:
            with self._database.writing() as session:
                note(session, Signature(author, self._now_us()), _KIND, film.station_id, what)
        except DatabaseError as error:
            structlog.get_logger().warning(f"not noted: {what}", why=str(error))
