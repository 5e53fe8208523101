"""ProposalService: unpacks what is asked, lets the proposals' functions do it, packs the answer."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import cast
from zoneinfo import ZoneInfo

import grpc
from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.api.catalog.v1 import proposal_service_pb2 as pb
from spotter.api.catalog.v1.proposal_service_pb2_grpc import ProposalServiceServicer
from spotter.catalog.audit import Signature, note
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import SessionRow, WorkoutRow
from spotter.catalog.errors import DeniedError
from spotter.catalog.gym_days import day_in
from spotter.catalog.members import statements as members
from spotter.catalog.proposals import statements
from spotter.catalog.proposals.answers import answer
from spotter.catalog.proposals.deciding import Decision, decide, set_progression
from spotter.catalog.proposals.making import Making, make
from spotter.catalog.proposals.replaying import replayed
from spotter.catalog.proposals.statements import Kind
from spotter.catalog.rpc.answers import answers
from spotter.catalog.rpc.pages import page_size, place_in, token_after
from spotter.catalog.sessions.statements import by_id as session_by_id
from spotter.catalog.workouts.exercises import numbers_of
from spotter.training.adaptation import Gym, Progression
from spotter.training.errors import TrainingError
from spotter.wire.catalog.checks import checked_author, checked_name
from spotter.wire.catalog.training.proposal_inputs import PROGRESSIONS, prescription_of
from spotter.wire.catalog.training.proposals import STATES, proposal_message
from spotter.wire.catalog.training.workouts import day_or_none

Context = grpc.ServicerContext
_LIST = "proposals"


@dataclass(frozen=True, slots=True)
class Adapting:
    """How the gym's training adapts: by which steps, and whether members decide themselves."""

    gym: Gym
    members_decide: bool = False


@dataclass(frozen=True, slots=True)
class ProposalDesk:
    """What the calls answer from; ``call_trainer`` calls one to a station.

    ``now_us`` is the wall clock's time in microseconds.
    """

    database: Database
    adapting: Adapting
    zone: ZoneInfo
    call_trainer: Callable[[str], object]
    now_us: Callable[[], int]

    def signed(self, author: str) -> Signature:
        """Who does something now. Raises WireError for nobody."""
        return Signature(checked_author(author), self.now_us())


class ProposalService(ProposalServiceServicer):
    """Proposals, what is decided about them, and what members say of their sessions."""

    def __init__(self, desk: ProposalDesk) -> None:
        self._desk = desk

    @answers
    def ListProposals(
        self, request: pb.ListProposalsRequest, _context: Context
    ) -> pb.ListProposalsResponse:
        """A page of proposals, latest first."""
        count = page_size(request.page_size)
        before = cast("tuple[int, int] | None", place_in(request.page_token, _LIST, int, int))
        with self._desk.database.reading() as session:
            found = statements.listed(
                session,
                _member_no(session, request.member_id),
                only_open=request.only_open,
                before=before,
                count=count + 1,
            )
        page = found[:count]
        return pb.ListProposalsResponse(
            proposals=[proposal_message(one) for _, one in page],
            next_page_token=token_after(_LIST, *page[-1][0]) if found[count:] else "",
            members_decide=self._desk.adapting.members_decide,
        )

    @answers
    def GetProposal(
        self, request: pb.GetProposalRequest, _context: Context
    ) -> pb.GetProposalResponse:
        """One proposal."""
        with self._desk.database.reading() as session:
            row = statements.by_id(session, request.proposal_id)
            message = proposal_message(statements.value(session, row))
        return pb.GetProposalResponse(proposal=message)

    @answers
    def DecideProposal(
        self, request: pb.DecideProposalRequest, _context: Context
    ) -> pb.DecideProposalResponse:
        """Decide about a proposal."""
        if request.is_by_member and not self._desk.adapting.members_decide:
            raise DeniedError("trainers decide about proposals here (SPOTTER_MEMBERS_DECIDE)")
        signed = self._desk.signed(request.author)
        decision = Decision(
            STATES.member(request.decision),
            prescription_of(request.edited) if request.HasField("edited") else None,
            day_or_none(request.next_day),
            day_in(signed.at_us, self._desk.zone),
            prescription_of(request.expected) if request.HasField("expected") else None,
        )
        with self._desk.database.writing() as session:
            row = statements.by_id(session, request.proposal_id, to_change=True)
            decide(session, row, decision, signed)
            message = proposal_message(statements.value(session, row))
        return pb.DecideProposalResponse(proposal=message)

    @answers
    def SetProgression(
        self, request: pb.SetProgressionRequest, _context: Context
    ) -> pb.SetProgressionResponse:
        """Say by which rule a load rises."""
        signed, title = self._desk.signed(request.author), checked_name(request.title, "a title")
        rule = Progression.DOUBLE
        if request.progression:
            rule = PROGRESSIONS.member(request.progression)
        with self._desk.database.writing() as session:
            member = members.by_id(session, request.member_id)
            number = numbers_of(session, {request.exercise})[request.exercise]
            kind = Kind(member.no, title, number)
            set_progression(session, kind, rule, is_locked=request.is_locked)
            said = "locked an exercise" if request.is_locked else "chose a rule of progression"
            note(session, signed, "member", member.id, said, member_no=member.no)
        return pb.SetProgressionResponse()

    @answers
    def AnswerQuestions(
        self, request: pb.AnswerQuestionsRequest, _context: Context
    ) -> pb.AnswerQuestionsResponse:
        """Note what a member says; open proposals of that day are made again with it."""
        signed = self._desk.signed(request.author)
        with self._desk.database.writing() as session:
            of = session_by_id(session, request.session_id)
            answer(session, of, request, signed)
            session.flush()
            station_id = of.station_id
            self._make_again(session, of, signed.at_us)
        if request.after.hurts:
            self._desk.call_trainer(station_id)
        return pb.AnswerQuestionsResponse()

    @answers
    def ReplayProposals(
        self, request: pb.ReplayProposalsRequest, _context: Context
    ) -> pb.ReplayProposalsResponse:
        """Make proposals again."""
        with self._desk.database.reading() as session:
            count, different = replayed(session, _member_no(session, request.member_id))
        return pb.ReplayProposalsResponse(count=count, different_ids=different)

    def _make_again(self, session: Session, of: SessionRow, now_us: int) -> None:
        day = day_in(of.begun_us, self._desk.zone)
        done = select(WorkoutRow).where(
            WorkoutRow.member_no == of.member_no,
            WorkoutRow.day == day,
            WorkoutRow.is_performed,
        )
        making = Making(self._desk.adapting.gym, self._desk.zone, now_us)
        for row in session.scalars(done.order_by(WorkoutRow.no)).all():
            with suppress(TrainingError):  # the keeper says so; what was answered stays
                make(session, row, making)


def _member_no(session: Session, member_id: str) -> int | None:
    return members.by_id(session, member_id).no if member_id else None
