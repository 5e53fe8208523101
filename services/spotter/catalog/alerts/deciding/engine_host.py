"""Lets the alerting engine decide, and keeps what it decides before anybody hears of it."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace

import structlog
from sqlalchemy.orm import Session

from spotter.alerting.engine import Engine
from spotter.alerting.errors import AlertingError
from spotter.alerting.memory import Memory
from spotter.alerting.rules import Rules
from spotter.alerting.values import CallOut
from spotter.catalog.alerts.deciding.decided import Decided
from spotter.catalog.alerts.deciding.tally import Tally
from spotter.catalog.alerts.deciding.turns import Happened, turn
from spotter.catalog.alerts.intake.streams import Cursor
from spotter.catalog.alerts.kept.progress import (
    Progress,
    keep_pieces,
    memory,
    move_on,
    next_change_no,
    progress,
)
from spotter.catalog.alerts.kept.writing import known_ids, write
from spotter.catalog.database.opening import Database
from spotter.catalog.errors import DatabaseError, OvertakenError

Reach = Callable[[Session, Sequence[CallOut]], None]
"""Notes whom to reach, in the transaction that says so."""
Note = Callable[[Session, Decided], None]
"""Notes what else belongs to a change, in its transaction; it may add cues."""

_TRIES = 5
_PATIENCE_S = 5.0


def nobody(_session: Session, _calls: Sequence[CallOut]) -> None:
    """Where nobody is reached."""


@dataclass(slots=True)
class _Going:
    """The engine, how far it has come in the database, and whether alerts of it are not there.

    ``at_us`` is the time that it has reached here.
    """

    engine: Engine
    progress: Progress
    lacks_alerts: bool = True
    at_us: int = 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to happen in one transaction."""

    happened: Sequence[Happened]
    cursor: Cursor | None
    note: Note | None

    @property
    def is_old(self) -> bool:
        return any(one.is_old for one in self.happened)


@dataclass(slots=True)
class _Done:
    """What was decided and refused, and the number of the change; 0: nothing was to be written."""

    decided: Decided
    refused: list[AlertingError] = field(default_factory=list)
    change_no: int = 0


class EngineHost:
    """The engine on ``database``, for any thread, one at a time.

    The engine is never ahead of the database: when something could not be written it begins anew
    from what is there. So it does when another process has written meanwhile: ``starts`` counts.
    ``announce`` is told of each change by its number once it is written, ``reach`` of calls while
    it is. ``problem`` says why alerts stand still, and is empty if they do not.
    """

    def __init__(  # noqa: PLR0913 - its collaborators
        self,
        database: Database,
        tally: Tally,
        announce: Callable[[int], None],
        *,
        now_us: Callable[[], int],
        reach: Reach = nobody,
        rules: Rules | None = None,
    ) -> None:
        self.starts = 0
        self.problem = ""
        self.first_change_no = 0
        self._database = database
        self._tally = tally
        self._announce = announce
        self._now_us = now_us
        self._reach = reach
        self._rules = rules or Rules()
        self._going: _Going | None = None
        self._lock = threading.Lock()
        self._log = structlog.get_logger()

    def stand(self) -> tuple[Cursor, int | None]:
        """The last entries that were decided on, and when something happens by itself.

        Raises :class:`DatabaseError`.
        """
        with self._watched(), self._alone():
            going = self._current()
            return going.progress.cursor, going.engine.next_due_us

    def decide(
        self,
        happened: Sequence[Happened],
        *,
        cursor: Cursor | None = None,
        note: Note | None = None,
    ) -> Decided:
        """Let these events happen, and what is due by now; returns what has changed.

        With them goes up to where they were read, the ``cursor``. Raises AlertingError for what the
        engine refuses; :class:`OvertakenError` if another process may have taken these entries, and
        :class:`DatabaseError`: nothing has happened then.
        """
        with self._watched(), self._alone():
            done = self._tried(_Asked(happened, cursor, note))
        if done.change_no and done.decided.is_shown:
            self._announce(done.change_no)
        if done.refused:
            raise done.refused[0]
        return done.decided

    def _tried(self, asked: _Asked) -> _Done:
        for _ in range(1 if asked.cursor else _TRIES):
            with suppress(OvertakenError):
                return self._done(asked)
        raise OvertakenError("somebody else has just written alerts")

    def _done(self, asked: _Asked) -> _Done:
        try:
            going = self._current()
            done = _Done(Decided(going.progress.is_flood))
            self._turn(going, done, asked)
            if self._is_to_write(going, done.decided, asked):
                self._write(going, done, asked)
        except BaseException:
            self._going = None
            raise
        return done

    def _turn(self, going: _Going, done: _Done, asked: _Asked) -> None:
        """What is older than what was decided on here would seem to happen now: it is left out."""
        happened = [one for one in asked.happened if not one.is_old or one.at_us >= going.at_us]
        until_us = None if asked.is_old else self._now_us()
        done.refused = turn(going.engine, happened, done.decided, until_us)
        going.at_us = max(going.at_us, until_us or 0, *(one.at_us for one in happened))

    @staticmethod
    def _is_to_write(going: _Going, decided: Decided, asked: _Asked) -> bool:
        has_read = asked.cursor not in {None, going.progress.cursor}
        has_missing = going.lacks_alerts and not asked.is_old
        return bool(has_read or asked.note or has_missing or not decided.is_nothing)

    def _write(self, going: _Going, done: _Done, asked: _Asked) -> None:
        known, decided = going.progress, done.decided
        new = Progress(
            next_change_no(known.change_no, self._now_us()),
            asked.cursor or known.cursor,
            decided.is_flood,
        )
        with self._database.writing() as session:
            move_on(session, known, new)
            if asked.is_old or going.lacks_alerts:
                _fit(session, going.engine, decided, is_old=asked.is_old)
            if asked.note:
                asked.note(session, decided)
            write(session, decided, new.change_no)
            keep_pieces(session, {name: going.engine.piece(name) for name in decided.pieces})
            self._reach(session, decided.calls_out)
        going.progress, going.lacks_alerts = new, asked.is_old
        done.change_no = new.change_no
        self._tally.add(decided, new.change_no)

    def _current(self) -> _Going:
        if self._going is None:
            self._going = self._begin() if self.first_change_no else self._begin_first()
            self._tally.begin(self._going.engine.changes.alerts)
            self.starts += 1
        return self._going

    def _begin(self) -> _Going:
        with self._database.reading() as session:
            return _Going(self._engine(session), progress(session))

    def _begin_first(self) -> _Going:
        """As the first change of this process: what was numbered before may be another's."""
        with self._database.writing() as session:
            known = progress(session)
            new = replace(known, change_no=next_change_no(known.change_no, self._now_us()))
            move_on(session, known, new)
            going = _Going(self._engine(session), new)
        self.first_change_no = new.change_no
        return going

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait for others, but not for ever where the database hangs."""
        if not self._lock.acquire(timeout=_PATIENCE_S):
            raise DatabaseError(self.problem or "the database keeps alerts waiting")
        try:
            yield
        finally:
            self._lock.release()

    def _engine(self, session: Session) -> Engine:
        try:
            return Engine(self._rules, memory(session))
        except AlertingError as error:  # such as one of a newer release
            self._log.error("alerts begin anew: their memory cannot be read", reason=str(error))
            return Engine(self._rules, Memory())

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Say once that alerts stand still, and that they go on."""
        try:
            yield
        except OvertakenError:
            raise
        except DatabaseError as error:
            if not self.problem:
                self._log.warning("alerts wait for the database", reason=str(error))
            self.problem = str(error)
            raise
        if self.problem:
            self._log.info("alerts go on")
        self.problem = ""


def _fit(session: Session, engine: Engine, decided: Decided, *, is_old: bool) -> None:
    """Leave out what nobody knows and is over: what is old, or followed from it.

    When nothing more is old, what is still open is added.
    """
    changed = set(decided.ids)
    if not is_old:
        decided.add_missing(engine.changes)
    known = known_ids(session, decided.ids)
    missing = set() if is_old else decided.open_ids - known
    decided.keep_only((known & changed) | missing)
