"""The versions of an exercise: when each was stored, and what it changed."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from spotter.exercise_store.errors import ConflictError, ExerciseStoreError
from spotter.exercise_store.references import ReferenceFolder, Stored, read_exercise
from spotter.movement.values import Exercise
from spotter.recordings.whole_file import write_atomically
from spotter.wire.references import exercise_bytes, reference_digest

SHOWN_DIGITS = 12
_FEWEST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Version:
    """An exercise as it was from ``since`` on (ISO 8601, UTC; None if the time is unknown)."""

    digest: str
    since: str | None
    what: tuple[str, ...]
    good_reps: int
    people: int
    faulty_reps: int
    cues: int
    false_alarm_ratio: float

    @classmethod
    def of(cls, exercise: Exercise, what: tuple[str, ...], since: datetime | None) -> "Version":
        """The version of ``exercise``, stored at ``since`` with the changes ``what``."""
        return cls(
            digest=reference_digest(exercise_bytes(exercise)),
            since=since.astimezone(UTC).isoformat(timespec="seconds") if since else None,
            what=what,
            good_reps=exercise.rep_count,
            people=len({reference.person for reference in exercise.recorded}),
            faulty_reps=len(exercise.faulty_reps),
            cues=len(exercise.cues),
            false_alarm_ratio=exercise.false_alarm_ratio,
        )


@dataclass(frozen=True, slots=True)
class Versions:
    """The exercises in ``folder`` with all their versions; none is ever lost."""

    folder: ReferenceFolder

    def live(self, name: str) -> Exercise:
        """The live version of an exercise.

        Raises :class:`ExerciseStoreError`, naming the recorded exercises, if it is not recorded.
        """
        if name not in self.folder.exercises():
            known = ", ".join(self.folder.exercises()) or "none"
            raise ExerciseStoreError(
                f"there is no recorded exercise {name!r} in {self.folder.folder}; known: {known}. "
                f"Record one from a video with a few good reps: spotter record {name} good.mp4"
            )
        return read_exercise(self.folder.path(name))

    def history(self, name: str) -> list[Version]:
        """The versions of an exercise, the oldest first, the live one last.

        Raises :class:`ExerciseStoreError` when the history's file is damaged.
        """
        path = self._notes(name)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        versions = [_version(path, line) for line in lines]
        if name in self.folder.exercises():
            live = Version.of(self.live(name), ("stored without a note",), None)
            if not versions or versions[-1].digest != live.digest:
                versions.append(live)
        return versions

    def store(self, exercise: Exercise, what: tuple[str, ...], now: datetime) -> Stored:
        """Make ``exercise`` the live version, with the changes ``what``; the previous one is kept.

        Raises :class:`OSError`, and :class:`ExerciseStoreError` when the history's file is damaged.
        """
        versions = self.history(exercise.name)
        newest = Version.of(exercise, what, now)
        if not versions or versions[-1].digest != newest.digest:
            versions.append(newest)
        stored = self.folder.store(exercise)
        lines = [json.dumps(asdict(version)) for version in versions]
        write_atomically(
            self._notes(exercise.name), "".join(f"{line}\n" for line in lines).encode()
        )
        return stored

    def replace(
        self, before: Exercise, after: Exercise, what: tuple[str, ...], now: datetime
    ) -> Stored:
        """:meth:`store` ``after``, provided that ``before`` is still the live version.

        Raises :class:`ConflictError` otherwise: storing would silently undo somebody's change.
        """
        if exercise_bytes(self.live(before.name)) != exercise_bytes(before):
            raise ConflictError(f"somebody else changed {before.name} meanwhile; try again")
        return self.store(after, what, now)

    def named(self, name: str, digest: str) -> Exercise:
        """The version whose digest begins with ``digest``.

        Raises :class:`ExerciseStoreError` when there is none, or more than one.
        """
        known = {version.digest for version in self.history(name)}
        found = digest_named(name, digest, known)
        live = self.live(name)
        if reference_digest(exercise_bytes(live)) == found:
            return live
        return read_exercise(self.folder.backup_path(name, found))

    def _notes(self, name: str) -> Path:
        return self.folder.folder / "history" / f"{name}.jsonl"


def digest_named(name: str, digest: str, known: Collection[str]) -> str:
    """The one of the ``known`` versions of ``name`` that begins with ``digest``.

    Raises :class:`ExerciseStoreError` when there is none, or more than one.
    """
    found = [one for one in sorted(known) if one.startswith(digest.lower())]
    if len(digest) < _FEWEST_DIGITS or len(found) != 1:
        listed = ", ".join(one[:SHOWN_DIGITS] for one in found or sorted(known))
        raise ExerciseStoreError(
            f"expected {_FEWEST_DIGITS} or more first digits of one version's digest; "
            f"{digest!r} matches {len(found)} of {name}: {listed}"
        )
    return found[0]


def _version(path: Path, line: str) -> Version:
    try:
        said: dict[str, Any] = json.loads(line)
        return Version(**{**said, "what": tuple(said["what"])})
    except (ValueError, TypeError, KeyError) as error:
        raise ExerciseStoreError(
            f"{path}: expected one version a line, as JSON; found {line[:80]!r}"
        ) from error
