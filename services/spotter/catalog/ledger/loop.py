"""Keeps the ledger in a thread of the catalog's process."""

import os
import socket
import threading
import time
from zoneinfo import ZoneInfo

import redis

from spotter.catalog.database.opening import Database
from spotter.catalog.ledger.keeper import LedgerKeeper
from spotter.catalog.ledger.metrics import LedgerMetrics
from spotter.catalog.ledger.transit import Kept
from spotter.catalog.ledger.writing import GymRules
from spotter.catalog.settings import CatalogSettings
from spotter.runtime.health import Readiness, Watchdog
from spotter.runtime.loops import Loop

_STUCK_S = 30.0


def make_keeper(
    settings: CatalogSettings,
    client: redis.Redis,
    database: Database,
    metrics: LedgerMetrics,
    kept: Kept,
) -> LedgerKeeper:
    """A keeper that no other process is taken for."""
    rules = GymRules(ZoneInfo(settings.time_zone), settings.keep_unnamed_poses)
    consumer = f"{socket.gethostname()}-{os.getpid()}"
    return LedgerKeeper(client, database, rules, metrics, consumer=consumer, kept=kept)


def keep(keeper: LedgerKeeper, readiness: Readiness, stopping: threading.Event) -> Loop:
    """Take steps until the loop is stopped; a failure that nobody foresaw sets ``stopping``."""
    watchdog = Watchdog(time.monotonic, limit_s=_STUCK_S)
    readiness.add("ledger", lambda: keeper.problem() or watchdog.check())
    readiness.turns("ledger", watchdog)

    def step() -> None:
        watchdog.feed()
        keeper.step()

    return Loop("ledger", step, stopping.set)
