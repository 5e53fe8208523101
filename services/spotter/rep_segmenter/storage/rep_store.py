"""Stores reps and their jobs for the scorer, and snapshots for recovery after a crash.

One transaction writes a rep, its place in the visit, its scoring job and its station's snapshot.
So no stored rep lacks a job, no rep before the snapshot is missing, and when a rep is scored, all
earlier reps of the same person are known. These crash points remain, and none loses or repeats a
rep:

- before the frames are in the pose log: they were not acknowledged, so the pose worker resends
  them to a live segmenter.
- after that, before the transaction: the snapshot in Redis is older than the frames. The station's
  next segmenter replays the log from the snapshot on, and the same frames make the same rep with
  the same id.
- after the transaction, before the acknowledgement: the pose worker resends the frames; the log
  refuses them, and the snapshot already includes them.
- the connection breaks during the transaction, so that its outcome is unknown: the segmenter
  forgets the station and resumes from what is in Redis.
- two segmenters own a station for a moment: both make the same rep. The second finds the job or the
  verdict; if both are too fast for that, the job runs twice, and the scorer adds only one verdict
  per rep id.
- the snapshot cannot be read: the whole pose log is cut again. If the log still has the person's
  first frame, the same reps with the same ids result. Otherwise a rep may begin some frames off and
  so have another id; it is then recognised among the station's latest reps by its time.
"""

from collections.abc import Sequence
from typing import cast

import redis
from redis.client import Pipeline
from rq import Queue, Retry
from rq.job import Job
from rq.serializers import JSONSerializer

from spotter.movement.values import Rep
from spotter.movement.values.errors import MovementError
from spotter.rep_segmenter.storage.reps import is_same_movement
from spotter.wire.errors import WireError
from spotter.wire.holds import Hold, hold_bytes
from spotter.wire.names import (
    HOLD_FIELD,
    HOLDS,
    REP_QUEUE,
    SCORE_JOB,
    latest_reps,
    rep_key,
    segmenter_state,
    verdict_key,
    visit_key,
)
from spotter.wire.reps import rep_bytes, rep_from_bytes
from spotter.wire.snapshots import StationSnapshot, snapshot_bytes, snapshot_from_bytes

JOB_TIMEOUT_S = 5
"""Scoring takes milliseconds. A dead worker's job moves to another after slightly longer."""

_RESULT_EXPIRY_S = 60
"""Not 0, since RQ 3.0 cannot immediately delete a job that a killed worker once held."""
_RETRY_AFTER_S = (0, 1, 5, 15, 60)
_HOLDS = 10_000
"""Of a hundred stations where somebody holds, more than a minute."""
_LATEST_REPS = 1000
"""More than a station's people do within the span of the pose log."""


class RepStore:
    """Keeps reps, snapshots and dead letters for ``expiry_s``."""

    def __init__(self, client: redis.Redis, *, expiry_s: int) -> None:
        self._client = client
        self._expiry_s = expiry_s
        self._queue = Queue(REP_QUEUE, connection=client, serializer=JSONSerializer)

    def save(
        self, station_id: str, snapshot: StationSnapshot, reps: Sequence[Rep]
    ) -> Sequence[Rep]:
        """Store a station's snapshot and the reps cut before it, and enqueue their jobs.

        Returns the new reps. Skips reps that have a verdict or a job, or that were enqueued with a
        slightly different beginning. Raises :class:`redis.RedisError` when it is unknown whether
        anything was stored.
        """
        new = self._new(station_id, reps)
        pipeline = self._client.pipeline(transaction=True)
        pipeline.multi()  # RQ would otherwise do this, after the first command
        for rep in new:
            pipeline.set(rep_key(rep.rep_id), rep_bytes(rep), ex=self._expiry_s)
            pipeline.zadd(visit_key(rep.visit_id), {rep.rep_id: int(rep.poses.captured_us[0])})
            pipeline.expire(visit_key(rep.visit_id), self._expiry_s)
            self._queue.enqueue_call(
                SCORE_JOB,
                args=(rep.rep_id,),
                job_id=rep.rep_id,
                timeout=JOB_TIMEOUT_S,
                result_ttl=_RESULT_EXPIRY_S,
                failure_ttl=self._expiry_s,
                retry=Retry(len(_RETRY_AFTER_S), interval=list(_RETRY_AFTER_S)),
                pipeline=pipeline,
            )
        self._note_latest(station_id, new, pipeline)
        pipeline.set(segmenter_state(station_id), snapshot_bytes(snapshot), ex=self._expiry_s)
        pipeline.execute()
        return new

    def snapshot(self, station_id: str) -> StationSnapshot | None:
        """The station's last snapshot; None when there is none.

        Raises :class:`WireError` when it cannot be read.
        """
        data = self._client.get(segmenter_state(station_id))
        return snapshot_from_bytes(data) if isinstance(data, bytes) else None

    def tell_holds(self, holds: Sequence[Hold]) -> None:
        """Tell of positions that are kept; told twice, nothing becomes of it."""
        if not holds:
            return
        with self._client.pipeline(transaction=False) as pipeline:
            for hold in holds:
                pipeline.xadd(HOLDS, {HOLD_FIELD: hold_bytes(hold)}, maxlen=_HOLDS)
            pipeline.expire(HOLDS, self._expiry_s)
            pipeline.execute()

    def _note_latest(self, station_id: str, reps: Sequence[Rep], pipeline: Pipeline) -> None:
        if not reps:
            return
        key = latest_reps(station_id)
        pipeline.zadd(key, {rep.rep_id: int(rep.poses.captured_us[-1]) for rep in reps})
        pipeline.zremrangebyrank(key, 0, -_LATEST_REPS - 1)
        pipeline.expire(key, self._expiry_s)

    def _new(self, station_id: str, reps: Sequence[Rep]) -> Sequence[Rep]:
        if not reps:
            return reps
        first_us = min(int(rep.poses.captured_us[0]) for rep in reps)
        pipeline = self._client.pipeline(transaction=False)
        pipeline.zrange(latest_reps(station_id), first_us, "+inf", byscore=True)
        for rep in reps:
            pipeline.exists(verdict_key(rep.rep_id), Job.key_for(rep.rep_id))
        later, *known = pipeline.execute()
        handed_on = self._stored(later)
        return [
            rep
            for rep, is_known in zip(reps, known, strict=True)
            if not is_known and not any(is_same_movement(rep, one) for one in handed_on)
        ]

    def _stored(self, rep_ids: Sequence[bytes]) -> list[Rep]:
        """The reps that are still stored."""
        keys = [rep_key(rep_id.decode()) for rep_id in rep_ids]
        found = cast("list[bytes | None]", self._client.mget(keys)) if keys else []
        return [rep for data in found if (rep := _readable(data)) is not None]


def _readable(data: bytes | None) -> Rep | None:
    """The stored rep; None if it is missing or damaged, which the scorer reports."""
    try:
        return rep_from_bytes(data) if data is not None else None
    except (WireError, MovementError):
        return None
