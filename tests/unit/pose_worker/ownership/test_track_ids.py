"""All workers share track ids and the Redis server's clock."""

import pytest
import redis

from spotter.pose_worker.ownership.track_ids import START_AGAIN, TrackIds
from spotter.runtime.redis.membership import server_time_s
from spotter.runtime.redis.server_clock import ServerClock


def test_the_next_id_is_above_all_ids_assigned_by_any_worker(redis_client: redis.Redis) -> None:
    one, other = TrackIds(redis_client), TrackIds(redis_client)
    assert one.next_id("rack-1") == 1
    one.note("rack-1", 7)
    other.note("rack-1", 3)
    assert one.next_id("rack-1") == other.next_id("rack-1") == 8
    assert one.next_id("rack-2") == 1


def test_the_servers_time_is_extrapolated_between_two_readings(redis_client: redis.Redis) -> None:
    now_s = [1000.0]
    clock = ServerClock(redis_client, lambda: now_s[0])
    clock.synchronise()
    asked_s = clock.now_s()
    assert asked_s == pytest.approx(server_time_s(redis_client), abs=60)
    now_s[0] += 0.25
    clock.synchronise()
    assert clock.now_s() == pytest.approx(asked_s + 0.25, abs=1e-3)


def test_ids_begin_again_long_before_the_highest_that_a_segmenter_takes(
    redis_client: redis.Redis,
) -> None:
    track_ids = TrackIds(redis_client)
    track_ids.note("rack-1", START_AGAIN)
    assert [track_ids.next_id("rack-1") for _ in range(2)] == [1, 1]
    track_ids.note("rack-1", 1)
    assert track_ids.next_id("rack-1") == 2
