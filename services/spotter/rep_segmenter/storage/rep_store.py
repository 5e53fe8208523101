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
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import redis
from rq import Queue, Retry
from rq.job import Job
from rq.serializers import JSONSerializer

from spotter.movement.values.rep import Rep
from spotter.wire.names import (
    REP_QUEUE,
    SCORE_JOB,
    rep_key,
    segmenter_state,
    set_key,
    verdict_key,
)
from spotter.wire.reps import rep_bytes

JOB_TIMEOUT_S = 5
"""Scoring takes milliseconds. A dead worker's job is given to another after a little longer."""

_RESULT_EXPIRY_S = 60
"""Not 0: RQ 3.0 fails to delete a job at once that a killed worker had before."""
_RETRY_AFTER_S = (0, 1, 5, 15, 60)


class RepStore:
    """Reps, snapshots and dead letters stay for ``expiry_s``."""

    def __init__(self, client: redis.Redis, *, expiry_s: int) -> None:
        self._client = client
        self._expiry_s = expiry_s
        self._queue = Queue(REP_QUEUE, connection=client, serializer=JSONSerializer)

    def save(
        self, station_id: str, snapshot: Mapping[str, Any], reps: Sequence[Rep]
    ) -> Sequence[Rep]:
        """Store a station's snapshot and the reps cut before it, and enqueue their jobs.

        Returns the reps that are new: those that have a verdict or a job already are left as they
        are. Raises :class:`redis.RedisError` when it is not known whether anything was stored.
        """
        new = self._new(reps)
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
        pipeline.set(segmenter_state(station_id), json.dumps(snapshot), ex=self._expiry_s)
        pipeline.execute()
        return new

    def snapshot(self, station_id: str) -> Mapping[str, Any] | None:
        """The station's last snapshot; None when there is none that can be read."""
        data = self._client.get(segmenter_state(station_id))
        try:
            found = json.loads(data) if isinstance(data, bytes) else None
        except ValueError:
            return None
        return found if isinstance(found, dict) else None

    def _new(self, reps: Sequence[Rep]) -> Sequence[Rep]:
        if not reps:
            return reps
        pipeline = self._client.pipeline(transaction=False)
        for rep in reps:
            pipeline.exists(verdict_key(rep.rep_id), Job.key_for(rep.rep_id))
        return [rep for rep, known in zip(reps, pipeline.execute(), strict=True) if not known]
