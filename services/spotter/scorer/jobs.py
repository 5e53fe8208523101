"""The jobs of the queues, which RQ imports by name."""

from collections.abc import Sequence
from contextvars import ContextVar

from rq import Retry, get_current_job

from spotter.scorer.judging.judge import Judge
from spotter.scorer.replay.replayer import Replayer

judge: ContextVar[Judge] = ContextVar("judge")
replayer: ContextVar[Replayer] = ContextVar("replayer")
"""Set before the worker starts, since a job's arguments are JSON.

The worker runs its jobs in this process, so prepared scorers are kept from job to job.
"""


def score_rep(rep_id: str) -> Retry | None:
    """Judge one rep, or move its job to the end of the queue while the rep has to wait."""
    tries = _tries()
    is_judged = judge.get().judge(rep_id, tries=tries)
    return None if is_judged else _at_the_end(tries)


def replay_visits(run_id: str, visits: Sequence[tuple[str, int, int]]) -> Retry | None:
    """Score visits again, or move the job to the end of its queue while a rep waits.

    A visit is known by its id, and by when the first and the last of its reps that are asked for
    started, microseconds since the Unix epoch.
    """
    is_done = replayer.get().replay(run_id, visits)
    return None if is_done else _at_the_end(_tries())


def _tries() -> int:
    job = get_current_job()
    return (job.number_of_retries or 0) if job else 0


def _at_the_end(tries: int) -> Retry:
    """Moves a job to the end of its queue.

    RQ requeues in one transaction if the retry has no interval. With an interval it first marks the
    job as scheduled, and a worker killed at that moment would lose the job.
    """
    return Retry(max=tries + 1)
