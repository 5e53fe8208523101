"""Where the references of a gym's exercises come from, and how the services get them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import redis

from spotter.cli.errors import InputError
from spotter.demo.gym import ReferenceJob, reference_job
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.exercise_store.references import ReferenceFolder, read_exercise
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.wire.names import REFERENCES, reference_key
from spotter.wire.references import exercise_bytes, reference_digest
from spotter.wire.stations import ANY_EXERCISE


def supply(
    exercises: Iterable[str],
    own: ReferenceFolder,
    demo: Path,
    estimator: str = DEFAULT_ESTIMATOR,
) -> tuple[dict[str, Path], list[ReferenceJob]]:
    """The file of each exercise's reference, and the jobs that make those that are not there yet.

    "any" stands for all that the user has recorded; when there are none, for all of the demo gym's.
    The user's ``own`` references come first, then those of the demo gym, kept in the folder
    ``demo`` and made with the poses of ``estimator``. Raises :class:`InputError`, naming the known
    exercises, for one that is in neither.
    """
    files: dict[str, Path] = {}
    jobs: list[ReferenceJob] = []
    recorded = own.exercises()
    for exercise in _each(exercises, recorded or list(EXERCISES)):
        if exercise in recorded:
            files[exercise] = own.path(exercise)
        elif exercise in EXERCISES:
            job = reference_job(demo, exercise, estimator)
            files[exercise] = job.path
            jobs += [] if job.path.exists() else [job]
        else:
            raise InputError(_unknown(exercise, recorded))
    return files, jobs


def publish(client: redis.Redis, files: Mapping[str, Path]) -> None:
    """Put the references in ``files`` where the services look for them.

    Raises :class:`InputError` for a file that holds none.
    """
    for exercise, path in files.items():
        data = exercise_bytes(read_exercise(path))
        digest = reference_digest(data)
        client.set(reference_key(digest), data)
        client.hset(REFERENCES, exercise, digest)


def _each(exercises: Iterable[str], all_there_are: Iterable[str]) -> list[str]:
    named = dict.fromkeys(exercises)
    if ANY_EXERCISE in named:
        del named[ANY_EXERCISE]
        named |= dict.fromkeys(all_there_are)
    return list(named)


def _unknown(exercise: str, recorded: list[str]) -> str:
    known = sorted({*EXERCISES, *recorded})
    return (
        f"there is no reference for {exercise!r}; known are {', '.join(known)}. "
        f"Make one from a video with a few good reps: spotter record {exercise} good.mp4"
    )
