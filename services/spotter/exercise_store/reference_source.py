"""Finds the reference that a user names: a recording, a stored file, or a recorded exercise."""

from dataclasses import dataclass
from pathlib import Path

from spotter.exercise_store.errors import ExerciseStoreError
from spotter.exercise_store.references import SUFFIX, ReferenceFolder, exercise_from, read_exercise
from spotter.movement.recognition import Recognition
from spotter.movement.segmentation.exerciser import taught_by
from spotter.movement.values import Exercise, MovementError, Reference
from spotter.recordings.recording import Read, Recording


@dataclass(frozen=True, slots=True, eq=False)
class NamedReference:
    """A reference with its display name, and its recording if it was made from one just now.

    ``knows_exercise`` is false if the exercise's name is only guessed from a file name;
    ``recognition`` says how sure Spotter is if it recognised the exercise.
    """

    exercise: Exercise
    name: str
    recording: Recording | None = None
    knows_exercise: bool = True
    recognition: Recognition | None = None


def find_reference(
    words: str, exercise: str | None, folder: ReferenceFolder, read: Read
) -> NamedReference:
    """The reference that ``words`` names; an existing path comes before a recorded exercise.

    ``exercise`` is the name of the movement; None takes the known name, or makes one from the file
    name. ``read`` reads a recording. Raises :class:`ExerciseStoreError` and PictureError, which say
    what was found.
    """
    path = Path(words)
    if path.suffix == SUFFIX and path.is_file():
        return _stored(path, path.name, exercise)
    if path.exists():
        recording = read(path)
        reference = reference_from(exercise or exercise_from(recording.name), recording)
        name = recording.path.name or recording.name
        known = Exercise((reference,))
        return NamedReference(known, name, recording, knows_exercise=exercise is not None)
    if words in folder.exercises():
        return _stored(folder.path(words), f"recorded {words}", exercise)
    recorded = ", ".join(folder.exercises()) or "none"
    raise ExerciseStoreError(
        f"{words}: expected a video, a folder of OpenPose JSON, a {SUFFIX} file or a recorded "
        f"exercise; found no such file; recorded exercises in {folder.folder}: {recorded}"
    )


def reference_from(exercise: str, recording: Recording) -> Reference:
    """The reference made from ``recording``, of the person in it who moves most in reps.

    Raises :class:`ExerciseStoreError`, which names the recording and says what was found.
    """
    return taught_in(exercise, recording)[1]


def taught_in(
    exercise: str, recording: Recording, rep_count: int | None = None
) -> tuple[Recording, Reference]:
    """The recording of the person who moves most in reps, and the reference made of them.

    ``rep_count`` is how many reps there are, if that is known.

    Raises :class:`ExerciseStoreError`, which names the recording and says what was found.
    """
    found = f"{recording.frame_count} frames, {recording.duration_s:.1f} s"
    if not len(recording.poses):
        raise ExerciseStoreError(f"{recording.path}: expected a person; found nobody in {found}")
    try:
        place, reference = taught_by(exercise, recording.people, rep_count)
    except MovementError as error:
        seen = f"a person was seen in {len(recording.poses)} of {found}"
        raise ExerciseStoreError(f"{recording.path}: {error}; {seen}") from error
    return recording.of_person(place), reference


def _stored(path: Path, name: str, exercise: str | None) -> NamedReference:
    known = read_exercise(path)
    return NamedReference(known.renamed(exercise) if exercise else known, name)
