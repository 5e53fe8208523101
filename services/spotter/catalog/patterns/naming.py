"""Gives an exercise's pattern a trainer's words."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature
from spotter.catalog.errors import CatalogError, UnknownError
from spotter.catalog.exercises import changes, statements
from spotter.catalog.exercises.changes import Reason
from spotter.catalog.exercises.content import Content
from spotter.movement.values import Exercise, MovementError
from spotter.wire.catalog.checks import composed
from spotter.wire.catalog.exercises.exercises import ExerciseInfo
from spotter.wire.patterns.fault_patterns import pattern_digest
from spotter.wire.references import exercise_bytes


@dataclass(frozen=True, slots=True)
class PatternWords:
    """What a trainer calls a pattern, and says then; both may be empty."""

    name: str
    cue: str


def name_pattern(
    session: Session, exercise_id: str, pattern_id: str, words: PatternWords, signed: Signature
) -> ExerciseInfo:
    """Make a version of the exercise live whose pattern has these words.

    Raises :class:`UnknownError` without such a pattern, and :class:`CatalogError` for words that
    are longer than a line.
    """
    row = statements.by_id(session, exercise_id)
    live = Content.of(statements.live(session, row.no).data)
    words = PatternWords(composed(words.name), composed(words.cue))
    content = Content.of(exercise_bytes(_named(live.exercise, pattern_id, words)))
    changes.replace(session, row, content, live.digest, Reason(signed, _said(words)))
    return statements.info(session, row.no)


def _named(exercise: Exercise, pattern_id: str, words: PatternWords) -> Exercise:
    digests = [pattern_digest(one) for one in exercise.patterns]
    if pattern_id not in digests:
        raise UnknownError(f"{exercise.name} has no pattern {pattern_id[:12]}")
    patterns = list(exercise.patterns)
    place = digests.index(pattern_id)
    try:
        patterns[place] = replace(patterns[place], name=words.name, cue=words.cue)
    except MovementError as error:
        raise CatalogError(str(error)) from error
    return replace(exercise, patterns=tuple(patterns))


def _said(words: PatternWords) -> str:
    """What changed, for the exercise's history."""
    called = f"is called “{words.name}”" if words.name else "has no name"
    return f"a pattern of faults {called}" + (f", told as “{words.cue}”" if words.cue else "")
