"""Keeps the ledger: takes verdicts, writes them, and lets Redis go of them."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import redis
import structlog
from sqlalchemy.exc import DBAPIError

from spotter.catalog.database.opening import Database
from spotter.catalog.database.troubles import is_refused
from spotter.catalog.errors import DatabaseError
from spotter.catalog.ledger.intake.entries import Entry, entry_of
from spotter.catalog.ledger.intake.inbox import Entries, Fields, Inbox
from spotter.catalog.ledger.intake.supply import Supply, supply
from spotter.catalog.ledger.intake.transit import KEPT, Kept, Transit
from spotter.catalog.ledger.metrics import LedgerMetrics
from spotter.catalog.ledger.writing import GymRules, Written, write_batch
from spotter.runtime.redis.outage import RedisOutage
from spotter.wire.catalog.records.ledger import LedgerState
from spotter.wire.errors import WireError
from spotter.wire.names import VERDICT_FIELD

_PAUSE_S = 1.0
_LATE_S = 60.0

_log = structlog.get_logger()


class LedgerKeeper:
    """Writes each verdict of the stream once; what it has stays in Redis for as long as ``kept``.

    ``clock`` is monotonic, ``pause`` waits for seconds.

    ``state`` says how far it has come; it may be read by any thread.
    """

    def __init__(  # noqa: PLR0913 - its collaborators
        self,
        client: redis.Redis,
        database: Database,
        rules: GymRules,
        metrics: LedgerMetrics,
        *,
        consumer: str,
        kept: Kept = KEPT,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.state = LedgerState()
        self._client = client
        self._database = database
        self._rules = rules
        self._metrics = metrics
        self._inbox = Inbox(client, consumer, clock)
        self._transit = Transit(client, clock, kept)
        self._pause = pause
        self._outage = RedisOutage("the ledger")
        self._unwritable = ""
        self._may_have_lost = True

    def step(self) -> None:
        """Write the next verdicts, or wait for some up to a second.

        What cannot be written now stays in the stream, and is taken again.
        """
        try:
            self._say_lost()
            self._write_next()
            self._transit.trim()
            self._look_behind()
            self._outage.end()
        except redis.RedisError as error:
            self._inbox.give_back()
            self._outage.begin(error)
            self.state = replace(self.state, problem=self._outage.problem or "")
            self._pause(_PAUSE_S)

    def problem(self) -> str | None:
        """Readiness: why the ledger does not get on, or that it is late; None if all is well."""
        state = self.state
        is_late = state.behind_s > _LATE_S
        waiting = f"{state.behind_entries} verdicts wait, the first for {state.behind_s:.0f} s"
        return "; ".join(filter(None, (state.problem, waiting if is_late else ""))) or None

    def _say_lost(self) -> None:
        """After a time without writing: what Redis could not keep for that long."""
        if not self._may_have_lost:
            return
        if lost := self._transit.lost():
            since, until = (datetime.fromtimestamp(ms / 1000, UTC).isoformat() for ms in lost)
            _log.error("verdicts went before the ledger had them", since=since, until=until)
        self._may_have_lost = False

    def _write_next(self) -> None:
        entries = self._readable(self._inbox.take())
        if not entries:
            return
        try:
            self._write(entries)
        except DatabaseError as error:
            self._wait_for_database(str(error))
        else:
            self._database_answers()

    def _readable(self, taken: Entries) -> list[Entry]:
        found = []
        for entry_id, fields in taken:
            try:
                found.append(entry_of(entry_id, fields))
            except WireError as error:
                self._set_aside(entry_id, fields, str(error))
        return found

    def _write(self, entries: list[Entry]) -> None:
        try:
            written = self._written(entries)
        except DBAPIError as error:
            if not is_refused(error.orig):  # as where a restored database lacks a table
                raise DatabaseError(f"the database does not take them: {error.orig}") from error
            if len(entries) == 1:
                fields = {VERDICT_FIELD: entries[0].data}
                self._set_aside(entries[0].entry_id, fields, str(error.orig))
                return
            for one in entries:  # one of them is to blame
                self._write([one])
            return
        self._transit.let_go(entries)
        self._count(entries, written)

    def _written(self, entries: list[Entry]) -> Written:
        with self._metrics.write_s.time():
            found = self._supply(entries)
            with self._database.writing() as session:
                return write_batch(session, entries, found, self._rules)

    def _supply(self, entries: list[Entry]) -> Supply:
        keeps_unnamed = self._rules.keeps_unnamed_poses
        keepable = [one for one in entries if one.judged.session_id or keeps_unnamed]
        return supply(self._client, keepable)

    def _set_aside(self, entry_id: bytes, fields: Fields, reason: str) -> None:
        self._inbox.set_aside(entry_id, fields, reason)
        self._metrics.set_aside.inc()
        _log.error("verdict set aside", entry_id=entry_id.decode(), reason=reason)

    def _wait_for_database(self, reason: str) -> None:
        if not self._unwritable:
            _log.warning("the ledger waits for the database", reason=reason)
        self._unwritable = reason
        self._inbox.give_back()
        self._pause(_PAUSE_S)

    def _database_answers(self) -> None:
        if self._unwritable:
            self._may_have_lost = True
            _log.info("the ledger is written again", behind=self.state.behind_entries)
        self._unwritable = ""

    def _count(self, entries: list[Entry], written: Written) -> None:
        self._metrics.reps.inc(written.reps)
        self._metrics.repeated.inc(len(entries) - written.reps)
        self._metrics.poses.inc(written.poses)
        self.state = replace(self.state, last_entry_id=entries[-1].entry_id.decode())

    def _look_behind(self) -> None:
        behind = self._transit.behind()
        self._metrics.behind.set(behind.entries)
        self._metrics.behind_s.set(behind.age_s)
        self.state = replace(
            self.state,
            behind_entries=behind.entries,
            behind_s=behind.age_s,
            problem=self._unwritable,
        )
