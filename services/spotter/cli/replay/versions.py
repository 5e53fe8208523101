"""Which exercise and version are meant."""

from collections.abc import Iterable
from dataclasses import dataclass

from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.cli.errors import InputError
from spotter.exercise_store.versions import digest_named
from spotter.wire.catalog.exercises.exercises import ExerciseInfo


@dataclass(frozen=True, slots=True)
class Chosen:
    """The exercise whose reps are meant, by its id, and the version's digest; empty: any."""

    exercise_id: str = ""
    digest: str = ""


def chosen(library: ExerciseLibrary, name: str, version: str) -> Chosen:
    """What is meant by an exercise's name and the first digits of a version.

    A version alone says which exercise it is of. Raises :class:`InputError` for an exercise that
    does not exist, and ExerciseStoreError unless the digits are those of one version.
    """
    exercises = [_named(library, name)] if name else _all(library)
    if not version:
        return Chosen(exercises[0].exercise_id if name else "")
    owners = {
        one.digest: info for info in exercises for one in library.activations(info.exercise_id)
    }
    digest = digest_named(name or "all exercises", version, owners)
    return Chosen(owners[digest].exercise_id, digest)


def _all(library: ExerciseLibrary) -> list[ExerciseInfo]:
    return [*library.listed(), *library.listed(archived=True)]


def _named(library: ExerciseLibrary, name: str) -> ExerciseInfo:
    """The exercise of that name; one that is in use comes before archived ones."""
    exercises = _all(library)
    found = next((one for one in exercises if one.name == name), None)
    if found is None:
        raise InputError(f"expected an exercise of {_names(exercises)}; found {name!r}")
    return found


def _names(exercises: Iterable[ExerciseInfo]) -> str:
    return ", ".join(one.name for one in exercises) or "none"
