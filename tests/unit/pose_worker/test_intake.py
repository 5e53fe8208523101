"""Frames that have grown old between being read and being estimated."""

import numpy as np
import pytest
import redis
from prometheus_client import CollectorRegistry

from pose_worker.courier import Courier
from pose_worker.decoding import ReadyFrame
from pose_worker.frame_counts import FrameCounts
from pose_worker.frame_streams import FrameStreams
from pose_worker.intake import Intake
from pose_worker.leftovers import Leftovers
from pose_worker.limits import Limits
from pose_worker.metrics import Metrics
from pose_worker.outbox import Outbox
from pose_worker.roster import Roster
from pose_worker.seeds import Seeds
from pose_worker.server_clock import ServerClock
from pose_worker.track_ids import TrackIds
from pose_worker.watchlist import Watch, Watchlist
from support.redis_server import free_port
from tracking.tracker import Tracker
from wire.stations import Station

NOW_S = 100.0
BUDGET_S = 2.0


@pytest.fixture
def intake() -> Intake:
    """An intake whose Redis has gone."""
    client = redis.Redis(port=free_port())
    streams, clock = FrameStreams(client, "worker"), ServerClock(client, lambda: NOW_S)
    limits = Limits(budget_s=BUDGET_S, forgotten_s=60.0, batch_frames=4)
    counts = FrameCounts(Metrics(CollectorRegistry()), lambda: NOW_S)
    outbox = Outbox(max_age_s=1.0, max_frames=1)
    courier = Courier(outbox, lambda: Roster("worker"), lambda: NOW_S, ack_timeout_s=1.0)
    watchlist = Watchlist(
        Leftovers(streams, clock, limits, counts),
        Seeds(courier, TrackIds(client), is_jittery=False),
        clock,
        patience_s=BUDGET_S,
    )
    return Intake(streams, watchlist, clock, limits, counts)


def frame(age_s: float) -> ReadyFrame:
    watch = Watch(Station("rack-1", "rack-1", "squat", None, 15.0), Tracker())
    entry_id = b"%d-0" % round(1000 * (NOW_S - age_s))
    return ReadyFrame(watch, entry_id, 0, "", 1, 1, np.zeros((1, 1, 3), np.uint8), (0, 0))


def test_old_frames_are_left_out_also_while_redis_cannot_be_told(intake: Intake) -> None:
    fresh, old, just_so = frame(0.5), frame(BUDGET_S + 0.1), frame(BUDGET_S)
    assert intake.fresh([fresh, old, just_so]) == [fresh, just_so]
    assert intake.fresh([old]) == []
