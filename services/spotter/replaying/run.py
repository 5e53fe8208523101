"""One replay in Redis: what it does, its jobs and what came of them."""

from collections.abc import Collection, Sequence
from typing import Any, cast

import redis
from rq import Queue, Retry, Worker
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer

from spotter.replaying.errors import ReplayError
from spotter.wire.catalog.records.visits import VisitReps
from spotter.wire.names import (
    REPLAY_EXPIRY_S,
    REPLAY_JOB,
    REPLAY_QUEUE,
    REPLAYED_FIELD,
    replay_key,
    replay_parts_key,
    replayed_key,
)
from spotter.wire.replays import (
    Replay,
    ReplayedReps,
    replay_bytes,
    replay_from_bytes,
    replayed_from_bytes,
)

_TIMEOUT_S = 25
"""Less than the 30 s after which a scorer counts as stuck."""
_RETRY = Retry(max=5, interval=2)
_FAILURE_TTL_S = 3600


class ReplayRun:
    """The replay ``run_id``, which is kept for a day after its latest result.

    All methods raise :class:`redis.RedisError`.
    """

    def __init__(self, client: redis.Redis, run_id: str) -> None:
        self.run_id = run_id
        self._client = client
        self._queue = Queue(REPLAY_QUEUE, connection=client, serializer=JSONSerializer)
        self._read_to = b"0-0"

    def begin(self, replay: Replay) -> None:
        """Keep what the replay does, for its jobs."""
        self._client.set(replay_key(self.run_id), replay_bytes(replay), ex=REPLAY_EXPIRY_S)

    def replay(self) -> Replay:
        """What it does. Raises :class:`ReplayError` if it is not kept (any more)."""
        data = self._client.get(replay_key(self.run_id))
        if not isinstance(data, bytes):
            raise ReplayError(f"expected a replay of the last day; found {self.run_id!r}")
        return replay_from_bytes(data)

    def count_scorers(self) -> int:
        """How many scorers take replays' jobs."""
        return Worker.count(queue=self._queue)

    def job_id(self, visits: Sequence[VisitReps]) -> str:
        """The id of the job that replays these visits."""
        return f"replay-{self.run_id}-{visits[0].visit_id}"

    def enqueue(self, visits: Sequence[VisitReps]) -> str:
        """Let a scorer replay these visits; returns the id of the job."""
        job_id = self.job_id(visits)
        self._queue.enqueue(
            REPLAY_JOB,
            self.run_id,
            [[one.visit_id, one.first_us, one.last_us] for one in visits],
            job_id=job_id,
            job_timeout=_TIMEOUT_S,
            result_ttl=0,
            failure_ttl=_FAILURE_TTL_S,
            retry=_RETRY,
        )
        return job_id

    def take(self, block_ms: int | None = None) -> list[ReplayedReps]:
        """What has come of visits since the last time; waits for some up to ``block_ms``.

        A visit comes twice if its scorer was killed.
        """
        stream = replayed_key(self.run_id)
        answer = cast("Any", self._client.xread({stream: self._read_to}, block=block_ms))
        if not answer:
            return []
        entries = answer[0][1]
        self._read_to = entries[-1][0]
        return [replayed_from_bytes(fields[REPLAYED_FIELD]) for _, fields in entries]

    def failed(self, job_ids: Collection[str]) -> dict[str, str]:
        """The jobs that will not be tried again, and why."""
        ids = list(job_ids)
        found = zip(ids, Job.fetch_many(ids, self._client, JSONSerializer), strict=True)
        return {
            job_id: _reason(job)
            for job_id, job in found
            if job is None or job.get_status(refresh=False) is JobStatus.FAILED
        }

    def withdraw(self, job_ids: Collection[str]) -> None:
        """Take back the jobs that no scorer has begun."""
        for job_id in job_ids:
            if self._client.lrem(self._queue.key, 1, job_id):
                self._client.delete(Job.key_for(job_id))

    def forget(self, job_ids: Collection[str]) -> None:
        """Forget the replay: its jobs that wait are taken back, one that runs does no more."""
        keys = (replay_key, replayed_key, replay_parts_key)
        self._client.delete(*(key(self.run_id) for key in keys))
        self.withdraw(job_ids)


def _reason(job: Job | None) -> str:
    result = job.latest_result() if job else None
    said = (result.exc_string or "").strip() if result else ""
    return said.splitlines()[-1] if said else "its job is gone"
