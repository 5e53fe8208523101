"""Stores reps for the scorer, with their jobs, and what is needed to go on after a crash.

A rep, its place in its set, its scoring job and the snapshot of its station are written in one
transaction. So there is no moment at which a rep is stored and will not be scored, or is behind the
snapshot and not stored; and when a rep is scored, all before it in its set are known.
The crash points of the segmenter that remain, and why none of them loses or repeats a rep:

- before the frames are in the pose log: they were not acknowledged; the pose worker sends them
  again to whoever is alive.
- after that, before the transaction: the snapshot in Redis is older than the frames. Whoever looks
  after the station next replays the log from the snapshot on, and the same frames make the same
  rep with the same id.
- after the transaction, before the acknowledgement: the pose worker sends the frames again; the
  log refuses them, and the snapshot already includes them.
- the connection breaks while the transaction is under way, so that it is not known whether it was
  done: the segmenter forgets the station and starts again from what is in Redis.
- two segmenters look after a station for a moment: both make the same rep. The second finds the
  job or the verdict; if both are faster than that, the job runs twice and the scorer, who adds a
  verdict once per rep id, says it once.
- the snapshot cannot be read: the whole pose log is cut again. Where the log still has the person's
  first frame, the same reps with the same ids come out. Where it has not, a rep may begin some
  frames off and so have another id; it is found among the station's latest reps by its time.
"""

from collections.abc import Sequence
from typing import cast

import redis
from redis.client import Pipeline
from rq import Queue, Retry
from rq.job import Job
from rq.serializers import JSONSerializer

from spotter.movement.values.errors import MovementError
from spotter.movement.values.rep import Rep
from spotter.rep_segmenter.storage.reps import is_same_movement
from spotter.wire.errors import WireError
from spotter.wire.names import (
    REP_QUEUE,
    SCORE_JOB,
    latest_reps,
    rep_key,
    segmenter_state,
    set_key,
    verdict_key,
)
from spotter.wire.reps import rep_bytes, rep_from_bytes
from spotter.wire.snapshots import StationSnapshot, snapshot_bytes, snapshot_from_bytes

JOB_TIMEOUT_S = 5
"""Scoring takes milliseconds. A dead worker's job is given to another after a little longer."""

_RESULT_EXPIRY_S = 60
"""Not 0: RQ 3.0 fails to delete a job at once that a killed worker had before."""
_RETRY_AFTER_S = (0, 1, 5, 15, 60)
_LATEST_REPS = 1000
"""A station's people do fewer while the pose log remembers."""


class RepStore:
    """Reps, snapshots and dead letters stay for ``expiry_s``."""

    def __init__(self, client: redis.Redis, *, expiry_s: int) -> None:
        self._client = client
        self._expiry_s = expiry_s
        self._queue = Queue(REP_QUEUE, connection=client, serializer=JSONSerializer)

    def save(
        self, station_id: str, snapshot: StationSnapshot, reps: Sequence[Rep]
    ) -> Sequence[Rep]:
        """Store a station's snapshot and the reps cut before it, and enqueue their jobs.

        Returns the reps that are new: those that have a verdict or a job already, or were handed on
        with a slightly other beginning, are left as they are. Raises :class:`redis.RedisError` when
        it is not known whether anything was stored.
        """
        new = self._new(station_id, reps)
        pipeline = self._client.pipeline(transaction=True)
        pipeline.multi()  # which RQ would otherwise do, after the first command
        for rep in new:
            pipeline.set(rep_key(rep.rep_id), rep_bytes(rep), ex=self._expiry_s)
            pipeline.zadd(set_key(rep.set_id), {rep.rep_id: rep.rep_number})
            pipeline.expire(set_key(rep.set_id), self._expiry_s)
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

        Raises :class:`WireError` for one that cannot be read.
        """
        data = self._client.get(segmenter_state(station_id))
        return snapshot_from_bytes(data) if isinstance(data, bytes) else None

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
        """Those of the reps that are still kept."""
        keys = [rep_key(rep_id.decode()) for rep_id in rep_ids]
        found = cast("list[bytes | None]", self._client.mget(keys)) if keys else []
        return [rep for data in found if (rep := _whole(data)) is not None]


def _whole(data: bytes | None) -> Rep | None:
    """A rep as stored; None where it is not, or damaged, which is for the scorer to say."""
    try:
        return rep_from_bytes(data) if data is not None else None
    except (WireError, MovementError):
        return None
