"""Looks for the patterns of one exercise."""

from collections.abc import Callable, Generator
from contextlib import closing
from typing import Protocol

from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.errors import CatalogError, UnknownError
from spotter.catalog.patterns.collecting import CollectedReps, Searched, collected
from spotter.catalog.patterns.outcome_words import too_few_words
from spotter.catalog.patterns.storing import note_search, store
from spotter.movement.values.taught.fault_pattern import FEWEST_FAULTY_REPS
from spotter.wire.patterns.pattern_search import FoundPatterns, News, Refusal


class StoppedError(CatalogError):
    """The catalog stops, so it does not look for patterns any more."""


class Finder(Protocol):
    """Finds patterns elsewhere."""

    def news(self, search: bytes) -> Generator[News, None, None]:
        """How far it is, and at last what it found. Raises :class:`CatalogError`."""

    def stop(self) -> None:
        """End what is under way: it raises :class:`StoppedError`."""


def look_for_patterns(
    database: Database,
    finder: Finder,
    searched: Searched,
    signed: Callable[[], Signature],
    on_progress: Callable[[float], None],
) -> bool:
    """Look for the patterns of an exercise and store them; whether it has another version now.

    What it came to is noted, also that it failed. ``signed`` says who stores it and when. Raises
    :class:`UnknownError` without such an exercise, :class:`StoppedError` and DatabaseError.
    """
    count = 0
    try:
        with database.reading() as session:
            reps = collected(session, searched)
        count = len(reps.keys)
        found = _found(finder, reps, on_progress)
        with database.writing() as session:
            return store(session, reps, found, signed())
    except (StoppedError, UnknownError):
        raise
    except CatalogError as error:
        with database.writing() as session:
            note_search(session, searched, str(error), signed().at_us, count)
        return False


def _found(
    finder: Finder, reps: CollectedReps, on_progress: Callable[[float], None]
) -> FoundPatterns:
    if len(reps.keys) < FEWEST_FAULTY_REPS:
        raise CatalogError(too_few_words(len(reps.keys)))
    with closing(finder.news(reps.search)) as said:
        for news in said:
            if isinstance(news, FoundPatterns):
                return news
            if isinstance(news, Refusal):
                raise CatalogError(news.words)
            on_progress(news)
    raise CatalogError("looking for patterns ended without an answer")
