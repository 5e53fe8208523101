"""Keeps workouts that are followed up to date: counts verdicts and holds, in transactions."""

import time
from collections.abc import Callable, Collection
from zoneinfo import ZoneInfo

import redis
import structlog

from spotter.catalog.change_stream import is_of_kind
from spotter.catalog.database.opening import Database
from spotter.catalog.errors import DatabaseError, OvertakenError
from spotter.catalog.following.announcing import FollowingAnnouncer
from spotter.catalog.following.beginning import begin_missing
from spotter.catalog.following.changes import Changes
from spotter.catalog.following.happenings import Happened, happenings
from spotter.catalog.following.progress import Cursor, cursor, move_on
from spotter.catalog.following.statements import numbers_of
from spotter.catalog.following.stations import StationAbilities, abilities
from spotter.catalog.one_by_one import take_each
from spotter.catalog.stream_reading import last_of, newest_place, next_place, read_after
from spotter.runtime.redis.outage import RedisOutage
from spotter.wire.names import CATALOG_CHANGES, HOLDS, SESSION_CHANGES, VERDICTS

_WAIT_MS = 1000
_PAUSE_S = 1.0
_LOOK_S = 10.0


class FollowingKeeper:
    """Counts verdicts from where it has come; the gym's days begin in ``zone``.

    ``now_us`` is the wall clock's time in microseconds, ``clock`` is monotonic, and ``pause`` waits
    for seconds.
    """

    def __init__(  # noqa: PLR0913 - its collaborators
        self,
        database: Database,
        client: redis.Redis,
        announcer: FollowingAnnouncer,
        zone: ZoneInfo,
        *,
        now_us: Callable[[], int],
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._database = database
        self._client = client
        self._announcer = announcer
        self._zone = zone
        self._now_us = now_us
        self._clock = clock
        self._pause = pause
        self._stored = Cursor()
        self._cursor: Cursor | None = None
        self._last_change = ""
        self._look_s = clock()
        self._abilities = StationAbilities({}, frozenset())
        self._outage = RedisOutage("workouts that are followed")
        self._problem = ""
        self._log = structlog.get_logger()

    def step(self) -> None:
        """Count what has come, or wait for something up to a second.

        While the database or Redis is away nothing is counted; it is as soon as both are back.
        """
        try:
            self._step()
        except OvertakenError:
            self._cursor = None  # what somebody else wrote is read first
        except redis.RedisError as error:
            self._outage.begin(error)
            self._pause(_PAUSE_S)
        except DatabaseError as error:
            self._stand_still(str(error))
            self._pause(_PAUSE_S)
        else:
            self._outage.end()
            self._stand_still("")

    def problem(self) -> str | None:
        """Readiness: why workouts stand still; None if they do not."""
        return self._problem or self._outage.problem

    def _step(self) -> None:
        before = self._where()
        is_to_look = self._clock() >= self._look_s
        self._last_change = self._last_change or newest_place(self._client, CATALOG_CHANGES)
        places = {
            VERDICTS: before.verdict_entry_id,
            HOLDS: before.hold_entry_id,
            CATALOG_CHANGES: self._last_change,
        }
        found = read_after(self._client, places, 1 if is_to_look else _WAIT_MS)
        verdicts, holds, changes = (found.get(stream, []) for stream in places)
        after = Cursor(
            next_place(self._client, VERDICTS, verdicts, before.verdict_entry_id),
            next_place(self._client, HOLDS, holds, before.hold_entry_id),
        )
        is_to_look |= any(is_of_kind(fields, SESSION_CHANGES) for _, fields in changes)
        if is_to_look:
            self._abilities = abilities(self._client)
        happened = happenings(verdicts, holds, self._abilities.without_clock)
        if is_to_look or self._are_followed(happened):
            self._carefully(happened, after, is_to_look=is_to_look)
        self._cursor = after
        self._last_change = last_of(changes, self._last_change)
        if is_to_look:
            self._look_s = self._clock() + _LOOK_S

    def _where(self) -> Cursor:
        if self._cursor is None:
            with self._database.reading() as session:
                self._stored = self._cursor = cursor(session)
        return self._cursor

    def _are_followed(self, happened: Collection[Happened]) -> bool:
        """Whether any of it is: most reps are nobody's in particular, and nothing is written."""
        if not happened:
            return False
        with self._database.reading() as session:
            return bool(numbers_of(session, {one.session_id for one in happened}))

    def _carefully(
        self, happened: Collection[Happened], after: Cursor, *, is_to_look: bool
    ) -> None:
        """Count all at once; if that fails, one by one without what cannot be counted."""
        try:
            written = self._write(happened, after, is_to_look=is_to_look)
        except DatabaseError:
            raise
        except Exception:
            if not happened:
                raise
            take_each(happened, self._alone, "not counted to a workout")
            written = self._write((), after, is_to_look=is_to_look)
        # Not in the attempt: what is written counts, whatever becomes of telling it.
        self._announcer.announce(*written)

    def _alone(self, one: Happened) -> None:
        self._announcer.announce(*self._write([one], self._stored, is_to_look=False))

    def _write(
        self, happened: Collection[Happened], after: Cursor, *, is_to_look: bool
    ) -> tuple[Changes, list[str]]:
        """What was changed, and the sessions whose workout has begun."""
        begun: list[str] = []
        with self._database.writing() as session:
            move_on(session, self._stored, after)
            changes = Changes(session, self._zone, self._now_us())
            if is_to_look:
                changes.end()
                begun = begin_missing(session, self._zone, self._abilities.here)
            changes.count(happened)
        self._stored = after
        return changes, begun

    def _stand_still(self, problem: str) -> None:
        if problem and not self._problem:
            self._log.warning("workouts wait for the database", reason=problem)
        if self._problem and not problem:
            self._log.info("workouts are followed again")
        self._problem = problem
