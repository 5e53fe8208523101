"""Which reps of a recording teach an exercise: all that are found, or what a trainer means."""

from dataclasses import dataclass, replace

from spotter.exercise_store.errors import ExerciseStoreError
from spotter.exercise_store.reference_source import taught_in
from spotter.movement.values import Reference
from spotter.movement.values.text import counted
from spotter.recordings.recording import Recording


@dataclass(frozen=True, slots=True)
class Meant:
    """What a trainer says of a recording: its part in seconds, its number of reps, which to drop.

    ``dropped`` are numbers of found reps, counted from 1. None leaves it to Spotter.
    """

    from_s: float | None = None
    to_s: float | None = None
    rep_count: int | None = None
    dropped: frozenset[int] = frozenset()

    def part_of(self, recording: Recording) -> Recording:
        """The part of ``recording`` that is meant, with its times.

        Raises :class:`ExerciseStoreError` if the recording has no such part.
        """
        if self.from_s is None and self.to_s is None:
            return recording
        start_s = self.from_s or 0.0
        end_s = recording.duration_s if self.to_s is None else self.to_s
        if not 0 <= start_s < end_s or start_s >= recording.duration_s:
            raise ExerciseStoreError(
                f"{recording.path}: expected a part within its {recording.duration_s:.1f} s; "
                f"found {start_s:g} to {end_s:g} s"
            )
        return recording.between(round(start_s * 1e6), round(end_s * 1e6))

    def taught_in(self, exercise: str, recording: Recording) -> tuple[Recording, Reference]:
        """The part that is meant of the person who teaches, and all reps in it.

        Raises :class:`ExerciseStoreError` if the recording shows no rep.
        """
        return taught_in(exercise, self.part_of(recording), self.rep_count)

    def kept_of(self, found: Reference) -> Reference:
        """The reference without the reps that were dropped.

        Raises :class:`ExerciseStoreError` if there are no such reps, or none is left.
        """
        known = frozenset(range(1, len(found.reps) + 1))
        if self.dropped - known:
            missing = ", ".join(map(str, sorted(self.dropped - known)))
            raise ExerciseStoreError(
                f"expected reps to drop among the {counted(len(known), 'rep')} found; "
                f"found {missing}"
            )
        if self.dropped == known:
            raise ExerciseStoreError("expected a rep that is kept; found all of them dropped")
        kept = [rep for at, rep in enumerate(found.reps, start=1) if at not in self.dropped]
        return replace(found, reps=tuple(kept))
