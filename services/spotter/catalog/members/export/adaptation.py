"""What is told of proposals to a member, and of what they said of their sessions."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import (
    ExerciseRow,
    ProposalRow,
    SessionAnswer,
    SessionRow,
)
from spotter.catalog.members.export.told import Told, time_of
from spotter.training.adaptation import sentence
from spotter.wire.catalog.training.proposals import made_from_bytes


def told_proposals(session: Session, member_no: int) -> Iterator[Told]:
    """What was proposed, the first first, and what was decided."""
    asked = (
        select(ProposalRow, ExerciseRow.name)
        .join(ExerciseRow, ExerciseRow.no == ProposalRow.exercise_no)
        .where(ProposalRow.member_no == member_no)
    )
    for row, exercise in session.execute(asked.order_by(ProposalRow.day, ProposalRow.no)):
        yield {
            "day": row.day.isoformat(),
            "title": row.title,
            "proposal": sentence(made_from_bytes(row.data).proposal, exercise),
            "state": row.state,
            "decided": time_of(row.decided_us),
            "decided_by": row.decided_by,
        }


def told_answers(session: Session, member_no: int) -> Iterator[Told]:
    """What they said before and after sessions, the first first."""
    asked = (
        select(SessionRow.id, SessionAnswer)
        .join(SessionAnswer, SessionAnswer.session_no == SessionRow.no)
        .where(SessionRow.member_no == member_no)
    )
    for session_id, row in session.execute(asked.order_by(SessionRow.begun_us)):
        yield {
            "session_id": str(session_id),
            "sleep": row.sleep,
            "stress": row.stress,
            "fatigue": row.fatigue,
            "soreness": row.soreness,
            "effort": row.effort,
            "hurts": row.hurts,
        }
