"""Follows a replay: keeps scorers busy, and tells what came of each visit, once."""

from collections.abc import Generator, Iterator, Sequence

from spotter.replaying.batches import batches
from spotter.replaying.run import ReplayRun
from spotter.wire.catalog.records.visits import VisitReps
from spotter.wire.replays import ReplayedReps

_UNDER_WAY = 64
"""Jobs at a time: enough for the scorers of a gym, and little in Redis."""
_BLOCK_MS = 1000


def followed(
    run: ReplayRun, visits: Sequence[VisitReps]
) -> Generator[ReplayedReps | None, None, None]:
    """What comes of each of the ``visits``, in any order; None when a second brings nothing.

    Begins with those without poses, and with what has come already. When the caller stops, jobs
    that wait are taken back. Raises :class:`redis.RedisError`.
    """
    waiting = {one.visit_id for one in visits if one.reps_with_poses}
    yield from (
        ReplayedReps((one.visit_id,), without_poses=one.reps)
        for one in visits
        if not one.reps_with_poses
    )
    yield from _news(run.take(), waiting)
    left = batches([one for one in visits if one.visit_id in waiting])
    jobs: dict[str, set[str]] = {}
    try:
        while waiting:
            while len(jobs) < _UNDER_WAY and (batch := next(left, ())):
                jobs[run.enqueue(batch)] = {one.visit_id for one in batch}
            news = list(_news(run.take(_BLOCK_MS), waiting)) or _lost(run, jobs, waiting)
            yield from news or (None,)
            jobs = {job: ids for job, ids in jobs.items() if ids & waiting}
    finally:
        run.withdraw(jobs)


def _news(taken: Sequence[ReplayedReps], waiting: set[str]) -> Iterator[ReplayedReps]:
    for one in taken:
        if waiting.intersection(one.visit_ids):
            waiting.difference_update(one.visit_ids)
            yield one


def _lost(run: ReplayRun, jobs: dict[str, set[str]], waiting: set[str]) -> list[ReplayedReps]:
    """What came of visits whose job has ended without saying so, or just after the last look."""
    failed = run.failed(jobs)
    found = list(_news(run.take(), waiting))
    for job_id, reason in failed.items():
        for visit_id in sorted(jobs[job_id] & waiting):
            waiting.remove(visit_id)
            found.append(ReplayedReps((visit_id,), problems=(f"visit {visit_id}: {reason}",)))
    return found
