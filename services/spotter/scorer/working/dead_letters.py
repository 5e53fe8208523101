"""Jobs that are not retried: RQ's registry of failed jobs, bounded in number and time.

Each keeps its error until it expires or somebody requeues it after fixing the cause. The scorer's
log has their rep ids and reasons (``dead letter``). With Redis at URL:

    rq info --url URL --only-queues reps
    rq requeue --url URL --serializer json --queue reps REP_ID...
    rq requeue --url URL --serializer json --queue reps --all
"""

from types import TracebackType

import redis
import structlog
from rq import Queue
from rq.job import Job
from rq.results import Result

from spotter.catalog_client.errors import CatalogAwayError
from spotter.runtime.redis.outage import FULL, UNWRITABLE, kind_of
from spotter.scorer.errors import is_temporary
from spotter.scorer.metrics import ScorerMetrics


class DeadLetters:
    """Decides which failures are final and keeps the newest ``limit`` of them."""

    def __init__(self, metrics: ScorerMetrics, *, limit: int) -> None:
        self._metrics = metrics
        self._limit = limit
        self._log = structlog.get_logger()

    def on_failure(
        self,
        job: Job,
        kind: type[BaseException],
        error: BaseException,
        _trace: TracebackType | None,
    ) -> None:
        """Cancel the remaining retries of a job that would fail again. An RQ exception handler."""
        if not is_temporary(kind):
            job.retries_left = 0
        elif isinstance(error, redis.RedisError) and kind_of(error) in {FULL, UNWRITABLE}:
            job.retries_left = (job.retries_left or 0) + 1  # it may be full for hours
        elif isinstance(error, CatalogAwayError):
            job.retries_left = max(1, job.retries_left or 0)  # so may this, at the longest interval
        if job.should_retry:
            self._metrics.failures.labels("retried").inc()
            self._log.warning(
                "job will be tried again", rep_id=job.id, reason=_described(kind, error)
            )
        else:
            self._metrics.failures.labels("dead").inc()
            self._log.error("dead letter", rep_id=job.id, reason=_described(kind, error))

    def keep_within_bounds(self, queue: Queue) -> None:
        """Delete the oldest dead letters beyond the limit."""
        registry = queue.failed_job_registry
        excess = registry.get_job_ids(0, -(self._limit + 1))
        if excess:
            # Job.delete fails for a job that a worker held when it was killed in the last minute.
            results = map(Result.get_key, excess)
            queue.connection.delete(*map(Job.key_for, excess), *results)
            queue.connection.zrem(registry.key, *excess)
        self._metrics.dead_letters.set(registry.get_job_count(cleanup=False))


def _described(kind: type[BaseException], error: BaseException) -> str:
    return f"{kind.__name__}: {error}" if str(error) else kind.__name__
