"""What an exercise's stored bytes say: decisions without a database."""

from dataclasses import dataclass

from spotter.catalog.errors import CatalogError
from spotter.movement.geometry import view_words
from spotter.movement.values import Exercise, MovementError
from spotter.movement.values.text import counted
from spotter.wire.catalog.exercises.exercises import ExerciseCounts
from spotter.wire.errors import WireError
from spotter.wire.references import exercise_bytes, exercise_from_bytes, reference_digest

MOST_BYTES = 8 * 1024 * 1024
_COMPARED = ("Good reps", "Faulty reps", "Cues", "False alarm ratio")


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """A version of an exercise: its bytes, and the exercise in them."""

    data: bytes
    exercise: Exercise

    @classmethod
    def of(cls, data: bytes) -> "Content":
        """The content of stored bytes. Raises :class:`CatalogError` when they are no exercise."""
        if len(data) > MOST_BYTES:
            raise CatalogError(
                f"expected an exercise of at most {MOST_BYTES} bytes; found {len(data)}"
            )
        try:
            return cls(data, exercise_from_bytes(data))
        except (WireError, MovementError) as error:
            raise CatalogError(f"expected an exercise with its recordings; {error}") from error

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, 64 hexadecimal digits."""
        return reference_digest(self.data)

    @property
    def counts(self) -> ExerciseCounts:
        """What it consists of."""
        exercise = self.exercise
        return ExerciseCounts(
            good_reps=exercise.rep_count,
            people=len({one.person for one in exercise.recorded}),
            views=len({view_words(one) for one in exercise.references}),
            faulty_reps=len(exercise.faulty_reps),
            cues=len(exercise.cues),
            false_alarm_ratio=exercise.false_alarm_ratio,
        )

    def named(self, name: str) -> bytes:
        """The exercise's bytes with ``name`` in them."""
        return (
            self.data if self.exercise.name == name else exercise_bytes(self.exercise.renamed(name))
        )

    def differences(self, other: "Content") -> tuple[str, ...]:
        """How ``other`` differs from this one, whatever their names, a sentence each.

        None if it does not.
        """
        if self.digest == other.digest or self.named("same") == other.named("same"):
            return ()
        here, there = self.counts, other.counts
        pairs = (
            (_reps(here), _reps(there)),
            (counted(here.faulty_reps, "faulty rep"), counted(there.faulty_reps, "faulty rep")),
            (_cues(self.exercise), _cues(other.exercise)),
            (f"{here.false_alarm_ratio:.3g}", f"{there.false_alarm_ratio:.3g}"),
        )
        found = tuple(
            f"{what}: {one} here, {two} in the file."
            for what, (one, two) in zip(_COMPARED, pairs, strict=True)
            if one != two
        )
        return found or ("The recordings are others.",)


def _reps(counts: ExerciseCounts) -> str:
    people = "1 person" if counts.people == 1 else f"{counts.people} people"
    return f"{counts.good_reps} of {people} from {counted(counts.views, 'view')}"


def _cues(exercise: Exercise) -> str:
    return ", ".join(f'"{cue.words}"' for cue in exercise.cues) or "none"
