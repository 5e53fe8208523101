"""The stations' exercises, refreshed by several threads at once."""

from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Event
from typing import Any

import pytest
import redis
from redis.typing import KeyT
from structlog.testing import capture_logs

from spotter.rep_segmenter.door.time_bounds import BY_THE_CLOCK, LEAVING_THE_CLOCK
from spotter.rep_segmenter.stations import exercises
from spotter.rep_segmenter.stations.exercises import Exercises
from spotter.wire.names import STATIONS
from spotter.wire.stations import Station, station_from_bytes
from support.gyms.gym_in_redis import put_station
from support.movements.stick_squats import squat_reference
from support.records.kept_exercises import kept_exercises, put_reference

PATIENCE_S = 1.0
"""How long to wait for another thread, which the lock should keep out."""


@pytest.fixture(autouse=True)
def _stations(redis_client: redis.Redis) -> None:
    put_station(redis_client, "rack-1")
    put_station(redis_client, "rack-3", exercise="handstand")
    put_reference(squat_reference())


def test_two_concurrent_refreshes_log_once_why_no_reps_are_cut(
    redis_client: redis.Redis,
) -> None:
    both_say_it = Barrier(2)

    def meet(_logger: object, _method: str, said: MutableMapping[str, Any]) -> Any:  # noqa: ANN401
        with suppress(BrokenBarrierError):
            both_say_it.wait(PATIENCE_S)
        return said

    known = Exercises(redis_client, kept_exercises())
    with capture_logs(processors=[meet]) as said, ThreadPoolExecutor(2) as pool:
        for look in [pool.submit(known.refresh) for _ in range(2)]:
            look.result()
    assert [(line["station_id"], line["reason"]) for line in said] == [
        ("rack-3", "the exercise 'handstand' has no reference; record one")
    ]


def test_of_two_concurrent_refreshes_the_newer_reading_wins(
    redis_url: str, redis_client: redis.Redis
) -> None:
    has_read, is_overtaken = Event(), Event()

    class SlowReader(redis.Redis):
        """Lets another refresh overtake the first one, if that is possible."""

        def hgetall(self, name: KeyT) -> Any:  # noqa: ANN401 - as in redis
            found = super().hgetall(name)
            if name == STATIONS and not has_read.is_set():
                has_read.set()
                is_overtaken.wait(PATIENCE_S)
            return found

    with SlowReader.from_url(redis_url) as client, ThreadPoolExecutor(1) as pool:
        known = Exercises(client, kept_exercises())
        slow = pool.submit(known.refresh)
        has_read.wait()
        put_station(redis_client, "rack-1", exercise="handstand")
        known.refresh()
        is_overtaken.set()
        slow.result()
    assert known.of("rack-1") is None
    assert known.missing_count == 2


def test_what_a_refresh_reads_while_a_new_station_is_looked_up_stays(
    redis_client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Exercises(redis_client, kept_exercises())
    known.refresh()
    put_station(redis_client, "rack-1", leaves_clock=True)
    put_station(redis_client, "rack-9")

    def read_after_a_refresh(data: bytes) -> Station:
        monkeypatch.undo()
        known.refresh()
        return station_from_bytes(data)

    monkeypatch.setattr(exercises, "station_from_bytes", read_after_a_refresh)
    assert known.announced(["rack-9"]) == {"rack-9": BY_THE_CLOCK}
    assert known.time_bounds("rack-1") == LEAVING_THE_CLOCK
