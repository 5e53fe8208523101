"""The films that there are, for any thread."""

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass

from spotter.catalog.errors import TooManyError, UnknownError
from spotter.catalog.films.film import Film
from spotter.catalog.films.rules import FilmRules
from spotter.catalog.films.sealed_pictures import SealedPictures

_RETRY_S = 60


class Films:
    """Remembered in memory alone, as the keys of their pictures are."""

    def __init__(self, rules: FilmRules) -> None:
        self.rules = rules
        self._lock = threading.Lock()
        self._films: dict[str, Film] = {}

    def check_room(self, going: Collection[Film] = ()) -> None:
        """Raise :class:`TooManyError` if there is no room for one more once some are ``going``."""
        gone = {film.film_id for film in going}
        count = sum(film.keeps_pictures and film.film_id not in gone for film in self.all())
        if count >= self.rules.most_films:
            raise TooManyError(
                f"{count} films are kept already, and there is room for no more until a trainer is "
                "done with one",
                _RETRY_S,
            )

    def add(self, film: Film) -> None:
        """Remember one more."""
        with self._lock:
            self._films[film.film_id] = film

    def all(self) -> tuple[Film, ...]:
        """All of them as they are."""
        with self._lock:
            return tuple(self._films.values())

    def of(self, film_id: str, author: str) -> Film:
        """The film with that id if it is the author's. Raises :class:`UnknownError`."""
        with self._lock:
            film = self._films.get(film_id)
        if film is None or film.author != author:
            raise UnknownError(
                "there is no such film: it was deleted, its hour is over, or Spotter was started "
                "anew; record it again"
            )
        return film

    def change(self, film_id: str, change: Callable[[Film], Film]) -> Film | None:
        """Replace a film by what becomes of it; None if it is gone."""
        with self._lock:
            film = self._films.get(film_id)
            if film is None:
                return None
            self._films[film_id] = changed = change(film)
            return changed

    def remove(self, film_id: str) -> None:
        """Forget it."""
        with self._lock:
            self._films.pop(film_id, None)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of films, and their pictures."""

    films: Films
    pictures: SealedPictures
