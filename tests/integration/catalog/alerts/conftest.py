"""A gym's alerts with real Redis, in both databases."""

import pytest
import redis

from spotter.catalog.database.opening import Database
from support.records.alerts_catalog import AlertsInTest


@pytest.fixture
def gym(redis_client: redis.Redis, database: Database) -> AlertsInTest:
    return AlertsInTest(database, redis_client)
