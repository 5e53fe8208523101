"""References on disk: one file per exercise, ``<data folder>/references/<exercise>.reference``."""

import re
from dataclasses import dataclass
from pathlib import Path

from spotter.exercise_store.errors import ExerciseStoreError
from spotter.movement.values import Exercise, MovementError, Reference
from spotter.recordings.whole_file import write_atomically
from spotter.wire.errors import WireError
from spotter.wire.references import exercise_bytes, exercise_from_bytes, reference_digest
from spotter.wire.stations import ANY_EXERCISE

SUFFIX = ".reference"

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a reference was stored, and the backup of the previous one (None if there was none)."""

    path: Path
    digest: str
    previous: Path | None


@dataclass(frozen=True, slots=True)
class ReferenceFolder:
    """The references of a data folder, which may not exist yet."""

    folder: Path

    @classmethod
    def of(cls, data_folder: Path) -> "ReferenceFolder":
        """The references in ``data_folder``."""
        return cls(data_folder / "references")

    def path(self, exercise: str) -> Path:
        """The path of the reference of ``exercise``."""
        return self.folder / f"{exercise}{SUFFIX}"

    def exercises(self) -> list[str]:
        """The exercises that have a reference."""
        return sorted(path.stem for path in self.folder.glob(f"*{SUFFIX}"))

    def store(self, exercise: Exercise) -> Stored:
        """Store ``exercise`` atomically, after a backup of the previous version.

        Raises :class:`OSError`.
        """
        data, path = exercise_bytes(exercise), self.path(exercise.name)
        previous = self._back_up(path, data)
        write_atomically(path, data)
        return Stored(path, reference_digest(data), previous)

    def _back_up(self, path: Path, successor: bytes) -> Path | None:
        """Back up the file under its digest, so that no earlier version is ever overwritten."""
        if not path.exists() or (data := path.read_bytes()) == successor:
            return None
        aside = self.backup_path(path.stem, reference_digest(data))
        write_atomically(aside, data)
        return aside

    def backup_path(self, exercise: str, digest: str) -> Path:
        """The path of the backup of an earlier version, by its digest."""
        return self.folder / "previous" / f"{exercise}-{digest[:12]}{SUFFIX}"


def read_exercise(path: Path) -> Exercise:
    """The exercise in a file, with its references.

    Raises :class:`ExerciseStoreError`, which names the file, if it is not a reference.
    """
    try:
        return exercise_from_bytes(path.read_bytes())
    except OSError as error:
        raise ExerciseStoreError(
            f"{path}: expected a reference; found: {error.strerror}"
        ) from error
    except (WireError, MovementError) as error:
        raise ExerciseStoreError(f"{path}: expected a reference; {error}") from error


def is_exercise(name: str) -> bool:
    """Whether ``name`` is one of lower-case letters, digits and hyphens."""
    return bool(_NAME.fullmatch(name)) and len(name) <= _LONGEST_NAME and name != ANY_EXERCISE


def checked_exercise(name: str) -> str:
    """``name``, if it is a valid name of an exercise.

    Raises :class:`ExerciseStoreError` for an invalid name.
    """
    if not is_exercise(name):
        raise ExerciseStoreError(
            "expected an exercise's name of lower-case letters, digits and hyphens, such as "
            f"biceps-curl, at most {_LONGEST_NAME} characters and not {ANY_EXERCISE!r}; "
            f"found {name!r}"
        )
    return name


def exercise_from(text: str) -> str:
    """An exercise's name made from a file's; ``exercise`` if no character is usable."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return "-".join(words)[:_LONGEST_NAME].strip("-") or "exercise"


def rep_times_s(reference: Reference) -> list[tuple[float, float]]:
    """The start and the end of each rep, in seconds since its recording's first frame."""
    return [
        (int(rep.captured_us[0]) / 1e6, int(rep.captured_us[-1]) / 1e6) for rep in reference.reps
    ]
