"""Keeps alerts up to date: reads what happens, and lets the engine decide on it."""

import time
from collections.abc import Callable, Sequence

import redis
import structlog

from spotter.alerting.errors import AlertingError
from spotter.catalog.alerts.deciding.engine_host import EngineHost
from spotter.catalog.alerts.deciding.turns import Happened
from spotter.catalog.alerts.intake.gym_watch import GymWatch
from spotter.catalog.alerts.intake.happenings import Judgement
from spotter.catalog.alerts.intake.streams import Cursor, Read, Streams
from spotter.catalog.alerts.metrics import AlertMetrics
from spotter.catalog.errors import DatabaseError, OvertakenError
from spotter.catalog.one_by_one import take_each
from spotter.runtime.redis.outage import RedisOutage

_PAUSE_S = 1.0
_LONGEST_WAIT_US = 1_000_000


class AlertKeeper:
    """Reads on from where the engine has come; ``now_us`` is the wall clock's time in microseconds.

    ``pause`` waits for seconds.
    """

    def __init__(  # noqa: PLR0913 - its collaborators
        self,
        streams: Streams,
        watch: GymWatch,
        host: EngineHost,
        metrics: AlertMetrics,
        *,
        now_us: Callable[[], int],
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._streams = streams
        self._watch = watch
        self._host = host
        self._metrics = metrics
        self._now_us = now_us
        self._pause = pause
        self._outage = RedisOutage("alerts")
        self._starts = 0
        self._has_missed = False
        self._log = structlog.get_logger()

    def step(self) -> None:
        """Decide on what has come, or wait for something up to a second.

        While the database is away nothing is decided; while Redis is, only what is due by itself.
        """
        try:
            self._step()
        except OvertakenError:
            return  # what somebody else wrote is read first
        except DatabaseError:
            self._pause(_PAUSE_S)

    def problem(self) -> str | None:
        """Readiness: why alerts stand still; None if they do not."""
        return self._host.problem or self._outage.problem

    def _step(self) -> None:
        cursor, due_us = self._host.stand()
        if self._starts != self._host.starts:
            self._starts = self._host.starts
            self._watch.begin_anew()
        try:
            read = self._streams.read(cursor, self._wait_ms(due_us))
            reps, unreadable = self._watch.reps(read.verdicts)
            happened = self._happened(read, reps)
        except redis.RedisError as error:
            self._outage.begin(error)
            self._host.decide(())
            self._pause(_PAUSE_S)
            return
        self._outage.end()
        self._decide(happened, read.cursor)
        self._count(reps, unreadable)

    def _happened(self, read: Read, reps: Sequence[Judgement]) -> list[Happened]:
        """All that has happened by then; while reps of long ago are read, nothing of today."""
        found = self._watch.happened(reps)
        is_behind = bool(found) and found[-1].is_old
        found += self._watch.cameras(read.stations)
        self._has_missed |= read.sessions_changed
        if not is_behind:
            found += self._watch.look(sessions_changed=self._has_missed)
            self._has_missed = False
        return sorted(found, key=lambda one: one.at_us)

    def _wait_ms(self, due_us: int | None) -> int:
        wait_us = _LONGEST_WAIT_US if due_us is None else due_us - self._now_us()
        return min(max(wait_us, 0), _LONGEST_WAIT_US) // 1000

    def _decide(self, happened: Sequence[Happened], cursor: Cursor) -> None:
        """Decide on what is old first: nobody is told of what is over by now."""
        old = [one for one in happened if one.is_old]
        new = [one for one in happened if not one.is_old]
        if old:
            self._carefully(old, None if new else cursor)
        if new or not old:
            self._carefully(new, cursor)

    def _carefully(self, happened: Sequence[Happened], cursor: Cursor | None) -> None:
        """Decide on all at once; if that fails, one by one without what cannot be decided on."""
        try:
            self._host.decide(happened, cursor=cursor)
        except AlertingError as error:  # the others are decided on
            self._log.error("alerts refuse an event", reason=str(error))
        except (DatabaseError, redis.RedisError):
            raise
        except Exception:
            if not happened:
                raise
            failed = take_each(happened, self._alone, "event passed over")
            self._metrics.passed_over.labels("failed").inc(failed)
            self._host.decide((), cursor=cursor)

    def _alone(self, one: Happened) -> None:
        self._host.decide([one])

    def _count(self, reps: Sequence[Judgement], unreadable: int) -> None:
        self._metrics.passed_over.labels("unreadable").inc(unreadable)
        now_us = self._now_us()
        for one in reps:
            self._metrics.late_s.observe(max(0, now_us - one.ended_us) / 1_000_000)
