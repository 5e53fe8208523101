"""While the ledger is away: how many reps fit into Redis, and what becomes of more."""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import redis
from prometheus_client import CollectorRegistry

from bench.instruments.figures import Figure, Findings, Say
from bench.instruments.filled_streams import fill_pose_logs
from bench.instruments.injected_reps import STATIONS, GymDay, Injected
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.runtime.redis.room import Room
from spotter.scorer.judging.making_room import JudgedReps
from spotter.scorer.metrics import ScorerMetrics
from spotter.wire import names
from support.processes.service_process import ServiceProcess, service_process
from support.servers.compose_redis import compose_redis
from support.waiting import until

_STEP = 100
_DROPS_FROM_RATIO = 0.8
_BEYOND = 1.3
"""So many times what fits is injected."""
_PATIENCE_S = 3600.0


class LostError(Exception):
    """Reps that did not get into the ledger, or poses that did not though Redis had them."""


@dataclass(frozen=True, slots=True)
class _Filled:
    """``reps`` are in Redis, and the poses of ``with_poses`` of those that are somebody's.

    ``fit`` were there when ``ratio`` of the limit was used: ``bytes_each`` is a rep's share.
    """

    reps: int
    with_poses: int
    fit: int
    bytes_each: float


def measure_away(folder: Path, share: float, day_reps: int, say: Say) -> Findings:
    """Let reps come without a ledger, in ``share`` of compose's limit, and then one keep them.

    Raises :class:`LostError`.
    """
    (folder / "queue").mkdir()
    url = f"sqlite:///{folder}/catalog.sqlite3"
    with (
        compose_redis("queue", folder / "queue") as queue,
        redis.Redis.from_url(queue.url) as client,
        closing(Database(url)) as database,
    ):
        injected = Injected(client, GymDay(day_reps))
        upgrade(database)
        injected.add_people(database, days=30)
        limit = Room.of(client.info("memory")).limit_bytes
        logs = _pose_logs(client, injected)
        client.config_set("maxmemory", round(share * limit))
        filled = _fill(client, injected, say)
        settings = {"redis_url": queue.url, "database_url": url, "status_port": 0}
        began_s = time.monotonic()
        with service_process("catalog", **settings) as catalog:
            catalog.line("ready")
            _require_all(catalog, filled)
        lasted_s = time.monotonic() - began_s
    return Findings("away", list(_figures(filled, limit, logs, day_reps, lasted_s)))


def _pose_logs(client: redis.Redis, injected: Injected) -> int:
    """The bytes of the stations' pose logs; they are gone again."""
    before = client.info("memory")["used_memory"]
    fill_pose_logs(client, STATIONS, injected.movement)
    used = client.info("memory")["used_memory"] - before
    client.flushdb()
    return int(used)


def _fill(client: redis.Redis, injected: Injected, say: Say) -> _Filled:
    judged = JudgedReps(client, ScorerMetrics(CollectorRegistry()))
    begins = Room.of(client.info("memory")).used_bytes
    reps, fit, bytes_each = 0, 0, 0.0
    while not fit or reps < _BEYOND * fit:
        injected.inject(range(reps, reps + _STEP))
        reps += _STEP
        room = Room.of(client.info("memory"))
        if room.used_ratio >= _DROPS_FROM_RATIO and not fit:
            fit, bytes_each = reps, (room.used_bytes - begins) / reps
            say(f"away: {fit} reps fit, {bytes_each:.0f} bytes each")
        judged.make_room()
    keys = [names.rep_key(one) for one in injected.of_somebody(reps)]
    return _Filled(reps, sum(_there(client, keys)), fit, bytes_each)


def _there(client: redis.Redis, keys: list[str]) -> Iterator[int]:
    for first in range(0, len(keys), 1000):
        yield int(client.exists(*keys[first : first + 1000]))


def _require_all(catalog: ServiceProcess, filled: _Filled) -> None:
    """All verdicts get into the ledger, and all poses that Redis still had."""
    counts = {"reps": filled.reps, "poses": filled.with_poses, "set_aside": 0}
    until(lambda: _count(catalog, "reps") >= filled.reps, what="all reps", limit_s=_PATIENCE_S)
    found = {name: _count(catalog, name) for name in counts}
    if found != counts:
        raise LostError(f"expected in the ledger {counts}; found {found}")


def _count(catalog: ServiceProcess, what: str) -> int:
    return int(catalog.metric(f"spotter_catalog_ledger_{what}_total"))


def _figures(
    filled: _Filled, limit: int, logs: int, day_reps: int, lasted_s: float
) -> Iterator[Figure]:
    yield Figure("a rep that waits for the ledger", filled.bytes_each, "bytes", note="all its keys")
    yield Figure(f"pose logs of {STATIONS} stations", logs / 1e6, "MB")
    for percent, what in ((70, "until it is said"), (80, "until the oldest lose their poses")):
        reps = (percent / 100 * limit - logs) / filled.bytes_each
        note = f"{reps / day_reps:.1f} days of {day_reps}"
        yield Figure(
            f"reps in {percent} % of {limit / 1e6:.0f} MB, {what}", reps, "reps", note=note
        )
    yield Figure("injected, with no ledger", filled.reps, "reps")
    yield Figure(
        "of these with poses in the end", filled.with_poses, "reps", note="no verdict lost"
    )
    yield Figure("caught up, with the start", lasted_s, "s")
