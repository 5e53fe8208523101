"""Exercises by recording: decisions without a database."""

from collections.abc import Sequence
from dataclasses import replace

from spotter.catalog.errors import CatalogError
from spotter.catalog.films.taught import TaughtEquipment
from spotter.movement.geometry import view_words
from spotter.movement.segmentation.exerciser import taught_by
from spotter.movement.values import Exercise, MovementError, PoseSeries, Reference
from spotter.movement.values.text import counted
from spotter.teaching.carrying_words import carrying_joints_of, words_of
from spotter.teaching.recording_doubts import doubts_of, unlike_others
from spotter.wire.catalog.exercises.teaching import TaughtReps

_NEW = "exercise"
"""Names an exercise that has no name yet."""


def found_reps(
    people: Sequence[PoseSeries],
    size_px: tuple[int, int] | None,
    rep_count: int | None,
    known: Exercise | None,
) -> TaughtReps:
    """The reps of whoever of ``people`` does most, and doubts about them.

    ``size_px`` is the pictures' width and height, ``rep_count`` how many reps there should be,
    ``known`` the exercise that they are to be added to; None where that is unknown.

    Raises :class:`CatalogError` when nobody does any.
    """
    try:
        place, found = taught_by(known.name if known else _NEW, people, rep_count)
        doubts = doubts_of(found, people[place], size_px, rep_count=rep_count)
        doubts += unlike_others(known, found) if known else ()
        carried_by = words_of(carrying_joints_of(found))
    except MovementError as error:
        raise CatalogError(str(error)) from error
    return TaughtReps(
        reps=found.reps,
        doubts=tuple(one.words for one in doubts if one.rep_number is None),
        rep_doubts=tuple(
            (one.rep_number - 1, one.words) for one in doubts if one.rep_number is not None
        ),
        carried_by=tuple(carried_by),
        view=view_words(found),
    )


def taught(
    name: str,
    reps: Sequence[PoseSeries],
    person: str,
    known: Exercise | None,
    held: TaughtEquipment | None = None,
) -> tuple[Exercise, Reference]:
    """The exercise ``name`` with a recording, added to what is ``known`` of it; the recording.

    ``held`` is what its film taught of equipment, which counts instead of what was known of that.

    Raises :class:`CatalogError` when the two do not go together.
    """
    try:
        reference = Reference(name, held.reps if held else tuple(reps), person)
        carrying_joints_of(reference)  # Nothing can be learnt from what shows nobody.
        if known is None:
            return Exercise((reference,), equipment=held.equipment if held else None), reference
        named = replace(reference, exercise=known.name)
        again = replace(known, equipment=held.equipment) if held else known
        return again.with_reference(named), named
    except MovementError as error:
        raise CatalogError(str(error)) from error


def reason_words(reference: Reference, source: str) -> str:
    """What changed, for the exercise's history; without names, which outlive their people."""
    reps = counted(len(reference.reps), "rep")
    return f"{reps} from the {_side(view_words(reference))} recorded {source}".rstrip()


def _side(view: str) -> str:
    return "camera" if view == "unclear" else {"behind": "back"}.get(view, view)
