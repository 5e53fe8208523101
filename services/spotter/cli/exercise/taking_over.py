"""Takes exercises that are files over into the catalog."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from spotter.catalog_client.errors import UnknownError
from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.exercise_store.references import read_exercise
from spotter.exercise_store.versions import Version, Versions
from spotter.movement.values import Exercise
from spotter.movement.values.text import counted
from spotter.wire.references import exercise_bytes, reference_digest

DEMO_AUTHOR = "demo"
"""Who records the exercises that nobody else has."""


def take_over(library: ExerciseLibrary, versions: Versions) -> str | None:
    """Store the exercises of a folder with their history, those that the catalog does not know.

    The files stay. Returns what was done in a line; None if there was nothing to do. Raises
    ExerciseStoreError for a damaged file.
    """
    taken = [
        name
        for name in versions.folder.exercises()
        if not _is_known(library, versions, name) and _take(library, versions, name)
    ]
    if not taken:
        return None
    return (
        f"Took {counted(len(taken), 'exercise')} with their versions from "
        f"{versions.folder.folder} into the catalog: {', '.join(taken)}"
    )


def offer(library: ExerciseLibrary, files: Mapping[str, Path]) -> None:
    """Store the demo's exercises, unless somebody recorded one of that name.

    Raises ExerciseStoreError for a file that holds none.
    """
    here = {info.name: info for info in library.listed()}
    for name, path in files.items():
        data = exercise_bytes(read_exercise(path))
        known = here.get(name)
        if known is None:
            library.store(data, "the demo's athlete")
        elif known.live.author == DEMO_AUTHOR and known.digest != reference_digest(data):
            library.store(data, "the demo's athlete, filmed again", replaces=known)


def recorded(library: ExerciseLibrary) -> list[str]:
    """The exercises in use that are not the demo's."""
    return [info.name for info in library.listed() if info.live.author != DEMO_AUTHOR]


def _is_known(library: ExerciseLibrary, versions: Versions, name: str) -> bool:
    """Whether it was taken over before, under whichever name it has now, or there is another."""
    try:
        library.with_digest(reference_digest(exercise_bytes(versions.live(name))))
    except UnknownError:
        return name in {
            info.name for archived in (False, True) for info in library.listed(archived=archived)
        }
    return True


def _take(library: ExerciseLibrary, versions: Versions, name: str) -> bool:
    info = None
    for version in versions.history(name):
        exercise = _kept(versions, name, version)
        if exercise is not None:
            info = library.store(
                exercise_bytes(exercise),
                "; ".join(version.what),
                replaces=info,
                since_us=_since_us(version),
            )
    return info is not None


def _kept(versions: Versions, name: str, version: Version) -> Exercise | None:
    """The version, if its file is still there."""
    if version.digest == reference_digest(exercise_bytes(versions.live(name))):
        return versions.live(name)
    path = versions.folder.backup_path(name, version.digest)
    return read_exercise(path) if path.exists() else None


def _since_us(version: Version) -> int:
    if version.since is None:
        return 0
    return round(datetime.fromisoformat(version.since).timestamp() * 1e6)
