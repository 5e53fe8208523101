"""What members say before and after their sessions."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from spotter.api.catalog.v1 import proposal_service_pb2 as pb
from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import MemberRow, SessionAnswer, SessionRow
from spotter.catalog.errors import CatalogError, ConflictError
from spotter.catalog.gym_days import day_in
from spotter.training.adaptation import Condition, DayLoad, Readiness

_DAYS = timedelta(days=90)
"""What is usual for a member changes within months."""
_MINUTE_US = 60_000_000
_DAY_US = 24 * 60 * _MINUTE_US


def answer(
    session: Session, of: SessionRow, said: pb.AnswerQuestionsRequest, signed: Signature
) -> None:
    """Store what is said of a session. Raises TrainingError for a value out of range."""
    if not session.get_one(MemberRow, of.member_no).keeps_reps:
        raise ConflictError("the member has not agreed that anything is kept")
    row = session.get(SessionAnswer, of.no) or SessionAnswer(session_no=of.no)
    match said.WhichOneof("answer"):
        case "before":
            before = said.before
            day = date.min
            Readiness(day, before.sleep, before.stress, before.fatigue, before.soreness)
            row.sleep, row.stress = before.sleep, before.stress
            row.fatigue, row.soreness = before.fatigue, before.soreness
        case "after":
            row.effort = DayLoad(date.min, said.after.effort, 0).effort
            row.hurts = said.after.hurts
        case _:
            raise CatalogError("expected an answer; found none")
    session.add(row)
    # What was said is not for the audit: it is about health.
    note(session, signed, "session", of.id, "answered questions", member_no=of.member_no)


def condition(session: Session, member_no: int, day: date, zone: ZoneInfo) -> Condition:
    """What a member said up to a day of the gym, of the last ninety."""
    answers = [(day_in(of.begun_us, zone), said, of) for said, of in _answers(session, member_no)]
    known = [one for one in answers if day - _DAYS <= one[0] <= day]
    return Condition(
        tuple(_readiness(on, said) for on, said, _ in known if said.sleep is not None),
        tuple(
            DayLoad(on, said.effort, _minutes(of))
            for on, said, of in known
            if said.effort is not None
        ),
        any(said.hurts for on, said, _ in known if on == day),
    )


def _answers(session: Session, member_no: int) -> list[Row[SessionAnswer, SessionRow]]:
    asked = (
        select(SessionAnswer, SessionRow)
        .join(SessionRow, SessionRow.no == SessionAnswer.session_no)
        .where(SessionRow.member_no == member_no, ~SessionRow.is_nobodys)
        .order_by(SessionRow.begun_us, SessionRow.no)
    )
    return list(session.execute(asked))


def _readiness(day: date, said: SessionAnswer) -> Readiness:
    return Readiness(day, said.sleep or 0, said.stress or 0, said.fatigue or 0, said.soreness or 0)


def _minutes(of: SessionRow) -> float:
    # One that was forgotten, while the gym was switched off, is no longer than a day.
    return min(max(0, (of.ended_us or of.begun_us) - of.begun_us), _DAY_US) / _MINUTE_US
