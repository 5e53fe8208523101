"""Stores what looking for patterns came to."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature
from spotter.catalog.database.tables import (
    LostPatternRow,
    MemberRow,
    PatternRep,
    PatternRow,
    PatternSearchRow,
    PatternSource,
)
from spotter.catalog.errors import ConflictError
from spotter.catalog.exercises import changes, statements
from spotter.catalog.exercises.changes import Reason
from spotter.catalog.exercises.content import Content
from spotter.catalog.patterns.collecting import CollectedReps, Searched
from spotter.catalog.patterns.outcome_words import found_words
from spotter.movement.values import FaultPattern
from spotter.wire.patterns.fault_patterns import pattern_digest
from spotter.wire.patterns.pattern_search import FoundPatterns, ShownPattern, film_bytes
from spotter.wire.references import exercise_bytes


def store(session: Session, reps: CollectedReps, found: FoundPatterns, signed: Signature) -> bool:
    """Give the exercise its patterns, and note who shows them; whether it is another version.

    Raises :class:`ConflictError` if somebody changed the exercise meanwhile, or somebody whose reps
    they are does not agree any more.
    """
    _check_agreed(session, reps)
    row = statements.by_id(session, reps.searched.exercise_id)
    known = reps.content.exercise
    patterns = tuple(one.pattern for one in found.patterns)
    words = found_words(known.patterns, found)
    is_changed = False
    if _digests(patterns) != _digests(known.patterns):
        content = Content.of(exercise_bytes(replace(known, patterns=patterns)))
        reason = Reason(signed, f"patterns of faults: {words}")
        is_changed = changes.replace(session, row, content, reps.content.digest, reason)
    _replace_rows(session, row.no, reps, found)
    note_search(session, reps.searched, words, signed.at_us, len(reps.keys))
    return is_changed


def note_search(session: Session, searched: Searched, words: str, ended_us: int, reps: int) -> None:
    """Note that patterns were looked for in so many ``reps``, and to what it came, in words."""
    row = PatternSearchRow(
        exercise_no=statements.by_id(session, searched.exercise_id).no,
        ended_us=ended_us,
        since_us=searched.since_us,
        reps=reps,
        words=words,
    )
    session.merge(row)


def _check_agreed(session: Session, reps: CollectedReps) -> None:
    numbers = {one for one in reps.member_numbers if one is not None}
    asked = select(MemberRow.no).where(MemberRow.no.in_(numbers), MemberRow.keeps_poses)
    if numbers - set(session.scalars(asked)):
        raise ConflictError("somebody's poses were removed meanwhile: look for them again")


def _replace_rows(
    session: Session, exercise_no: int, reps: CollectedReps, found: FoundPatterns
) -> None:
    for table in (PatternRep, PatternRow, LostPatternRow):
        session.execute(delete(table).where(table.exercise_no == exercise_no))
    shown = {place: pattern_digest(one.pattern) for one in found.patterns for place in one.shown_by}
    for place, (started_us, station_no, track_id) in enumerate(reps.keys):
        session.add(
            PatternRep(
                started_us=started_us,
                station_no=station_no,
                track_id=track_id,
                exercise_no=exercise_no,
                digest=shown.get(place, ""),
            )
        )
    for one in found.patterns:
        _add_pattern(session, exercise_no, reps, one)


def _add_pattern(
    session: Session, exercise_no: int, reps: CollectedReps, one: ShownPattern
) -> None:
    digest, numbers = pattern_digest(one.pattern), reps.member_numbers
    nearest = next((numbers[place] for place in one.shown_by), None)
    row = PatternRow(exercise_no=exercise_no, digest=digest, film=film_bytes(one.film))
    row.member_no = nearest
    session.merge(row)
    for member_no in {numbers[place] for place in one.made_of} - {None}:
        session.merge(PatternSource(member_no=member_no, digest=digest))


def _digests(patterns: Iterable[FaultPattern]) -> set[str]:
    return {pattern_digest(one) for one in patterns}
