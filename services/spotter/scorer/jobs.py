"""The jobs of the queues, which RQ imports by name."""

from collections.abc import Sequence
from contextvars import ContextVar

from rq import Retry, get_current_job

from spotter.scorer.judge import Judge
from spotter.scorer.replay.replayer import Replayer

judge: ContextVar[Judge] = ContextVar("judge")
replayer: ContextVar[Replayer] = ContextVar("replayer")
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


def replay_visits(run_id: str, visits: Sequence[tuple[str, int, int]]) -> None:
    """Score visits again; each is known by its id, and when its first and last rep started.

    These are the reps that the replay asks for; times are microseconds since the Unix epoch.
    """
    replayer.get().replay(run_id, visits)
