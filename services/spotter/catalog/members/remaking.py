"""Makes exercises again without an erased member, each in a transaction of its own."""

import re
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from unicodedata import normalize

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import (
    ExerciseActivation,
    ExerciseRow,
    ExerciseVersion,
    LearntRep,
    LostPatternRow,
    MemberRow,
    PatternRow,
    PatternSource,
    RepRow,
)
from spotter.catalog.exercises.changes import Reason, archive, remake
from spotter.catalog.exercises.content import Content
from spotter.catalog.exercises.statements import live
from spotter.catalog.members.exercises_without import Traces
from spotter.catalog.members.poses import session_numbers
from spotter.movement.values import FaultPattern
from spotter.movement.values.text import counted
from spotter.wire.patterns.fault_patterns import pattern_digest
from spotter.wire.references import exercise_bytes

_WHY = "without an erased member"


class Remaking:
    """What an erasing does to exercises; run it while the member's reps are still there.

    Thresholds are fitted to an exercise's recordings wherever it is used, so the exercise made
    again has its own. Earlier versions that hold something of the member lose their recordings.
    """

    def __init__(self, database: Database, member_no: int, signed: Signature) -> None:
        self._database = database
        self._member_no = member_no
        self._reason = Reason(signed, _WHY)
        self.remade: list[str] = []
        self.still_to_do: list[str] = []
        self.changed_ids: list[str] = []

    def run(self) -> None:
        """Make all exercises again that hold something of the member. Raises DatabaseError."""
        with self._database.reading() as session:
            member = session.get_one(MemberRow, self._member_no)
            name = member.name
            traces = Traces.of(
                str(member.id), name, self._moments_us(session), self._pattern_ids(session)
            )
            recorded = select(ExerciseVersion.exercise_no).distinct()
            numbers = list(session.scalars(recorded.order_by(ExerciseVersion.exercise_no)))
        for no in numbers:
            self._exercise(no, traces)
            self._forget_in_reasons(no, name)

    def _moments_us(self, session: Session) -> AbstractSet[int]:
        kept = select(RepRow.started_us, RepRow.ended_us).where(
            RepRow.session_no.in_(session_numbers(self._member_no))
        )
        learnt = select(LearntRep.started_us, LearntRep.ended_us).where(
            LearntRep.member_no == self._member_no
        )
        found = (row for asked in (kept, learnt) for row in session.execute(asked))
        return {moment_us for row in found for moment_us in row}

    def _pattern_ids(self, session: Session) -> AbstractSet[str]:
        own = PatternSource.member_no == self._member_no
        return set(session.scalars(select(PatternSource.digest).where(own)))

    def _exercise(self, no: int, traces: Traces) -> None:
        with self._database.reading() as session:  # it may have many versions, of a megabyte each
            looked_at = _numbers(session, no)
            marked = _marked(session, looked_at, traces)
        if not marked:
            return
        with self._database.writing() as session:
            row = session.get_one(ExerciseRow, no, with_for_update=True)
            marked += _marked(session, _numbers(session, no) - looked_at, traces)
            self._replace_live(session, row, traces, marked)
            chosen = update(ExerciseVersion).where(ExerciseVersion.no.in_(marked))
            session.execute(chosen.values(data=b""))
            forgotten = PatternRow.digest.in_(traces.pattern_ids)
            session.execute(delete(PatternRow).where(PatternRow.exercise_no == no, forgotten))
            self.changed_ids.append(str(row.id))

    def _replace_live(
        self, session: Session, row: ExerciseRow, traces: Traces, marked: Collection[int]
    ) -> None:
        now = live(session, row.no)
        if now.no not in marked:
            return
        known = Content.of(now.data).exercise
        self._lose(session, row, traces.patterns_of(known))
        kept = traces.without(known)
        if kept is not None:
            remake(session, row, Content.of(exercise_bytes(kept)), self._reason)
            self.remade.append(row.name)
            return
        archive(session, row, self._reason.signed)
        self.still_to_do.append(
            f"nothing is left of {row.name} without them: it is archived; record it again"
        )

    def _forget_in_reasons(self, exercise_no: int, name: str) -> None:
        """People write names into reasons."""
        asked = select(ExerciseActivation).where(ExerciseActivation.exercise_no == exercise_no)
        named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        with self._database.writing() as session:
            for one in session.scalars(asked):
                one.reason = named.sub("an erased member", normalize("NFC", one.reason))

    def _lose(self, session: Session, row: ExerciseRow, patterns: Sequence[FaultPattern]) -> None:
        """Keep the words of patterns that go, until these are found again without the member."""
        for one in patterns:
            if one.name or one.cue:
                key = {"exercise_no": row.no, "digest": pattern_digest(one)}
                session.merge(LostPatternRow(**key, name=one.name, cue=one.cue))
        if patterns:
            self.still_to_do.append(
                f"{counted(len(patterns), 'pattern')} of faults of {row.name} went with their "
                "reps: found again at night, or now by “Find now”"
            )


def _numbers(session: Session, exercise_no: int) -> set[int]:
    """The numbers of an exercise's versions that have recordings."""
    asked = select(ExerciseVersion.no).where(ExerciseVersion.exercise_no == exercise_no)
    return set(session.scalars(asked.where(func.length(ExerciseVersion.data) > 0)))


def _marked(session: Session, numbers: Collection[int], traces: Traces) -> list[int]:
    """Those of these versions that hold something of the member; one at a time is read."""
    return [no for no in sorted(numbers) if _holds(session, no, traces)]


def _holds(session: Session, no: int, traces: Traces) -> bool:
    data = session.scalars(select(ExerciseVersion.data).where(ExerciseVersion.no == no)).one()
    exercise = Content.of(data).exercise
    return traces.without(exercise) is not exercise
