"""What a trainer wishes to change of an exercise, and the exercise after it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spotter.exercise_store.errors import ExerciseStoreError
from spotter.exercise_store.teaching.cue_words import fault_words
from spotter.exercise_store.teaching.feedback import NamedRep, listed
from spotter.movement.assessment.feedback import confirm_rep
from spotter.movement.values.cue import Cue
from spotter.movement.values.errors import MovementError
from spotter.movement.values.exercise import Exercise

SOMEBODY = "somebody"


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """An exercise after a change, and what was changed, a line each; none when nothing was."""

    exercise: Exercise
    what: tuple[str, ...] = ()

    def with_false_alarms(self, ratio: float) -> "Change":
        """With another wished ratio of false alarms, which must be above 0 and below 0.5."""
        before = self.exercise.false_alarm_ratio
        if ratio == before:
            return self
        said = f"false alarms: at most {100 * ratio:g}%, instead of {100 * before:g}%"
        return self._after(replace(self.exercise, false_alarm_ratio=ratio), said)

    def with_fine(self, reps: Sequence[NamedRep], person: str) -> "Change":
        """After the trainer has said of ``reps``, done by ``person``, that they were fine."""
        exercise, new = self.exercise, []
        for rep in reps:
            grown = confirm_rep(exercise, rep.poses, person)
            new += [rep] if grown is not exercise else []
            exercise = grown
        return self._after(exercise, f"fine: {listed(new)}, by {person or SOMEBODY}")

    def with_wrong(self, reps: Sequence[NamedRep]) -> "Change":
        """After the trainer has said of ``reps`` that they were wrong.

        Raises :class:`ExerciseStoreError` when no good rep would be left.
        """
        exercise, new = self.exercise, []
        for rep in reps:
            try:
                grown = exercise.with_faulty_rep(rep.poses)
            except MovementError as error:
                raise ExerciseStoreError(f"{listed([rep])}: {error}") from error
            new += [rep] if grown is not exercise else []
            exercise = grown
        return self._after(exercise, f"wrong: {listed(new)}")

    def with_cue(self, cue: Cue) -> "Change":
        """With one more cue; it comes before those that answer the same fault."""
        if cue in self.exercise.cues:
            return self
        kept = tuple(one for one in self.exercise.cues if fault_words(one) != fault_words(cue))
        said = f'cue "{cue.words}" for {fault_words(cue)}'
        return self._after(replace(self.exercise, cues=(cue, *kept)), said)

    def without_cue(self, words: str) -> "Change":
        """Without the cues of these words, whatever the case.

        Raises :class:`ExerciseStoreError`, naming the cues that there are, when none has them.
        """
        wanted = words.strip().casefold()
        kept = tuple(cue for cue in self.exercise.cues if cue.words.casefold() != wanted)
        if len(kept) == len(self.exercise.cues):
            known = ", ".join(f'"{cue.words}"' for cue in self.exercise.cues) or "none"
            raise ExerciseStoreError(f"there is no cue {words!r} to remove; known are: {known}")
        return self._after(replace(self.exercise, cues=kept), f'no cue "{words.strip()}" any more')

    def _after(self, exercise: Exercise, said: str) -> "Change":
        if exercise is self.exercise:
            return self
        return Change(exercise, (*self.what, said))
