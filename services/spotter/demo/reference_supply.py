"""Finds the references of a gym's exercises, or the jobs that make them."""

from collections.abc import Collection, Iterable
from pathlib import Path

from spotter.demo.errors import UnknownExerciseError
from spotter.demo.gym import ReferenceJob, reference_job
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.wire.stations import ANY_EXERCISE


def supply(
    exercises: Iterable[str],
    recorded: Collection[str],
    demo: Path,
    estimator: str = DEFAULT_ESTIMATOR,
) -> tuple[dict[str, Path], list[ReferenceJob]]:
    """The reference file of each exercise that is the demo's, and the jobs that make missing ones.

    "any" stands for all exercises that the user has ``recorded``, or for all of the demo's if there
    are none. What is recorded needs no file. Those of the demo gym are kept in the folder ``demo``
    and made with the poses of ``estimator``. Raises :class:`UnknownExerciseError`, naming the known
    exercises, for any other.
    """
    files: dict[str, Path] = {}
    jobs: list[ReferenceJob] = []
    for exercise in _each(exercises, recorded or list(EXERCISES)):
        if exercise in recorded:
            continue
        if exercise in EXERCISES:
            job = reference_job(demo, exercise, estimator)
            files[exercise] = job.path
            jobs += [] if job.path.exists() else [job]
        else:
            raise UnknownExerciseError(_unknown(exercise, recorded))
    return files, jobs


def _each(exercises: Iterable[str], every: Iterable[str]) -> list[str]:
    named = dict.fromkeys(exercises)
    if ANY_EXERCISE in named:
        del named[ANY_EXERCISE]
        named |= dict.fromkeys(every)
    return list(named)


def _unknown(exercise: str, recorded: Iterable[str]) -> str:
    known = sorted({*EXERCISES, *recorded})
    return (
        f"there is no reference for {exercise!r}; known exercises: {', '.join(known)}. "
        f"Make one from a video with a few good reps: spotter record {exercise} good.mp4"
    )
