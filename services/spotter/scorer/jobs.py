"""The jobs of the rep queue, which RQ finds by their names."""

from contextvars import ContextVar

from rq import Retry, get_current_job

from spotter.scorer.judge import Judge

judge: ContextVar[Judge] = ContextVar("judge")
"""Set by the process before its worker starts, since a job's arguments are JSON.

Its scorers are prepared, and stay so from job to job: the worker runs its jobs in this process.
"""


def score_rep(rep_id: str) -> Retry | None:
    """Give one rep its verdict, or put its job behind all others while the rep has to wait.

    Without an interval RQ does that in one transaction; with one it first notes that the job is
    scheduled, and a worker that is killed right then would lose it.
    """
    job = get_current_job()
    tries = (job.number_of_retries or 0) if job else 0
    is_judged = judge.get().judge(rep_id, tries=tries)
    return None if is_judged else Retry(max=tries + 1)
