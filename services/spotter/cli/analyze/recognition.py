"""Recognises the recorded exercise in an attempt when the user names none."""

from spotter.cli.errors import InputError
from spotter.exercise_store.reference_source import NamedReference
from spotter.exercise_store.references import ReferenceFolder, read_exercise
from spotter.movement.recognition import Candidate, Recognition, recognise
from spotter.movement.values import MovementError
from spotter.recordings.recording import Recording


def recognised_reference(
    attempt: Recording, exercise: str | None, folder: ReferenceFolder
) -> NamedReference:
    """The exercise in ``folder`` that ``attempt`` shows, renamed to ``exercise`` if given.

    Raises :class:`InputError`, naming the known exercises, when it is none of them.
    """
    names = folder.exercises()
    known = {name: read_exercise(folder.path(name)).renamed(name) for name in names}
    try:
        candidates = [Candidate.of(one) for one in known.values()]
        recognition = max((recognise(one, candidates) for one in attempt.people), key=_certainty)
    except MovementError as error:
        raise InputError(f"{folder.folder}: {error}") from error
    if recognition.exercise is None:
        raise InputError(f"{attempt.path}: {_none_of(recognition)}. {_NAME_A_REFERENCE}")
    found = known[recognition.exercise]
    return NamedReference(
        exercise=found.renamed(exercise) if exercise else found,
        name=f"recorded {recognition.exercise}, recognised",
        recognition=recognition,
    )


def check_recorded(folder: ReferenceFolder) -> None:
    """Raises :class:`InputError` when no exercise is recorded."""
    if not folder.exercises():
        raise InputError(
            f"expected recorded exercises that the attempt may show; found none in "
            f"{folder.folder}. {_NAME_A_REFERENCE}, or record one: spotter record squat good.mp4"
        )


_NAME_A_REFERENCE = "Name a reference: --reference good.mp4"


def _certainty(recognition: Recognition) -> float:
    """How sure it is that the movement is a known one, 0 for none."""
    return recognition.confidence if recognition.exercise else 0.0


def _none_of(recognition: Recognition) -> str:
    names = ", ".join(recognition.shares)
    likeliest = max(recognition.shares, key=lambda name: recognition.shares[name])
    share = recognition.shares[likeliest]
    found = f"most likely {likeliest}, {share:.0%}" if share else "no rep of any"
    return f"expected one of the recorded exercises, {names}; found none of them ({found})"
