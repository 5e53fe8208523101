"""The queues of scorers, with limits for short jobs."""

from collections.abc import Iterable
from typing import Any

import redis
from rq import Queue
from rq.intermediate_queue import IntermediateQueue
from rq.job import Job
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

    @classmethod
    def dequeue_any(  # type: ignore[override] # RQ names the options one by one
        cls,
        queues: Iterable[Queue],
        timeout: int | None,
        connection: redis.Redis,
        **options: Any,  # noqa: ANN401 - RQ's
    ) -> tuple[Job, Queue] | None:
        """The next job of the first of the ``queues`` that has one; waits only for the first queue.

        From one queue RQ moves a job aside; from several it just takes it, and a worker that is
        killed then would lose it.
        """
        first, *others = queues
        for queue in (first, *others) if others else ():
            found = super().dequeue_any([queue], None, connection, **options)
            if found is not None:
                return found
        return super().dequeue_any([first], timeout, connection, **options)

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
