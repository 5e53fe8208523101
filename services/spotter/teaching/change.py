"""A trainer's changes to an exercise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spotter.movement.values import Cue, Exercise, Joint, MovementError
from spotter.teaching.carrying_words import words_of
from spotter.teaching.cue_words import fault_words
from spotter.teaching.errors import TeachingError
from spotter.teaching.named_rep import NamedRep, listed

UNNAMED_PERSON = "somebody"


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """An exercise after changes, and one line for each change."""

    exercise: Exercise
    what: tuple[str, ...] = ()

    def with_false_alarms(self, ratio: float) -> "Change":
        """With another false-alarm rate, which must be above 0 and below 0.5."""
        before = self.exercise.false_alarm_ratio
        if ratio == before:
            return self
        said = f"false alarms: at most {100 * ratio:g}%, instead of {100 * before:g}%"
        return self._after(replace(self.exercise, false_alarm_ratio=ratio), said)

    def with_fine(self, reps: Sequence[NamedRep], person: str) -> "Change":
        """With ``reps``, done by ``person``, marked as fine."""
        exercise, new = self.exercise, []
        for rep in reps:
            grown = exercise.with_confirmed_rep(rep.poses, person)
            new += [rep] if grown is not exercise else []
            exercise = grown
        return self._after(exercise, f"fine: {listed(new)}, by {person or UNNAMED_PERSON}")

    def with_wrong(self, reps: Sequence[NamedRep]) -> "Change":
        """With ``reps`` marked as wrong.

        Raises :class:`TeachingError` if no good rep would be left.
        """
        exercise, new = self.exercise, []
        for rep in reps:
            try:
                grown = exercise.with_faulty_rep(rep.poses)
            except MovementError as error:
                raise TeachingError(f"{listed([rep])}: {error}") from error
            new += [rep] if grown is not exercise else []
            exercise = grown
        return self._after(exercise, f"wrong: {listed(new)}")

    def with_carried_by(self, joints: tuple[Joint, ...]) -> "Change":
        """With other joints that must be seen to judge a rep, in all references."""
        if all(one.carried_by == joints for one in self.exercise.references):
            return self
        told = tuple(replace(one, carried_by=joints) for one in self.exercise.references)
        said = f"carried by: {', '.join(words_of(joints))}"
        return self._after(replace(self.exercise, references=told), said)

    def with_cue(self, cue: Cue) -> "Change":
        """With one more cue, which replaces a cue for the same fault."""
        if cue in self.exercise.cues:
            return self
        kept = tuple(one for one in self.exercise.cues if fault_words(one) != fault_words(cue))
        said = f'cue "{cue.words}" for {fault_words(cue)}'
        return self._after(replace(self.exercise, cues=(cue, *kept)), said)

    def without_cue(self, words: str) -> "Change":
        """Without the cues of these words, ignoring case.

        Raises :class:`TeachingError`, naming the existing cues, if none has these words.
        """
        wanted = words.strip().casefold()
        kept = tuple(cue for cue in self.exercise.cues if cue.words.casefold() != wanted)
        if len(kept) == len(self.exercise.cues):
            known = ", ".join(f'"{cue.words}"' for cue in self.exercise.cues) or "none"
            raise TeachingError(f"there is no cue {words!r} to remove; known cues: {known}")
        return self._after(replace(self.exercise, cues=kept), f'cue "{words.strip()}" removed')

    def _after(self, exercise: Exercise, said: str) -> "Change":
        if exercise is self.exercise:
            return self
        return Change(exercise, (*self.what, said))
