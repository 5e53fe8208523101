"""The rep queue, with limits for short jobs."""

from rq import Queue
from rq.intermediate_queue import IntermediateQueue
from rq.utils import now

_LOCK_S = 5
_STUCK_S = 2.0


class RepQueue(Queue):
    """A queue that recovers a killed worker's job within seconds.

    RQ's own limits suit jobs that take minutes.
    """

    def acquire_maintenance_lock(self) -> bool:
        """Take the registries' maintenance lock; a killed worker holds it only for seconds."""
        return bool(self.connection.set(self.registry_cleaning_key, 1, nx=True, ex=_LOCK_S))

    @property
    def intermediate_queue(self) -> "RepIntermediateQueue":
        """Holds a job between leaving the queue and starting."""
        return RepIntermediateQueue(self.key, connection=self.connection)


class RepIntermediateQueue(IntermediateQueue):
    """Jobs that a worker has dequeued but not started, which takes it milliseconds."""

    def should_be_cleaned_up(self, job_id: str) -> bool:
        """Whether the worker that took the job must be dead."""
        first_seen = self.get_first_seen(job_id)
        return first_seen is not None and (now() - first_seen).total_seconds() > _STUCK_S
