"""How a new recording joins what is known of an exercise."""

from dataclasses import replace

from spotter.cli.errors import InputError
from spotter.movement.values import Exercise, MovementError, Reference
from spotter.movement.values.taught.exercise import FALSE_ALARM_RATIO
from spotter.movement.values.text import counted
from spotter.recordings.recording import Recording
from spotter.teaching.carrying_words import (
    carrying_from,
    carrying_joints_of,
    words_of,
)


def with_carrying(reference: Reference, words: str) -> Reference:
    """The reference with what the trainer says carries it.

    Raises :class:`InputError` if the recording does not show a joint of it.
    """
    told = replace(reference, carried_by=carrying_from(words))
    unseen = set(told.carried_by) - set(carrying_joints_of(told))
    if unseen:
        raise InputError(
            f"expected joints that the recording shows; found {', '.join(words_of(unseen))} "
            "out of the picture or hidden"
        )
    return told


def check_nothing_is_lost(before: Exercise, *, teaches_equipment: bool) -> None:
    """Raises :class:`InputError` if a new recording would replace more than one plain recording.

    Equipment may be taught again, as with a corrected box.
    """
    taught = {
        "recording": len(before.references) if len(before.references) > 1 else 0,
        "faulty example": len(before.faulty_reps),
        "cue": len(before.cues),
    }
    lost = [counted(number, what) for what, number in taught.items() if number]
    if before.false_alarm_ratio != FALSE_ALARM_RATIO:
        lost.append(f"a false-alarm rate of {100 * before.false_alarm_ratio:g}%")
    if before.equipment and not teaches_equipment:
        lost.append(f"a taught {before.equipment.kind}")
    if lost:
        raise InputError(
            f"{before.name} has {', '.join(lost)}, which a new recording would replace; "
            "--add keeps them and adds the recording, --anew replaces them (and keeps a backup)"
        )


def joined(before: Exercise | None, reference: Reference, recording: Recording) -> Exercise:
    """What is known with the new reference; ``before`` is what it joins, if anything.

    Raises :class:`InputError` if the two do not go together.
    """
    if not before:
        return Exercise((reference,))
    try:
        return before.with_reference(reference)
    except MovementError as error:
        raise InputError(f"{recording.path}: {error}") from error
