"""A year of a gym in the ledger: writing, size, history, erasing a member, retention."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import redis

from bench.instruments.figures import Figure, Findings, Say
from bench.instruments.stopwatch import Spent
from bench.records.ledger_gym import BEGINS_US, DAY_US, DAYS, ENDS_US, POSES_DAYS, Batch, YearOfGym
from bench.records.ledger_past import fill_past
from bench.records.ledger_peers import plain_rate
from spotter.catalog.audit import Signature
from spotter.catalog.database.care.checking import size_bytes
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.history.reading import history
from spotter.catalog.ledger.writing import GymRules, write_batch
from spotter.catalog.members.erasing import Erasing
from spotter.catalog.retention.due import KeptDays
from spotter.catalog.retention.round import Removed, removing
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.wire.catalog.records.history import HistoryQuery, Interval
from support.servers.postgres_server import postgres_server
from support.servers.redis_server import redis_server

_RULES = GymRules(ZoneInfo("UTC"))
_GYM = KeptDays(poses=POSES_DAYS, verdicts=2 * DAYS)
_LATER_US = 62 * DAY_US
"""So long after the year retention runs: two months of poses are due."""
_PAST = DAYS - 2
_SAID_DAYS = 30
_QUERIES = 50
_ROW_BYTES, _POSES_BYTES = 500, 4000
"""Generous, for the room that it takes."""


def measure_ledger(folder: Path, reps: int, say: Say) -> Findings:
    """Keep ``reps`` of a year in SQLite and in PostgreSQL, one after the other."""
    _require_room(folder, reps)
    figures: list[Figure] = []
    with redis_server() as url, redis.Redis.from_url(url) as client:
        for name, opened in (("SQLite", _sqlite(folder)), ("PostgreSQL", _postgresql())):
            with opened as address, closing(Database(address)) as database:
                measured = _Ledger(name, database, YearOfGym(reps), say)
                figures += measured.figures(client, folder)
    return Findings("ledger", figures, {"reps": reps, "poses_days": POSES_DAYS})


class _Ledger:
    def __init__(self, name: str, database: Database, gym: YearOfGym, say: Say) -> None:
        self._name = name
        self._database = database
        self._gym = gym
        self._say = say
        self._rng = np.random.default_rng(2)

    def figures(self, client: redis.Redis, folder: Path) -> Iterator[Figure]:
        """Everything, in an order in which nothing spoils the next."""
        upgrade(self._database)
        self._gym.add_people(self._database)
        yield from self._writing()
        rate = plain_rate(self._database, folder)
        yield self._figure("plain inserts of the newest rows", rate, "reps/s")
        yield self._size("on disk")
        yield from self._history()
        yield self._erasing(client)
        yield from self._retention()
        yield self._size("on disk after retention")

    def _writing(self) -> Iterator[Figure]:
        """The first day, from it all but the last two, and these on top of all that."""
        self._write_day(0, with_poses=True)
        filled = self._gym.day_reps * _PAST
        rate = filled / Spent.on(self._fill_past).lasted_s
        yield self._figure("the past filled at once", rate, "reps/s")
        for day, what in ((_PAST, "verdicts alone"), (_PAST + 1, "with poses")):
            spent, reps = self._write_day(day, with_poses=what == "with poses"), self._gym.day_reps
            note = f"{1e3 * spent.processor_s / reps:.2f} ms of a processor each"
            yield self._figure(f"written, {what}", reps / spent.lasted_s, "reps/s", note=note)

    def _fill_past(self) -> None:
        for day in fill_past(self._database, _PAST, _PAST - POSES_DAYS):
            if day % _SAID_DAYS == 0:
                self._say(f"{self._name}: {day} days")

    def _write_day(self, day: int, *, with_poses: bool) -> Spent:
        """Write a day as the ledger does; what the writing alone took."""
        batches = self._gym.batches(day, with_poses=with_poses)
        return sum((Spent.on(partial(self._write, one)) for one in batches), Spent())

    def _write(self, batch: Batch) -> None:
        with self._database.writing() as session:
            write_batch(session, batch.entries, batch.supply, _RULES)

    def _size(self, when: str) -> Figure:
        with self._database.reading() as session:
            return self._figure(when, size_bytes(session.connection()) / 1e6, "MB")

    def _history(self) -> Iterator[Figure]:
        for whose in ("a member", "a station", "the gym"):
            spent = [Spent.on(partial(self._ask, whose)) for _ in range(_QUERIES)]
            slow_s = float(np.percentile([one.lasted_s for one in spent], 95))
            usual_s = float(np.median([one.processor_s for one in spent]))
            what, note = f"a year of {whose} by week, p95", f"{1e3 * usual_s:.0f} ms of a processor"
            yield self._figure(what, 1e3 * slow_s, "ms", aim="200", note=note)

    def _ask(self, whose: str) -> None:
        member_id = str(self._gym.member_ids[self._rng.integers(len(self._gym.member_ids))])
        first_day = datetime.fromtimestamp(BEGINS_US / 1e6, UTC).date()
        query = HistoryQuery(
            first_day,
            first_day + timedelta(days=DAYS),
            Interval.WEEK,
            member_id=member_id if whose == "a member" else "",
            station_id="rack-7" if whose == "a station" else "",
        )
        with self._database.reading() as session:
            history(session, query)

    def _erasing(self, client: redis.Redis) -> Figure:
        announcer = SessionAnnouncer(self._database, client, lambda: ENDS_US)
        erasing = Erasing(self._database, client, announcer, lambda _id: None, lambda _id: None)
        member_id, signed = str(self._gym.member_ids[6]), Signature("local", ENDS_US)
        found: list[tuple[tuple[str, int], ...]] = []
        spent = Spent.on(lambda: found.append(erasing.erase(member_id, signed).removed))
        removed = ", ".join(f"{count} {kind}" for kind, count in found[0])
        note = f"{spent.processor_s:.1f} s of a processor; {removed}"
        return self._figure("erasing a member", spent.lasted_s, "s", aim="60", note=note)

    def _retention(self) -> Iterator[Figure]:
        spent = [Spent()]
        steps = removing(self._database, ENDS_US + _LATER_US, _GYM, lambda: 500)
        found: list[Removed | None] = []
        while found[-1:] != [None]:
            spent.append(Spent.on(lambda: found.append(next(steps, None))))
        removed = sum(one.count for one in found if one and one.kind == "poses")
        whole, longest_s = sum(spent, Spent()), max(one.lasted_s for one in spent)
        note = f"{whole.processor_s:.1f} s of a processor"
        yield self._figure("retention: poses that went", removed, "reps")
        yield self._figure("retention: all of it, without pauses", whole.lasted_s, "s", note=note)
        yield self._figure("retention: the longest transaction", 1e3 * longest_s, "ms")

    def _figure(self, what: str, value: float, unit: str, aim: str = "", note: str = "") -> Figure:
        self._say(f"{self._name}: {what}: {value:.1f} {unit} {note}".rstrip())
        return Figure(f"{self._name}: {what}", float(value), unit, aim, note)


def _require_room(folder: Path, reps: int) -> None:
    wanted = 2 * (reps * _ROW_BYTES + reps * POSES_DAYS // DAYS * _POSES_BYTES)
    free = shutil.disk_usage(folder).free
    if free < wanted:
        pytest.skip(f"expected {wanted / 1e9:.1f} GB free at {folder}; found {free / 1e9:.1f}")


@contextmanager
def _sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder}/catalog.sqlite3"


@contextmanager
def _postgresql() -> Iterator[str]:
    with postgres_server() as server:
        yield server.new_database()
