"""Taking over a station from another live worker, in a real Redis."""

import pytest
import redis
from prometheus_client import CollectorRegistry

from spotter.pose_worker.intake.frame_counts import FrameCounts
from spotter.pose_worker.intake.frame_streams import FrameStreams
from spotter.pose_worker.intake.limits import Limits
from spotter.pose_worker.intake.metrics import FrameMetrics
from spotter.pose_worker.intake.pending_reclaim import PendingReclaim
from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.pose_worker.ownership.station_ownership import StationOwnership
from spotter.pose_worker.ownership.track_handover import TrackHandover
from spotter.pose_worker.ownership.track_ids import TrackIds
from spotter.runtime.redis.membership import server_time_s
from spotter.runtime.redis.server_clock import ServerClock
from spotter.runtime.rendezvous import owner
from spotter.wire.names import frame_stream
from spotter.wire.stations import Station
from support.hand_clock import HandClock
from support.processes.empty_delivery import EmptyDelivery

TIMEOUT_S = 20.0
WORKERS = ("me", "other")
STATION = next(name for name in map(str, range(100)) if owner(name, WORKERS) == "me")
VIEW = ClusterView("me", {STATION: Station(STATION, STATION, "squat", None, 15.0)}, WORKERS)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def ownership(redis_client: redis.Redis, clock: HandClock) -> StationOwnership:
    server_clock = ServerClock(redis_client, clock)
    server_clock.synchronise()
    limits = Limits(budget_s=10_000.0, lost_after_s=20_000.0, batch_frames=4)
    counts = FrameCounts(FrameMetrics(CollectorRegistry()), clock)
    streams = FrameStreams(redis_client, "me")
    return StationOwnership(
        PendingReclaim(streams, server_clock, limits, counts),
        TrackHandover(EmptyDelivery(), TrackIds(redis_client), is_jittery=False),
        server_clock,
        clock,
        timeout_s=TIMEOUT_S,
    )


@pytest.fixture
def others(redis_client: redis.Redis) -> FrameStreams:
    """The streams of the other worker, which is processing a fresh frame of the station."""
    streams = FrameStreams(redis_client, "other")
    streams.ensure_group(STATION)
    added_ms = round(1000 * server_time_s(redis_client))
    redis_client.xadd(frame_stream(STATION), {"field": "value"}, id=f"{added_ms}-0")
    streams.read([STATION], block_ms=None)
    return streams


def watched(ownership: StationOwnership) -> list[str]:
    ownership.step(VIEW)
    return list(ownership.stations)


def test_a_station_without_frames_in_progress_is_taken_over_at_once(
    ownership: StationOwnership,
) -> None:
    assert watched(ownership) == [STATION]


def test_a_station_is_taken_over_as_soon_as_the_other_worker_has_finished(
    ownership: StationOwnership, others: FrameStreams
) -> None:
    assert watched(ownership) == []
    others.acknowledge(STATION, [others.last_read[STATION]])
    assert watched(ownership) == [STATION]


@pytest.mark.usefixtures("others")
def test_a_takeover_waits_for_an_unfinished_worker_until_the_timeout(
    ownership: StationOwnership, clock: HandClock
) -> None:
    assert watched(ownership) == []
    clock.now_s += TIMEOUT_S
    assert watched(ownership) == []
    clock.now_s += 0.001
    assert watched(ownership) == [STATION]


@pytest.mark.usefixtures("others")
def test_the_timeout_restarts_with_a_new_takeover(
    ownership: StationOwnership, clock: HandClock
) -> None:
    assert watched(ownership) == []
    clock.now_s += TIMEOUT_S
    ownership.step(ClusterView("me", {}, WORKERS))
    ownership.step(ClusterView("me", VIEW.stations, WORKERS))
    clock.now_s += TIMEOUT_S
    assert watched(ownership) == []
