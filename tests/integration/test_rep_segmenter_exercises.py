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

from spotter.rep_segmenter.stations.exercises import Exercises
from spotter.wire.names import REFERENCES
from support.gym_in_redis import put_reference, put_station
from support.stick_squats import squat_reference

PATIENCE_S = 1.0
"""How long to wait for another thread, which the lock should keep out."""


@pytest.fixture(autouse=True)
def _stations(redis_client: redis.Redis) -> None:
    put_station(redis_client, "rack-1")
    put_station(redis_client, "rack-3", exercise="handstand")
    put_reference(redis_client, squat_reference())


def test_two_concurrent_refreshes_log_once_why_no_reps_are_cut(
    redis_client: redis.Redis,
) -> None:
    both_say_it = Barrier(2)

    def meet(_logger: object, _method: str, said: MutableMapping[str, Any]) -> Any:  # noqa: ANN401
        with suppress(BrokenBarrierError):
            both_say_it.wait(PATIENCE_S)
        return said

    exercises = Exercises(redis_client)
    with capture_logs(processors=[meet]) as said, ThreadPoolExecutor(2) as pool:
        for look in [pool.submit(exercises.refresh) for _ in range(2)]:
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
            if name == REFERENCES and not has_read.is_set():
                has_read.set()
                is_overtaken.wait(PATIENCE_S)
            return found

    with SlowReader.from_url(redis_url) as client, ThreadPoolExecutor(1) as pool:
        exercises = Exercises(client)
        slow = pool.submit(exercises.refresh)
        has_read.wait()
        put_station(redis_client, "rack-1", exercise="handstand")
        exercises.refresh()
        is_overtaken.set()
        slow.result()
    assert exercises.of("rack-1") is None
    assert exercises.missing_count == 2
