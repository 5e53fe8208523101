"""Where ``spotter record`` and ``spotter calibrate`` keep exercises with their versions."""

import os
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from spotter.catalog_client.errors import ConflictError, UnknownError
from spotter.catalog_client.exercises.library import ExerciseLibrary, StoredVersion
from spotter.cli.running_gym.catalog import catalog
from spotter.exercise_store.errors import ConflictError as StoreConflictError
from spotter.exercise_store.errors import ExerciseStoreError
from spotter.exercise_store.references import (
    ReferenceFolder,
    Stored,
    checked_exercise,
    is_exercise,
)
from spotter.exercise_store.versions import SHOWN_DIGITS, Version, Versions, digest_named
from spotter.local_stack.catalog import running_catalog
from spotter.local_stack.data_folder import DataFolder
from spotter.movement.values import Exercise
from spotter.wire.catalog.exercises.exercises import Activation, checked_exercise_name
from spotter.wire.references import exercise_bytes, exercise_from_bytes

_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version that was stored; ``path`` is its file, if it is one.

    ``place`` says where it is, and ``previous`` where the one before is; None if there was none.
    """

    digest: str
    place: str
    previous: str | None
    path: str | None = None

    @classmethod
    def in_folder(cls, stored: Stored) -> "KeptVersion":
        """A file's."""
        path, previous = str(stored.path), stored.previous
        return cls(stored.digest, path, str(previous) if previous else None, path)

    @classmethod
    def in_catalog(cls, digest: str, before: str | None) -> "KeptVersion":
        """The catalog's, by the digests."""
        previous = f"version {before[:SHOWN_DIGITS]}" if before else None
        return cls(digest, f"version {digest[:SHOWN_DIGITS]} in the catalog", previous)


class KeptExercises(Protocol):
    """Exercises with all their versions; none is ever lost.

    The methods raise :class:`ExerciseStoreError` and say what was found.
    """

    def checked(self, name: str) -> str:
        """The name as it is kept. Raises :class:`WireError`, too, for one that cannot be."""

    def names(self) -> list[str]:
        """The exercises that are recorded."""

    def live(self, name: str) -> Exercise:
        """The live version of an exercise."""

    def history(self, name: str) -> list[Version]:
        """The versions of an exercise, the oldest first, the live one last."""

    def named(self, name: str, digest: str) -> Exercise:
        """The version whose digest begins with ``digest``."""

    def store(self, before: Exercise | None, after: Exercise, what: tuple[str, ...]) -> KeptVersion:
        """Make ``after`` the live version, with the changes ``what``.

        ``before``, None for a new exercise, must still be the live version.
        """


class FolderExercises:
    """Those of a folder; ``now`` is the time of their versions."""

    def __init__(self, versions: Versions, now: Callable[[], datetime]) -> None:
        self._versions = versions
        self._now = now

    def checked(self, name: str) -> str:
        """The name, if a file may have it."""
        return checked_exercise(name)

    def names(self) -> list[str]:
        """The exercises that are recorded."""
        return self._versions.folder.exercises()

    def live(self, name: str) -> Exercise:
        """The live version."""
        return self._versions.live(name)

    def history(self, name: str) -> list[Version]:
        """The versions, the oldest first."""
        return self._versions.history(name)

    def named(self, name: str, digest: str) -> Exercise:
        """The version whose digest begins with ``digest``."""
        return self._versions.named(name, digest)

    def store(self, before: Exercise | None, after: Exercise, what: tuple[str, ...]) -> KeptVersion:
        """Store it; the file of the version before is kept."""
        if before is None:
            return KeptVersion.in_folder(self._versions.store(after, what, self._now()))
        return KeptVersion.in_folder(self._versions.replace(before, after, what, self._now()))


class CatalogExercises:
    """Those of the catalog."""

    def __init__(self, library: ExerciseLibrary) -> None:
        self._library = library
        self._read: dict[str, StoredVersion] = {}

    def checked(self, name: str) -> str:
        """The name, if an exercise of the catalog may have it."""
        return checked_exercise_name(name)

    def names(self) -> list[str]:
        """The exercises in use."""
        return [info.name for info in self._library.listed()]

    def live(self, name: str) -> Exercise:
        """The live version; :meth:`store` replaces what was read here last."""
        try:
            found = self._library.named(name)
        except UnknownError:
            known = ", ".join(self.names()) or "none"
            raise ExerciseStoreError(
                f"there is no exercise {name!r} in the catalog; known: {known}. "
                "Record one from a video with a few good reps: "
                f"spotter record {shlex.quote(name)} good.mp4"
            ) from None
        self._read[name] = found
        return exercise_from_bytes(found.data).renamed(name)

    def history(self, name: str) -> list[Version]:
        """The uses of versions, the oldest first."""
        self.live(name)
        uses = self._library.activations(self._read[name].info.exercise_id)
        return [_version(one) for one in reversed(list(uses))]

    def named(self, name: str, digest: str) -> Exercise:
        """The version whose digest begins with ``digest``."""
        known = {version.digest for version in self.history(name)}
        found = self._library.with_digest(digest_named(name, digest, known))
        return exercise_from_bytes(found.data).renamed(name)

    def store(self, before: Exercise | None, after: Exercise, what: tuple[str, ...]) -> KeptVersion:
        """Store it, unless somebody else has changed the exercise since it was read."""
        replaced = self._read[before.name].info if before else None
        try:
            info = self._library.store(
                exercise_bytes(after), _BETWEEN.join(what), replaces=replaced
            )
        except ConflictError as error:
            raise StoreConflictError(f"{error}; try again") from error
        return KeptVersion.in_catalog(info.digest, replaced.digest if replaced else None)


@contextmanager
def kept_exercises(data: DataFolder) -> Iterator[KeptExercises]:
    """The exercises of the catalog, if one runs or was ever made here, else those in the folder.

    What a person records is not for the demo's athletes: a demo gym that runs is left alone.
    Raises LocalStackError, CatalogAwayError and RefusedError.
    """
    if not judges_by(data) and not data.database.exists():
        versions = Versions(ReferenceFolder.of(data.root))
        yield FolderExercises(versions, lambda: datetime.now(UTC))
        return
    with catalog(data, takes_demo=False) as channel:
        yield CatalogExercises(ExerciseLibrary(channel))


@contextmanager
def recorded_references(data: DataFolder) -> Iterator[ReferenceFolder]:
    """The exercises as files for the block, whose names files may have.

    Raises as :func:`kept_exercises` does.
    """
    with kept_exercises(data) as kept:
        if isinstance(kept, FolderExercises):
            yield ReferenceFolder.of(data.root)
            return
        with TemporaryDirectory(prefix="spotter-") as folder:
            references = ReferenceFolder(Path(folder))
            for name in filter(is_exercise, kept.names()):
                references.store(kept.live(name))
            yield references


def judges_by(data: DataFolder) -> bool:
    """Whether a running gym judges by the exercises that commands store."""
    running = running_catalog(data, os.environ)
    return running is not None and not running.is_demo


def _version(activation: Activation) -> Version:
    counts = activation.counts
    since = datetime.fromtimestamp(activation.activated_us / 1e6, UTC)
    return Version(
        digest=activation.digest,
        since=since.isoformat(timespec="seconds"),
        what=tuple(activation.reason.split(_BETWEEN)),
        good_reps=counts.good_reps,
        people=counts.people,
        faulty_reps=counts.faulty_reps,
        cues=counts.cues,
        false_alarm_ratio=counts.false_alarm_ratio,
    )
