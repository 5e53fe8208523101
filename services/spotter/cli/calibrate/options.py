"""What a trainer asks of ``spotter calibrate``."""

from collections.abc import Sequence
from dataclasses import dataclass

from spotter.cli.errors import InputError
from spotter.exercise_store.teaching.change import Change
from spotter.exercise_store.teaching.cue_words import cue_from
from spotter.exercise_store.teaching.false_alarm_ratio import ratio_from
from spotter.exercise_store.teaching.feedback import FindRep, NamedRep, find_reps
from spotter.exercise_store.versions import SHOWN_DIGITS, Versions
from spotter.movement.values.exercise import Exercise
from spotter.movement.values.text import is_line
from spotter.recordings.recording import Read
from spotter.wire.references import exercise_bytes, reference_digest

_LONGEST_PERSON = 100


@dataclass(frozen=True, slots=True)
class Options:
    """The options that change something, as they were written."""

    false_alarms: str | None = None
    fine: Sequence[str] = ()
    wrong: Sequence[str] = ()
    person: str = ""
    cues: Sequence[str] = ()
    removed_cues: Sequence[str] = ()
    revert: str | None = None

    def of(self, exercise: Exercise, versions: Versions, read: Read, gym: FindRep | None) -> Change:
        """The change that they are to ``exercise``; recordings are read by ``read``.

        Raises :class:`InputError` for what cannot be understood or found.
        """
        if self.revert is not None:
            return self._back(exercise, versions)
        person = checked_person(self.person)
        if person and not self.fine:
            raise InputError("--person says who did the reps of --fine; found no --fine")

        def named(sources: Sequence[str]) -> list[NamedRep]:
            return [rep for words in sources for rep in find_reps(words, exercise, read, gym)]

        change = Change(exercise)
        if self.false_alarms is not None:
            change = change.with_false_alarms(ratio_from(self.false_alarms))
        change = change.with_fine(named(self.fine), person).with_wrong(named(self.wrong))
        for words in self.removed_cues:
            change = change.without_cue(words)
        for words in self.cues:
            change = change.with_cue(cue_from(words))
        return change

    def _back(self, exercise: Exercise, versions: Versions) -> Change:
        if any(
            (self.false_alarms, self.fine, self.wrong, self.person, self.cues, self.removed_cues)
        ):
            raise InputError("--revert goes back to a version as it was; found other changes too")
        found = versions.named(exercise.name, self.revert or "")
        digest = reference_digest(exercise_bytes(found))
        if digest == reference_digest(exercise_bytes(exercise)):
            return Change(exercise)
        return Change(found, (f"back to version {digest[:SHOWN_DIGITS]}",))


def checked_person(name: str) -> str:
    """``name`` without spaces around it, if a person may be called that; "" is nobody known.

    Raises :class:`InputError` for another.
    """
    plain = name.strip()
    if plain and not is_line(plain, _LONGEST_PERSON):
        raise InputError(
            f"a person's name is a line of at most {_LONGEST_PERSON} characters; found {name!r}"
        )
    return plain
