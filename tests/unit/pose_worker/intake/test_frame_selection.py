"""Frames that have grown old between being read and being estimated."""

import numpy as np
import pytest
import redis
from prometheus_client import CollectorRegistry

from spotter.pose_worker.delivery.delivery import Delivery
from spotter.pose_worker.delivery.outbox import Outbox
from spotter.pose_worker.intake.decoding import ReadyFrame
from spotter.pose_worker.intake.frame_counts import FrameCounts
from spotter.pose_worker.intake.frame_selection import FrameSelection
from spotter.pose_worker.intake.frame_streams import FrameStreams
from spotter.pose_worker.intake.limits import Limits
from spotter.pose_worker.intake.pending_reclaim import PendingReclaim
from spotter.pose_worker.metrics import Metrics
from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.pose_worker.ownership.station_ownership import StationOwnership, Watch
from spotter.pose_worker.ownership.track_handover import TrackHandover
from spotter.pose_worker.ownership.track_ids import TrackIds
from spotter.runtime.server_clock import ServerClock
from spotter.tracking.tracker import Tracker
from spotter.wire.stations import Station
from support.redis_server import free_port

NOW_S = 100.0
BUDGET_S = 2.0


@pytest.fixture
def frame_selection() -> FrameSelection:
    """An intake whose Redis has gone."""
    client = redis.Redis(port=free_port())
    streams, clock = FrameStreams(client, "worker"), ServerClock(client, lambda: NOW_S)
    limits = Limits(budget_s=BUDGET_S, forgotten_s=60.0, batch_frames=4)
    counts = FrameCounts(Metrics(CollectorRegistry()), lambda: NOW_S)
    outbox = Outbox(max_age_s=1.0, max_frames=1)
    delivery = Delivery(outbox, lambda: ClusterView("worker"), lambda: NOW_S, ack_timeout_s=1.0)
    ownership = StationOwnership(
        PendingReclaim(streams, clock, limits, counts),
        TrackHandover(delivery, TrackIds(client), is_jittery=False),
        clock,
        patience_s=BUDGET_S,
    )
    return FrameSelection(streams, ownership, clock, limits, counts)


def frame(age_s: float) -> ReadyFrame:
    watch = Watch(Station("rack-1", "rack-1", "squat", None, 15.0), Tracker())
    entry_id = b"%d-0" % round(1000 * (NOW_S - age_s))
    return ReadyFrame(watch, entry_id, 0, "", 1, 1, np.zeros((1, 1, 3), np.uint8), (0, 0))


def test_old_frames_are_left_out_also_while_redis_cannot_be_told(
    frame_selection: FrameSelection,
) -> None:
    fresh, old, just_so = frame(0.5), frame(BUDGET_S + 0.1), frame(BUDGET_S)
    assert frame_selection.fresh([fresh, old, just_so]) == [fresh, just_so]
    assert frame_selection.fresh([old]) == []
