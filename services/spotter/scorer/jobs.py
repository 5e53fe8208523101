"""The jobs of the rep queue, which RQ imports by name."""

from contextvars import ContextVar

from rq import Retry, get_current_job

from spotter.scorer.judge import Judge

judge: ContextVar[Judge] = ContextVar("judge")
"""Set before the worker starts, since a job's arguments are JSON.

The worker runs its jobs in this process, so prepared scorers are kept from job to job.
"""


def score_rep(rep_id: str) -> Retry | None:
    """Judge one rep, or move its job to the end of the queue while the rep has to wait.

    RQ requeues in one transaction if the retry has no interval. With an interval it first marks the
    job as scheduled, and a worker killed at that moment would lose the job.
    """
    job = get_current_job()
    tries = (job.number_of_retries or 0) if job else 0
    is_judged = judge.get().judge(rep_id, tries=tries)
    return None if is_judged else Retry(max=tries + 1)
