"""A segmenter without its process, and helpers to read what it stored in Redis."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import cast

import redis
from prometheus_client import CollectorRegistry
from rq import Queue
from rq.job import Job

from spotter.catalog_client.errors import CatalogAwayError
from spotter.movement.values.judged.rep import Rep
from spotter.rep_segmenter.housekeeping import Housekeeping
from spotter.rep_segmenter.metrics import SegmenterMetrics
from spotter.rep_segmenter.segmenter import Segmenter
from spotter.rep_segmenter.stations.exercises import Exercises
from spotter.rep_segmenter.stations.tracks import Limits
from spotter.rep_segmenter.storage.gone_stations import GoneStations
from spotter.rep_segmenter.storage.pose_log import PoseLog
from spotter.rep_segmenter.storage.rep_store import RepStore
from spotter.rep_segmenter.storage.sessions import Sessions
from spotter.rep_segmenter.storage.taught_equipment import TaughtEquipment
from spotter.runtime.clock import wall_clock_us
from spotter.runtime.redis.membership import Membership
from spotter.wire import names
from spotter.wire.poses.people import PoseFrame, pose_frame_from_bytes
from spotter.wire.reps import rep_from_bytes
from support.movements.pose_frames import pose_frames
from support.movements.stick_squats import squats
from support.records.kept_exercises import NOBODY, kept_exercises

Entry = tuple[bytes, dict[bytes, bytes]]

BATCH = 8
STANDING = 0.0
THREE_REPS = pose_frames("rack-1", {1: squats(80, 85, 78, STANDING)})


def recent_reps(station_id: str = "rack-1") -> list[PoseFrame]:
    """As THREE_REPS, filmed within the last minute: a running segmenter takes nothing older."""
    start_us = wall_clock_us() - 30_000_000
    return pose_frames(station_id, {1: squats(80, 85, 78, STANDING, start_us=start_us)})


class Clock:
    """A clock in seconds, set by hand."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


class Replica:
    """A segmenter without its process, and its metrics."""

    def __init__(
        self,
        client: redis.Redis,
        *,
        log_length: int = 3600,
        now_us: Callable[[], int] = wall_clock_us,
        catalog: str = NOBODY,
    ) -> None:
        self.clock = Clock()
        self.client = client
        self.now_us = now_us
        self.registry = CollectorRegistry()
        self.metrics = SegmenterMetrics(self.registry)
        self.known = kept_exercises(catalog)
        self.exercises = Exercises(client, self.known)
        self.segmenter = Segmenter(
            PoseLog(client, length=log_length, expiry_s=3600),
            RepStore(client, expiry_s=3600),
            self.exercises,
            Sessions(client, self.exercises.judges_one),
            self.metrics,
            limits=Limits(timeout_us=5_000_000, tracks_per_station=4),
            frames_per_snapshot=log_length // 4,
            clock=self.clock,
            now_us=now_us,
        )

    def add(self, frames: Sequence[PoseFrame]) -> None:
        for start in range(0, len(frames), BATCH):
            self.add_batch(frames[start : start + BATCH])

    def add_batch(self, frames: Sequence[PoseFrame]) -> None:
        for station_id, appended in self.segmenter.log(frames).items():
            self.segmenter.cut(station_id, appended)

    def housekeeping(self, member: str) -> Callable[[], None]:
        """Its housekeeping step as a member of this name."""
        membership = Membership(
            self.client, names.SEGMENTERS, member, timeout_s=60, clock=time.monotonic
        )
        membership.beat()
        housekeeping = Housekeeping(
            self.segmenter,
            self.exercises,
            membership,
            GoneStations(self.client),
            TaughtEquipment(self.client, self.known, self.exercises, self.segmenter.recognised),
            maintain=self.segmenter.maintain,
            feed_watchdog=lambda: None,
        )

        def step() -> None:
            self._learn()
            housekeeping.step()

        return step

    def maintain(self, station_id: str) -> None:
        self._learn()
        self.exercises.refresh()
        self.segmenter.maintain(station_id)

    def _learn(self) -> None:
        with suppress(CatalogAwayError):
            self.known.refresh()

    def count(self, metric: str, **labels: str) -> float | None:
        return self.registry.get_sample_value(f"spotter_segmenter_{metric}", labels)


def stored_reps(client: redis.Redis) -> list[Rep]:
    keys = client.scan_iter(names.rep_key("*"))
    reps = [rep_from_bytes(client.get(key)) for key in keys]  # type: ignore[arg-type]
    return sorted(reps, key=lambda rep: (rep.station_id, int(rep.poses.captured_us[0])))


def enqueued(client: redis.Redis) -> list[str]:
    return Queue(names.REP_QUEUE, connection=client).job_ids


def logged_us(client: redis.Redis, station_id: str = "rack-1") -> list[int]:
    entries = cast("list[Entry]", client.xrange(names.pose_log(station_id)))
    return [pose_frame_from_bytes(fields[names.POSE_FIELD]).captured_us for _, fields in entries]


def rep_ids_without_interruption(frames: Sequence[PoseFrame], client: redis.Redis) -> list[str]:
    """The reps that one uninterrupted segmenter makes of the frames; cleans up after itself."""
    station = frames[0].station_id
    replica = Replica(client)
    replica.add(frames)
    ids = [rep.rep_id for rep in stored_reps(client)]
    client.delete(
        names.pose_log(station),
        names.segmenter_state(station),
        *map(names.rep_key, ids),
        *map(Job.key_for, ids),
    )
    Queue(names.REP_QUEUE, connection=client).delete()
    return ids
