"""The rep queue as its workers see it."""

from rq import Queue
from rq.intermediate_queue import IntermediateQueue
from rq.utils import now

_LOCK_S = 5
_STUCK_S = 2.0


class RepQueue(Queue):
    """A queue whose jobs are missed within seconds when their worker is killed.

    RQ's own limits are made for jobs that take minutes.
    """

    def acquire_maintenance_lock(self) -> bool:
        """Take the lock of the registries' upkeep, which a killed worker holds for seconds only."""
        return bool(self.connection.set(self.registry_cleaning_key, 1, nx=True, ex=_LOCK_S))

    @property
    def intermediate_queue(self) -> "RepIntermediateQueue":
        """Where a job is while it has left the queue and has not started."""
        return RepIntermediateQueue(self.key, connection=self.connection)


class RepIntermediateQueue(IntermediateQueue):
    """Jobs that a worker has taken and not started; it needs milliseconds for that."""

    def should_be_cleaned_up(self, job_id: str) -> bool:
        """Whether the worker that took the job must be dead."""
        first_seen = self.get_first_seen(job_id)
        return first_seen is not None and (now() - first_seen).total_seconds() > _STUCK_S
