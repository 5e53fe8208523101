"""The jobs of the rep queue, which RQ finds by their names."""

from contextvars import ContextVar

from spotter.scorer.judge import Judge

judge: ContextVar[Judge] = ContextVar("judge")
"""Set by the process before its worker starts, since a job's arguments are JSON.

Its scorers are prepared, and stay so from job to job: the worker runs its jobs in this process.
"""


def score_rep(rep_id: str) -> None:
    """Give one rep its verdict."""
    judge.get().judge(rep_id)
