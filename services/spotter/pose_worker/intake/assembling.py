"""Puts together what takes frames in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import redis

from spotter.pose_worker.delivery.delivery import Delivery
from spotter.pose_worker.intake.frame_counts import FrameCounts
from spotter.pose_worker.intake.frame_selection import FrameSelection
from spotter.pose_worker.intake.frame_streams import FrameStreams
from spotter.pose_worker.intake.limits import Limits
from spotter.pose_worker.intake.pending_reclaim import PendingReclaim
from spotter.pose_worker.ownership.station_ownership import StationOwnership
from spotter.pose_worker.ownership.track_handover import TrackHandover
from spotter.pose_worker.ownership.track_ids import TrackIds
from spotter.pose_worker.settings import PoseWorkerSettings
from spotter.runtime.redis.server_clock import ServerClock

_LOST_FACTOR = 2


@dataclass(frozen=True, slots=True)
class Servers:
    """The durable Redis server and the frames' one, by whose ``clock`` frames age."""

    queue: redis.Redis
    frames: redis.Redis
    clock: ServerClock


@dataclass(frozen=True, slots=True)
class Intake:
    """The stations that this worker owns, and which of their frames are estimated next."""

    streams: FrameStreams
    track_ids: TrackIds
    ownership: StationOwnership
    selection: FrameSelection

    @classmethod
    def of(  # noqa: PLR0913 - what it is made of
        cls,
        settings: PoseWorkerSettings,
        servers: Servers,
        counts: FrameCounts,
        delivery: Delivery,
        *,
        is_jittery: bool,
        steady_s: Callable[[], float],
    ) -> Self:
        """That of a worker with these settings; ``delivery`` asks segmenters for the tracks so far.

        With ``is_jittery``, people's keypoints are smoothed. ``steady_s`` is a monotonic clock.
        """
        limits = Limits(
            budget_s=settings.latency_budget_s,
            lost_after_s=_LOST_FACTOR * settings.unsent_limit_s,
            batch_frames=settings.pose_batch_size,
        )
        streams = FrameStreams(servers.frames, settings.pose_worker_name)
        track_ids = TrackIds(servers.queue)
        ownership = StationOwnership(
            PendingReclaim(streams, servers.clock, limits, counts),
            TrackHandover(delivery, track_ids, is_jittery=is_jittery),
            servers.clock,
            steady_s,
            timeout_s=limits.budget_s,
        )
        selection = FrameSelection(streams, ownership, servers.clock, limits, counts)
        return cls(streams, track_ids, ownership, selection)
