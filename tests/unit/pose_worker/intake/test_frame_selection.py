"""Frames that become too old before they are read or estimated."""

import numpy as np
import pytest
import redis
from prometheus_client import CollectorRegistry

from spotter.pose_worker.intake.decoding import ReadyFrame
from spotter.pose_worker.intake.frame_counts import FrameCounts
from spotter.pose_worker.intake.frame_selection import FrameSelection
from spotter.pose_worker.intake.frame_streams import FrameStreams
from spotter.pose_worker.intake.limits import Limits
from spotter.pose_worker.intake.metrics import FrameMetrics
from spotter.pose_worker.intake.pending_reclaim import PendingReclaim
from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.pose_worker.ownership.station_ownership import OwnedStation, StationOwnership
from spotter.pose_worker.ownership.track_handover import TrackHandover
from spotter.pose_worker.ownership.track_ids import TrackIds
from spotter.runtime.redis.connection import connect
from spotter.runtime.redis.membership import server_time_s
from spotter.runtime.redis.server_clock import ServerClock
from spotter.tracking.tracker import Tracker
from spotter.wire.names import POSE_GROUP, frame_stream
from spotter.wire.stations import Station
from support.processes.empty_delivery import EmptyDelivery
from support.servers.redis_server import free_port

NOW_S = 100.0
BUDGET_S = 2.0
STATION = Station("rack-1", "rack-1", "squat", None, 15.0)


def selection_of(client: redis.Redis, budget_s: float) -> FrameSelection:
    streams, clock = FrameStreams(client, "worker"), ServerClock(client, lambda: NOW_S)
    limits = Limits(budget_s=budget_s, lost_after_s=60.0, batch_frames=4)
    counts = FrameCounts(FrameMetrics(CollectorRegistry()), lambda: NOW_S)
    ownership = StationOwnership(
        PendingReclaim(streams, clock, limits, counts),
        TrackHandover(EmptyDelivery(), TrackIds(client), is_jittery=False),
        clock,
        lambda: NOW_S,
        timeout_s=budget_s,
    )
    return FrameSelection(streams, ownership, clock, limits, counts)


@pytest.fixture
def frame_selection() -> FrameSelection:
    """A selection whose Redis is unavailable."""
    away = connect(f"redis://127.0.0.1:{free_port()}/0", retries=0)
    return selection_of(away, BUDGET_S)


def frame(age_s: float) -> ReadyFrame:
    owned = OwnedStation(STATION, Tracker())
    entry_id = b"%d-0" % round(1000 * (NOW_S - age_s))
    return ReadyFrame(owned, entry_id, 0, "", 1, 1, np.zeros((1, 1, 3), np.uint8))


def test_old_frames_are_left_out_even_while_redis_is_unavailable(
    frame_selection: FrameSelection,
) -> None:
    fresh, old, just_so = frame(0.5), frame(BUDGET_S + 0.1), frame(BUDGET_S)
    assert frame_selection.fresh([fresh, old, just_so]) == [fresh, just_so]
    assert frame_selection.fresh([old]) == []


def test_only_frames_with_a_quarter_of_the_budget_left_are_selected(
    redis_client: redis.Redis,
) -> None:
    now_s = server_time_s(redis_client)
    for age_s in (3900, 3100, 2900):
        entry_id = f"{round(1000 * (now_s - age_s))}-0"
        redis_client.xadd(frame_stream("rack-1"), {"age_s": age_s}, id=entry_id)
    frame_selection = selection_of(redis_client, budget_s=4000)
    [(owned, entry)] = frame_selection.batch(
        ClusterView("worker", {"rack-1": STATION}, ("worker",))
    )
    assert (owned.station, entry.fields) == (STATION, {b"age_s": b"2900"})
    assert redis_client.xpending(frame_stream("rack-1"), POSE_GROUP)["pending"] == 1
