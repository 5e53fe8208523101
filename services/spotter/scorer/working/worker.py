"""The RQ worker of the rep queue, and, while that is empty, of the replay queue."""

import threading
from collections.abc import Callable

import redis
from redis.client import Pipeline
from rq import Queue, SimpleWorker
from rq.exceptions import StopRequested
from rq.job import Job
from rq.serializers import JSONSerializer

from spotter.scorer.working.queue import RepQueue
from spotter.wire.names import REP_QUEUE, REPLAY_QUEUE

_IDLE_TTL_S = 16
"""RQ waits 15 s less than this for a job, so an idle worker loops once a second."""
_MAINTENANCE_S = 1
_LEASE_MARGIN_S = 1


class ScoringWorker(SimpleWorker):
    """Runs its jobs in this process, where the scorers are prepared, instead of forking for each.

    With forks, RQ sends heartbeats from the parent process; here none is sent during a job. Instead
    the lease on a job lasts as long as the job may take, which is a few seconds. When a worker is
    killed, the lease runs out and RQ's maintenance, which every worker runs once a second, puts the
    job back into the queue.

    Once ``stopping`` is set, the worker ends after the current job or, while idle, within about two
    seconds.
    """

    queue_class = RepQueue
    max_connection_wait_time = 2.0

    def __init__(
        self,
        client: redis.Redis,
        *,
        on_failure: Callable[..., None],
        feed_watchdog: Callable[[], None],
        housekeeping: Callable[[Queue], None],
        stopping: threading.Event,
    ) -> None:
        super().__init__(
            [REP_QUEUE, REPLAY_QUEUE],
            connection=client,
            serializer=JSONSerializer,
            worker_ttl=_IDLE_TTL_S,
            maintenance_interval=_MAINTENANCE_S,
            exception_handlers=[on_failure],
            log_job_description=False,
        )
        self.log_result_lifespan = False
        self._feed_watchdog = feed_watchdog
        self._housekeeping = housekeeping
        self._stopping = stopping

    def get_heartbeat_ttl(self, job: Job, working_time: float = 0.0) -> int:  # noqa: ARG002
        """The lease on a job: no job lasts longer than its timeout."""
        return int(job.timeout or RepQueue.DEFAULT_TIMEOUT) + _LEASE_MARGIN_S

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        """Stay registered. RQ calls this in every iteration."""
        self._feed_watchdog()  # first: the loop turns even while Redis does not answer
        super().heartbeat(timeout, pipeline)

    def run_maintenance_tasks(self) -> None:
        """Recover dead workers' jobs and enqueue retries that are due.

        RQ calls this before the first job, between jobs and while it waits for one.
        """
        if self._stopping.is_set():
            raise StopRequested
        super().run_maintenance_tasks()  # type: ignore[no-untyped-call] # RQ's
        for queue in self.queues:
            _enqueue_due(queue)
        self._housekeeping(self.queues[0])

    def prepare_job_execution(
        self,
        job: Job,
        remove_from_intermediate_queue: bool = True,  # noqa: ARG002, FBT001, FBT002 - RQ's
    ) -> None:
        """Begin a job; it no longer lies aside, which RQ sees to only for a single queue."""
        super().prepare_job_execution(job, remove_from_intermediate_queue=True)

    def subscribe(self) -> None:
        """Accept no commands: they serve to stop long jobs and cost a thread."""

    @property
    def _stop_requested(self) -> bool:
        """RQ reads this before each job and while ``rq suspend`` pauses the workers."""
        return self._stopping.is_set()

    @_stop_requested.setter
    def _stop_requested(self, is_requested: bool) -> None:
        """Ignore the value, since ``stopping`` decides; RQ sets this to False when it starts."""

    def _install_signal_handlers(self) -> None:
        """Keep the process's own handlers: a signal before RQ installs its own would be lost."""


def _enqueue_due(queue: Queue) -> None:
    """Enqueue the retries that are due.

    RQ's scheduler does this in a forked process. When two workers do it at the same time, the job
    runs twice without harm: a rep gets one verdict.
    """
    registry = queue.scheduled_job_registry
    due = registry.get_jobs_to_schedule()
    for job_id, job in zip(
        due, Job.fetch_many(due, queue.connection, queue.serializer), strict=True
    ):
        with queue.connection.pipeline() as pipeline:
            pipeline.multi()  # RQ would otherwise do this, after the first command
            registry.remove(job_id, pipeline=pipeline)
            if job is not None:
                queue.enqueue_job(job, pipeline=pipeline)
            pipeline.execute()
