"""Finds the reps that a trainer names: in a recording, or in the running gym."""

import re
from collections.abc import Callable
from pathlib import Path

from spotter.exercise_store.errors import ExerciseStoreError
from spotter.movement.assessment import why_insufficient
from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.values import Exercise, Rep
from spotter.movement.wording.reason_words import reason_words
from spotter.recordings.recording import Read
from spotter.teaching.named_rep import NamedRep, listed

_NUMBERED = re.compile(r"(?P<path>.+):(?P<numbers>[0-9]{1,6}(,[0-9]{1,6})*)")
_REP_ID = re.compile(r"[A-Za-z0-9-]+_[0-9]+_[0-9]+")

FindRep = Callable[[str], Rep]
"""Returns a running gym's rep by its id."""


def find_reps(words: str, exercise: Exercise, read: Read, gym: FindRep | None) -> list[NamedRep]:
    """The reps that ``words`` name: a recording's, some of them (``FILE:2,4``), or one by its id.

    ``gym`` finds the reps of the running gym, None if no gym runs. Raises
    :class:`ExerciseStoreError` for a missing rep, and for one that cannot be judged: nothing can be
    learnt from it.
    """
    numbered = _NUMBERED.fullmatch(words)
    if Path(words).exists():
        found = _all_of(Path(words), exercise, read)
    elif numbered and Path(numbered["path"]).exists():
        numbers = [int(number) for number in numbered["numbers"].split(",")]
        found = _some_of(Path(numbered["path"]), numbers, exercise, read)
    elif _REP_ID.fullmatch(words):
        found = [_of_gym(words, exercise, gym)]
    else:
        raise ExerciseStoreError(
            f"{words}: expected a video or a folder of OpenPose JSON, with or without numbers of "
            "reps as in squat.mp4:2,4, or the id of a rep; found no such file"
        )
    for rep in found:
        if why_not := why_insufficient(rep.poses):
            raise ExerciseStoreError(
                f"{listed([rep])} cannot be judged, so nothing can be learnt: "
                f"{reason_words(why_not)}"
            )
    return found


def _all_of(path: Path, exercise: Exercise, read: Read) -> list[NamedRep]:
    poses = read(path).poses
    cuts = cut_reps(learn_template(*exercise.as_judged().references), poses)
    if not cuts:
        raise ExerciseStoreError(
            f"{path}: expected reps of {exercise.name}; found none. If the view is new, add it: "
            f"spotter record {exercise.name} {path} --add"
        )
    return [
        NamedRep(path.name, number, poses.between(cut.started_us, cut.ended_us))
        for number, cut in enumerate(cuts, start=1)
    ]


def _some_of(path: Path, numbers: list[int], exercise: Exercise, read: Read) -> list[NamedRep]:
    found = _all_of(path, exercise, read)
    missing = [number for number in numbers if not 1 <= number <= len(found)]
    if missing:
        raise ExerciseStoreError(f"{path}: expected rep {missing[0]}; found reps 1 to {len(found)}")
    return [found[number - 1] for number in dict.fromkeys(numbers)]


def _of_gym(rep_id: str, exercise: Exercise, gym: FindRep | None) -> NamedRep:
    if gym is None:
        raise ExerciseStoreError(
            f"{rep_id}: there is no such file; for a rep's id, expected a running gym "
            f"(`spotter up`, or $SPOTTER_REDIS_URL); found none"
        )
    rep = gym(rep_id)
    if rep.exercise != exercise.name:
        raise ExerciseStoreError(
            f"expected a rep of {exercise.name}; found {rep_id}, a rep of {rep.exercise}"
        )
    return NamedRep(rep_id, None, rep.poses)
