"""Jobs that are not tried again: RQ's registry of failed jobs, kept within bounds.

Each keeps its error and waits until it expires, or until someone has mended what was wrong. Their
rep ids and reasons are in the scorer's log (``dead letter``). With Redis at URL:

    rq info --url URL --only-queues reps
    rq requeue --url URL --serializer json --queue reps REP_ID...
    rq requeue --url URL --serializer json --queue reps --all
"""

from types import TracebackType

import structlog
from rq import Queue
from rq.job import Job
from rq.results import Result

from spotter.scorer.errors import is_temporary
from spotter.scorer.metrics import ScorerMetrics


class DeadLetters:
    """Decides which failures are final and keeps at most ``most`` of them, the newest."""

    def __init__(self, metrics: ScorerMetrics, *, most: int) -> None:
        self._metrics = metrics
        self._most = most
        self._log = structlog.get_logger()

    def on_failure(
        self,
        job: Job,
        kind: type[BaseException],
        error: BaseException,
        _trace: TracebackType | None,
    ) -> None:
        """Take the remaining tries from a job that would fail again. An RQ exception handler."""
        if not is_temporary(kind):
            job.retries_left = 0
        if job.should_retry:
            self._metrics.failures.labels("retried").inc()
            self._log.warning("job will be tried again", rep_id=job.id, reason=_words(kind, error))
        else:
            self._metrics.failures.labels("dead").inc()
            self._log.error("dead letter", rep_id=job.id, reason=_words(kind, error))

    def keep_within_bounds(self, queue: Queue) -> None:
        """Delete the oldest beyond the limit."""
        registry = queue.failed_job_registry
        excess = registry.get_job_ids(0, -(self._most + 1))
        if excess:
            # Job.delete fails for a job that a killed worker had within the last minute.
            results = map(Result.get_key, excess)
            queue.connection.delete(*map(Job.key_for, excess), *results)
            queue.connection.zrem(registry.key, *excess)
        self._metrics.dead_letters.set(registry.get_job_count(cleanup=False))


def _words(kind: type[BaseException], error: BaseException) -> str:
    return f"{kind.__name__}: {error}" if str(error) else kind.__name__
