"""``spotter station``, with a real catalog."""

from pathlib import Path

import pytest
import redis

from spotter.runtime.redis.connection import connect
from spotter.wire.names import paused_key
from support.command_line import refused, said, told
from support.gyms.gym_in_redis import put_station
from support.records.people_catalog import people_catalog


def test_a_station_is_paused_and_resumed(
    tmp_path: Path, redis_client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_station(redis_client, "rack-1")
    with people_catalog(f"sqlite:///{tmp_path}/gym.sqlite3", redis_client) as catalog:
        monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", catalog.address)
        assert said("station", "pause", "rack-1").startswith("rack-1 pauses; its screen says")
        assert redis_client.exists(paused_key("rack-1"))
        (pause,) = told("station", "paused")["paused"]
        assert (pause["station_id"], pause["author"]) == ("rack-1", "local")
        assert told("station", "pause", "rack-1") == {**pause, "is_told": True}
        assert "rack-1" in said("station", "paused")
        assert told("station", "resume", "rack-1") == {"station_id": "rack-1", "is_told": True}
        assert said("station", "resume", "rack-1") == "rack-1 goes on.\n"
        assert said("station", "paused") == "No station is paused.\n"
        for word in ("pause", "resume"):
            code, complaint = refused("station", word, "rack-9")
            assert (code, complaint) == (2, "the gym has no station rack-9; it has rack-1")


def test_a_command_fails_while_the_station_cannot_be_told_to_pause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = connect("redis://127.0.0.1:9", retries=0)
    with people_catalog(f"sqlite:///{tmp_path}/gym.sqlite3", away) as catalog:
        monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", catalog.address)
        assert refused("station", "pause", "rack-1") == (
            1,
            "rack-1 is filmed until Redis answers again; then it pauses",
        )
        assert refused("station", "resume", "rack-1") == (
            1,
            "rack-1 goes on when Redis answers again",
        )
