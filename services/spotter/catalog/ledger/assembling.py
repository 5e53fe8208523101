"""Puts together what keeps the ledger."""

import os
import socket
from zoneinfo import ZoneInfo

import redis

from spotter.catalog.database.opening import Database
from spotter.catalog.ledger.intake.transit import Kept
from spotter.catalog.ledger.keeper import LedgerKeeper
from spotter.catalog.ledger.metrics import LedgerMetrics
from spotter.catalog.ledger.writing import GymRules
from spotter.catalog.settings import CatalogSettings


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
