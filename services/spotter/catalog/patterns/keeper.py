"""Looks for patterns: at night in all exercises, and in one when somebody asks for it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import or_, select

from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import ExerciseRow, PatternSearchRow
from spotter.catalog.errors import DatabaseError, UnknownError
from spotter.catalog.exercises.statements import IS_TAUGHT
from spotter.catalog.patterns.asked_searches import AskedSearches
from spotter.catalog.patterns.collecting import Searched
from spotter.catalog.patterns.night import night_of
from spotter.catalog.patterns.searching import Finder, StoppedError, look_for_patterns

_ITSELF = "spotter"
_LOOK_S = 60.0
_DAY_US = 24 * 3600 * 1_000_000


@dataclass(frozen=True, slots=True)
class PatternRules:
    """At which hour of the gym's ``zone`` patterns are looked for, in the reps of the last days."""

    hour: int
    days: int
    zone: ZoneInfo


class PatternKeeper:
    """Does one search at a time; call :meth:`step` again and again.

    ``announce`` tells others of an exercise's new version; ``now_us`` returns microseconds since
    the Unix epoch, ``clock`` monotonic seconds.
    """

    def __init__(  # noqa: PLR0913 - its collaborators, each used in one place
        self,
        database: Database,
        finder: Finder,
        announce: Callable[[str], None],
        rules: PatternRules,
        *,
        now_us: Callable[[], int],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.asked = AskedSearches()
        self._database = database
        self._finder = finder
        self._announce = announce
        self._rules = rules
        self._now_us = now_us
        self._clock = clock
        self._next_look_s = clock()
        self._log = structlog.get_logger()

    def step(self) -> None:
        """Look for the patterns of one exercise, if it is night or somebody asked for it."""
        try:
            self._ask_at_night()
            begun = self.asked.begin()
            if begun is not None:
                self._search(*begun)
        except DatabaseError as error:
            self._log.warning("patterns wait for the database", reason=str(error))
        finally:
            self.asked.end()

    def stop(self) -> None:
        """End the search that is under way."""
        self._finder.stop()

    def _ask_at_night(self) -> None:
        if self._clock() < self._next_look_s:
            return
        self._next_look_s = self._clock() + _LOOK_S
        begun_us = night_of(self._now_us(), self._rules.hour, self._rules.zone)
        for exercise_id in self._due(begun_us) if begun_us else ():
            self.asked.ask(exercise_id, _ITSELF)

    def _due(self, begun_us: int) -> list[str]:
        """The exercises in use whose patterns have not been looked for since then."""
        asked = (
            select(ExerciseRow.id)
            .outerjoin(PatternSearchRow, PatternSearchRow.exercise_no == ExerciseRow.no)
            .where(ExerciseRow.archived_us.is_(None), IS_TAUGHT)
            .where(or_(PatternSearchRow.ended_us.is_(None), PatternSearchRow.ended_us < begun_us))
            .order_by(ExerciseRow.no)
        )
        with self._database.reading() as session:
            return [str(one) for one in session.scalars(asked)]

    def _search(self, exercise_id: str, author: str) -> None:
        searched = Searched(exercise_id, self._now_us() - self._rules.days * _DAY_US)
        try:
            is_changed = look_for_patterns(
                self._database,
                self._finder,
                searched,
                lambda: Signature(author, self._now_us()),
                self.asked.advance,
            )
        except (StoppedError, UnknownError) as error:
            self._log.info("no patterns", exercise_id=exercise_id, reason=str(error))
            return
        self._log.info("looked for patterns", exercise_id=exercise_id, changed=is_changed)
        if is_changed:
            self._announce(exercise_id)
