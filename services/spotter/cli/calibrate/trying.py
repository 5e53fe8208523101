"""Tries a change on the latest reps of a running gym, before it is stored."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

import redis

from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.catalog_client.records.ledger import LedgerClient
from spotter.cli.errors import StartError
from spotter.cli.replay.progress import followed_with_progress
from spotter.cli.replay.times import time_us
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.running_gym.redis import REDIS_VARIABLE
from spotter.local_stack.data_folder import DataFolder
from spotter.movement.values import Exercise
from spotter.replaying.run import ReplayRun
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.references import exercise_bytes, reference_digest
from spotter.wire.replays import Replay, ReplayedReps


@dataclass(frozen=True, slots=True)
class Tried:
    """What would have been said of the latest reps, and the replay that found it."""

    run_id: str
    found: ReplayedReps


def try_on_gym(data: DataFolder, gym: redis.Redis | None, exercise: Exercise, since: str) -> Tried:
    """Have the gym's scorers judge the exercise's reps since then by ``exercise``.

    Raises :class:`StartError` when the gym does not run, and :class:`InputError` for ``since``.
    """
    now = datetime.now(UTC).astimezone()
    since_us, until_us = time_us(since, now), time_us("0m", now)
    if gym is None:
        raise StartError(f"expected a running gym: `spotter up`, or its Redis in ${REDIS_VARIABLE}")
    content = exercise_bytes(exercise)
    with catalog(data, takes_demo=False) as channel:
        exercise_id = ExerciseLibrary(channel).named(exercise.name).info.exercise_id
        wanted = RepFilter(exercise_id=exercise_id, since_us=since_us, until_us=until_us)
        run = ReplayRun(gym, secrets.token_hex(4))
        run.begin(Replay(wanted, reference_digest(content), content))
        return Tried(run.run_id, followed_with_progress(run, LedgerClient(channel).visits(wanted)))
