"""A worker announces itself and sees stations and other processes, in a real Redis."""

import redis
from structlog.testing import capture_logs

from spotter.pose_worker.ownership.heartbeat import Heartbeat
from spotter.runtime.health import Check, Watchdog
from spotter.runtime.redis.membership import Membership, server_time_s
from spotter.wire.names import POSE_WORKERS, SEGMENTERS, STATIONS
from spotter.wire.stations import Station, station_bytes
from support.hand_clock import HandClock

TIMEOUT_S = 2.0


def heartbeat(client: redis.Redis, clock: HandClock, work: Check) -> Heartbeat:
    membership = Membership(client, POSE_WORKERS, "me", timeout_s=TIMEOUT_S, clock=clock)
    return Heartbeat(client, membership, work, timeout_s=TIMEOUT_S)


def test_the_cluster_view_shows_stations_workers_and_segmenters(redis_client: redis.Redis) -> None:
    station = Station("rack-1", "Rack 1", "squat", None, 15.0)
    redis_client.hset(STATIONS, "rack-1", station_bytes(station))
    redis_client.zadd(SEGMENTERS, {"10.0.0.1:50051": server_time_s(redis_client)})
    clock = HandClock()
    beating = heartbeat(redis_client, clock, Watchdog(clock, 10).check)
    assert beating.cluster_view.mine() == {}
    beating.step()
    assert beating.cluster_view.workers == ("me",)
    assert beating.cluster_view.mine() == {"rack-1": station}
    assert beating.cluster_view.segmenter_of("rack-1") == "10.0.0.1:50051"


def test_a_stuck_worker_sends_no_heartbeat(redis_client: redis.Redis) -> None:
    clock = HandClock()
    work = Watchdog(clock, limit_s=10)
    beating = heartbeat(redis_client, clock, work.check)
    clock.now_s += 11
    beating.step()
    assert redis_client.zscore(POSE_WORKERS, "me") is None
    work.feed()
    beating.step()
    assert redis_client.zscore(POSE_WORKERS, "me") is not None


def test_an_unreadable_station_is_left_out_and_logged_once(
    redis_client: redis.Redis,
) -> None:
    station = Station("rack-1", "Rack 1", "squat", None, 15.0)
    redis_client.hset(STATIONS, "rack-1", station_bytes(station))
    redis_client.hset(STATIONS, "rubbish", b"\xff\xff")
    clock = HandClock()
    beating = heartbeat(redis_client, clock, Watchdog(clock, 10).check)
    with capture_logs() as lines:
        for _ in range(3):
            beating.step()
            clock.now_s += TIMEOUT_S
    assert list(beating.cluster_view.stations) == ["rack-1"]
    assert [line["station_id"] for line in lines] == ["rubbish"]
