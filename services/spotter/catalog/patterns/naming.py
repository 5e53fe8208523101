"""Gives an exercise's pattern a trainer's words."""

from dataclasses import replace

from spotter.catalog.errors import CatalogError, UnknownError
from spotter.movement.values import Exercise, FaultPattern, MovementError
from spotter.wire.catalog.checks import composed
from spotter.wire.fault_patterns import pattern_digest


def with_words(exercise: Exercise, pattern_id: str, name: str, cue: str) -> Exercise:
    """The exercise, its pattern called by a ``name`` and told with a ``cue``; both may be empty.

    Raises :class:`UnknownError` without such a pattern, and :class:`CatalogError` for words that
    are longer than a line.
    """
    digests = [pattern_digest(one) for one in exercise.patterns]
    if pattern_id not in digests:
        raise UnknownError(f"{exercise.name} has no pattern {pattern_id[:12]}")
    try:
        named = [
            replace(one, name=composed(name), cue=composed(cue)) if digest == pattern_id else one
            for digest, one in zip(digests, exercise.patterns, strict=True)
        ]
    except MovementError as error:
        raise CatalogError(str(error)) from error
    return replace(exercise, patterns=tuple(named))


def naming_words(pattern: FaultPattern) -> str:
    """What changed, for the exercise's history."""
    cue = f", told as “{pattern.cue}”" if pattern.cue else ""
    called = f"is called “{pattern.name}”" if pattern.name else "has no name"
    return f"a pattern of faults {called}{cue}"
