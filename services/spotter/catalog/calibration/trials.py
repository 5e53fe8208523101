"""Trials in Redis: a change that the scorers try on the gym's latest reps."""

from collections.abc import Sequence
from dataclasses import replace

import redis

from spotter.catalog.errors import ConflictError, UnknownError
from spotter.replaying.batches import batches
from spotter.replaying.errors import ReplayError
from spotter.replaying.run import ReplayRun
from spotter.wire.catalog.exercises.calibration import TrialSeen
from spotter.wire.catalog.records.visits import VisitReps
from spotter.wire.names import REPLAY_EXPIRY_S, trial_key
from spotter.wire.replays import Replay, ReplayedReps
from spotter.wire.trials import Trial, TrialJob, trial_bytes, trial_from_bytes

_MOST_REPS = 20_000
"""The scorers of a small machine take two minutes for them."""


class Trials:
    """One trial of each exercise, kept for a day. All methods raise :class:`redis.RedisError`."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    def begin(self, trial: Trial, replay: Replay, visits: Sequence[VisitReps]) -> None:
        """Give the reps of ``visits`` to the scorers; of very many, the newest.

        Raises :class:`ConflictError` while another trial of the exercise is under way, and when no
        scorer could do it.
        """
        exercise_id, run = replay.wanted.exercise_id, ReplayRun(self._client, trial.trial_id)
        self._make_room(exercise_id)
        chosen, left_out = newest(visits)
        given = list(batches([one for one in chosen if one.reps_with_poses]))
        if given and not run.count_scorers():
            raise ConflictError("no scorer takes replays: does the gym run?")
        full = replace(
            trial,
            jobs=tuple(_job(run, batch) for batch in given),
            without_poses=sum(one.reps for one in chosen if not one.reps_with_poses),
            left_out=left_out,
        )
        run.begin(replay)
        key = trial_key(exercise_id)
        if not self._client.set(key, trial_bytes(full), nx=True, ex=REPLAY_EXPIRY_S):
            run.forget(())
            raise ConflictError("somebody else began a trial of this exercise at the same time")
        for batch in given:
            run.enqueue(batch)

    def seen(self, exercise_id: str) -> TrialSeen:
        """The exercise's trial and how far it is. Raises :class:`UnknownError` if there is none."""
        trial = self._kept(exercise_id)
        if trial is None:
            raise UnknownError("there is no trial of this exercise")
        run = ReplayRun(self._client, trial.trial_id)
        try:
            since_us = run.replay().wanted.since_us
        except ReplayError:
            raise UnknownError("the trial of this exercise is not kept any more") from None
        result, waiting = _news(trial, run)
        return TrialSeen(trial, since_us, not waiting, result)

    def replay(self, exercise_id: str, trial_id: str) -> tuple[TrialSeen, Replay]:
        """The trial that somebody has seen, and what it does. Raises as :meth:`seen` does."""
        found = self.seen(exercise_id)
        if found.trial.trial_id != trial_id:
            raise ConflictError("another trial of this exercise was begun meanwhile")
        return found, ReplayRun(self._client, trial_id).replay()

    def forget(self, exercise_id: str, trial_id: str) -> None:
        """Forget the trial: jobs that wait are taken back. Does nothing if it is another."""
        trial = self._kept(exercise_id)
        if trial is not None and trial.trial_id == trial_id:
            self._client.delete(trial_key(exercise_id))
            jobs = [one.job_id for one in trial.jobs]
            ReplayRun(self._client, trial_id).forget(jobs)

    def _make_room(self, exercise_id: str) -> None:
        try:
            found = self.seen(exercise_id)
        except UnknownError:
            self._client.delete(trial_key(exercise_id))
            return
        if not found.is_done:
            raise ConflictError(
                "a trial of this exercise is under way: wait until it is done, or dismiss it"
            )
        self.forget(exercise_id, found.trial.trial_id)

    def _kept(self, exercise_id: str) -> Trial | None:
        data = self._client.get(trial_key(exercise_id))
        return trial_from_bytes(data) if isinstance(data, bytes) else None


def newest(visits: Sequence[VisitReps], most: int = _MOST_REPS) -> tuple[list[VisitReps], int]:
    """The newest visits that have at most so many reps, by their first; the other visits' reps.

    The very newest visit is always among them.
    """
    chosen: list[VisitReps] = []
    reps = 0
    for one in sorted(visits, key=lambda visit: -visit.last_us):
        if chosen and reps + one.reps > most:
            break
        chosen.append(one)
        reps += one.reps
    left_out = sum(one.reps for one in visits) - reps
    return sorted(chosen, key=lambda visit: visit.first_us), left_out


def _job(run: ReplayRun, visits: Sequence[VisitReps]) -> TrialJob:
    reps = sum(one.reps for one in visits)
    return TrialJob(run.job_id(visits), tuple(one.visit_id for one in visits), reps)


def _news(trial: Trial, run: ReplayRun) -> tuple[ReplayedReps, set[str]]:
    """What has come of the trial, and the visits that nothing has come of."""
    waiting = {visit for one in trial.jobs for visit in one.visit_ids}
    result = _sum(ReplayedReps(without_poses=trial.without_poses), run.take(), waiting)
    left = {one.job_id: one for one in trial.jobs if waiting.intersection(one.visit_ids)}
    failed = run.failed(left)
    result = _sum(result, run.take(), waiting)  # A job that is done is gone as well.
    lost = [
        ReplayedReps((visit,), problems=(f"visit {visit}: {reason}",))
        for job_id, reason in failed.items()
        for visit in left[job_id].visit_ids
    ]
    return _sum(result, lost, waiting), waiting


def _sum(result: ReplayedReps, news: Sequence[ReplayedReps], waiting: set[str]) -> ReplayedReps:
    """The result with what is news; a visit comes twice if its scorer was killed."""
    for one in news:
        if waiting.intersection(one.visit_ids):
            waiting.difference_update(one.visit_ids)
            result += one
    return result
