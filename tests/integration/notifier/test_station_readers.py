"""What the notifier's readers of stations ask of Redis, and what they say of it."""

import asyncio
import time
from collections.abc import Callable
from typing import cast

import pytest
import redis
from prometheus_client import CollectorRegistry

from spotter.notifier.live.keeping_up.flow import FlowBoard
from spotter.notifier.live.live import Live
from spotter.notifier.metrics import NotifierMetrics, StoreMetrics
from spotter.notifier.readers.redis import flow, stations
from spotter.notifier.readers.redis.flow import FlowReader
from spotter.notifier.readers.redis.stations import StationReader
from spotter.runtime.redis.connection import connect_async
from spotter.wire import names
from spotter.wire.stations import Station
from support.gyms.empty_live import empty_live

RACKS = {f"rack-{n}": Station(f"rack-{n}", f"Rack {n}", "squat", None, 15.0) for n in (1, 2)}


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (flow, stations):
        monkeypatch.setattr(module, "_EVERY_S", 0.0)


@pytest.fixture
def live() -> Live:
    return empty_live(time.time)


@pytest.fixture
def asked(redis_client: redis.Redis) -> Callable[[str], int]:
    """How often a command was sent since the test began."""
    redis_client.config_resetstat()

    def count(command: str) -> int:
        stats = cast("dict[str, dict[str, int]]", redis_client.info("commandstats"))
        return stats.get(f"cmdstat_{command}", {"calls": 0})["calls"]

    return count


def test_only_open_reps_of_present_stations_are_asked_about_and_no_poses_are_read(
    redis_url: str, redis_client: redis.Redis, live: Live, asked: Callable[[str], int]
) -> None:
    """Two keys are looked up for each rep."""
    for station_id in RACKS:
        rep_id = f"{station_id}-7"
        redis_client.zadd(names.latest_reps(station_id), {rep_id: 1})
        redis_client.xadd(names.pose_log(station_id), {names.POSE_FIELD: b""})
        redis_client.hset(names.job_key(rep_id), "status", "queued")
    redis_client.set(names.verdict_key("rack-1-7"), "1-0")
    board = FlowBoard(time.monotonic, silent_after_s=10)

    async def read() -> None:
        client = connect_async(redis_url)
        reader = FlowReader(client, board, live, NotifierMetrics(CollectorRegistry()))
        live.set_stations(RACKS)
        await reader.step()
        assert [board.flow(one).reps_waiting for one in RACKS] == [0, 1]
        assert asked("exists") == 4
        await reader.step()
        assert asked("exists") == 6
        live.set_stations({})
        await reader.step()
        live.set_stations(RACKS)
        await reader.step()
        assert asked("exists") == 10
        await client.aclose()

    asyncio.run(read())
    assert asked("xrevrange") == 0


def test_a_state_that_cannot_be_read_is_told_once_however_often_it_is_written(
    redis_url: str, redis_client: redis.Redis, live: Live
) -> None:
    registry = CollectorRegistry()

    def told() -> float | None:
        kind = {"kind": names.STATION_STATES}
        return registry.get_sample_value("spotter_notifier_entries_unreadable_total", kind)

    async def read() -> None:
        client = connect_async(redis_url)
        reader = StationReader(client, live, StoreMetrics(registry))
        for written in (b"\xff", b"\xfe", b"\xfd"):
            redis_client.hset(names.STATION_STATES, "rack-1", written)
            await reader.step()
        assert told() == 1
        redis_client.hdel(names.STATION_STATES, "rack-1")
        await reader.step()
        redis_client.hset(names.STATION_STATES, "rack-1", b"\xff")
        await reader.step()
        assert told() == 2
        await client.aclose()

    asyncio.run(read())
