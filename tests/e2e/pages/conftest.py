"""Fixtures that tests of pages share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from spotter.wire.stations import Status
from support.gyms.staged_gym import StagedGym
from support.records.kept_exercises import CACHE_VARIABLE
from support.records.remembering_gym import RememberingGym, remembering_gym
from support.servers.redis_server import redis_server


@pytest.fixture
def gym(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RememberingGym]:
    """One with a live station, and exercises of its own."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "kept"))
    with redis_server() as url, redis.Redis.from_url(url) as client:
        StagedGym(client).add_station("rack-1", "Rack 1", status=Status.LIVE)
        database_url = f"sqlite:///{tmp_path}/catalog.sqlite3"
        with remembering_gym(url, database_url, silent_after_s=3600) as running:
            yield running
