"""Makes exercises again without an erased member, each in a transaction of its own."""

import re
from collections.abc import Set as AbstractSet

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import (
    ExerciseActivation,
    ExerciseRow,
    ExerciseVersion,
    MemberRow,
    RepRow,
)
from spotter.catalog.exercises.changes import Reason, archive, remake
from spotter.catalog.exercises.content import Content
from spotter.catalog.exercises.statements import live
from spotter.catalog.members.exercises_without import Traces
from spotter.catalog.members.poses import session_numbers
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
            traces = Traces.of(str(member.id), name, self._moments_us(session))
            numbers = list(session.scalars(select(ExerciseRow.no).order_by(ExerciseRow.no)))
        for no in numbers:
            with self._database.writing() as session:
                self._exercise(session, session.get_one(ExerciseRow, no), traces, name)

    def _moments_us(self, session: Session) -> AbstractSet[int]:
        asked = select(RepRow.started_us, RepRow.ended_us).where(
            RepRow.session_no.in_(session_numbers(self._member_no))
        )
        return {moment_us for row in session.execute(asked) for moment_us in row}

    def _exercise(self, session: Session, row: ExerciseRow, traces: Traces, name: str) -> None:
        _forget_reasons(session, row.no, name)
        marked = _marked(session, row.no, traces)
        if not marked:
            return
        self._replace_live(session, row, traces, marked)
        for version in marked:
            version.data = b""
        self.changed_ids.append(str(row.id))

    def _replace_live(
        self, session: Session, row: ExerciseRow, traces: Traces, marked: list[ExerciseVersion]
    ) -> None:
        now = live(session, row.no)
        if now not in marked:
            return
        kept = traces.without(Content.of(now.data).exercise)
        if kept is not None:
            remake(session, row, Content.of(exercise_bytes(kept)), self._reason)
            self.remade.append(row.name)
            return
        archive(session, row, self._reason.signed)
        self.still_to_do.append(
            f"nothing is left of {row.name} without them: it is archived; record it again"
        )


def _marked(session: Session, exercise_no: int, traces: Traces) -> list[ExerciseVersion]:
    """The versions that hold something of the member."""
    asked = (
        select(ExerciseVersion)
        .options(undefer(ExerciseVersion.data))
        .where(ExerciseVersion.exercise_no == exercise_no)
    )
    return [one for one in session.scalars(asked) if one.data and _holds(one.data, traces)]


def _holds(data: bytes, traces: Traces) -> bool:
    exercise = Content.of(data).exercise
    return traces.without(exercise) is not exercise


def _forget_reasons(session: Session, exercise_no: int, name: str) -> None:
    """People write names into reasons."""
    asked = select(ExerciseActivation).where(ExerciseActivation.exercise_no == exercise_no)
    named = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    for one in session.scalars(asked):
        one.reason = named.sub("an erased member", one.reason)
