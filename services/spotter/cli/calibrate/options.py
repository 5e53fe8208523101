"""The changes that a trainer asks ``spotter calibrate`` for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spotter.cli.errors import InputError
from spotter.cli.exercise.keeping import KeptExercises
from spotter.exercise_store.teaching.feedback import FindRep, find_reps
from spotter.exercise_store.versions import SHOWN_DIGITS
from spotter.movement.values import Exercise
from spotter.movement.values.text import is_line
from spotter.recordings.recording import Read
from spotter.teaching.carrying_words import carrying_from
from spotter.teaching.change import Change
from spotter.teaching.cue_words import cue_from
from spotter.teaching.false_alarm_ratio import ratio_from
from spotter.teaching.named_rep import NamedRep
from spotter.wire.references import exercise_bytes, reference_digest

_LONGEST_PERSON = 100


@dataclass(frozen=True, slots=True)
class Options:
    """The options that change something, as typed."""

    false_alarms: str | None = None
    fine: Sequence[str] = ()
    wrong: Sequence[str] = ()
    person: str = ""
    cues: Sequence[str] = ()
    removed_cues: Sequence[str] = ()
    carried_by: str | None = None
    revert: str | None = None

    def of(
        self, exercise: Exercise, versions: KeptExercises, read: Read, gym: FindRep | None
    ) -> Change:
        """The change that the options make to ``exercise``; ``read`` reads recordings.

        Raises :class:`InputError` and ExerciseStoreError for what cannot be understood or found.
        """
        if self.revert is not None:
            return self._reverted(exercise, versions)
        person = checked_person(self.person)
        if person and not self.fine:
            raise InputError(
                "expected --fine with --person, which says who did its reps; found none"
            )

        def named(sources: Sequence[str]) -> list[NamedRep]:
            return [rep for words in sources for rep in find_reps(words, exercise, read, gym)]

        change = Change(exercise)
        if self.false_alarms is not None:
            change = change.with_false_alarms(ratio_from(self.false_alarms))
        change = change.with_fine(named(self.fine), person).with_wrong(named(self.wrong))
        if self.carried_by is not None:
            change = change.with_carried_by(carrying_from(self.carried_by))
        for words in self.removed_cues:
            change = change.without_cue(words)
        for words in self.cues:
            change = change.with_cue(cue_from(words))
        return change

    def _reverted(self, exercise: Exercise, versions: KeptExercises) -> Change:
        if replace(self, revert=None) != Options():
            raise InputError("expected --revert without other changes; found some")
        found = versions.named(exercise.name, self.revert or "")
        digest = reference_digest(exercise_bytes(found))
        if digest == reference_digest(exercise_bytes(exercise)):
            return Change(exercise)
        return Change(found, (f"back to version {digest[:SHOWN_DIGITS]}",))


def checked_person(name: str) -> str:
    """``name`` without surrounding spaces, if it is valid; "" means an unknown person.

    Raises :class:`InputError` for an invalid name.
    """
    plain = name.strip()
    if plain and not is_line(plain, _LONGEST_PERSON):
        raise InputError(
            f"expected a person's name as one line of at most {_LONGEST_PERSON} characters; "
            f"found {name!r}"
        )
    return plain
