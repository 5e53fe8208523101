"""Answers questions for reps."""

from collections.abc import Callable, Iterator
from typing import cast

import grpc

from spotter.api.catalog.v1 import ledger_service_pb2 as pb
from spotter.api.catalog.v1 import ledger_service_pb2_grpc as stubs
from spotter.api.reps.v1.rep_pb2 import Rep
from spotter.catalog.database.opening import Database
from spotter.catalog.ledger.reading import newest, one_rep
from spotter.catalog.ledger.rows.keys import RepKey  # noqa: TC001 - used by the checker alone
from spotter.catalog.ledger.visits import VisitRows, visit_rows, visits
from spotter.catalog.rpc.answers import answers
from spotter.catalog.rpc.pages import page_size, place_in, token_after
from spotter.wire.catalog.records.ledger import (
    LedgerState,
    entry_message,
    filter_of,
    rep_response,
    state_message,
)
from spotter.wire.catalog.records.visits import VisitReps, visit_reps_message, visits_filter_of

_LIST = "reps"


class LedgerService(stubs.LedgerServiceServicer):
    """Reads the ledger in ``database``; ``state`` says how far it has come."""

    def __init__(self, database: Database, state: Callable[[], LedgerState]) -> None:
        self._database = database
        self._state = state

    @answers
    def ListReps(
        self, request: pb.ListRepsRequest, _context: grpc.ServicerContext
    ) -> pb.ListRepsResponse:
        """A page of reps, newest first."""
        count = page_size(request.page_size)
        before = cast("RepKey | None", place_in(request.page_token, _LIST, int, int, int))
        with self._database.reading() as session:
            found = newest(session, filter_of(request), before, count + 1)
        page = found[:count]
        return pb.ListRepsResponse(
            entries=[entry_message(one.entry) for one in page],
            next_page_token=token_after(_LIST, *page[-1].key) if found[count:] else "",
        )

    @answers
    def GetRep(
        self, request: pb.GetRepRequest, _context: grpc.ServicerContext
    ) -> pb.GetRepResponse:
        """One rep with all that is kept of it."""
        with self._database.reading() as session:
            return rep_response(*one_rep(session, request.rep_id))

    def ListVisits(
        self, request: pb.ListVisitsRequest, context: grpc.ServicerContext
    ) -> Iterator[pb.ListVisitsResponse]:
        """The visits of the reps that are asked for."""
        yield from map(visit_reps_message, self._visits(request, context))

    def ReadVisit(
        self, request: pb.ReadVisitRequest, context: grpc.ServicerContext
    ) -> Iterator[pb.ReadVisitResponse]:
        """A visit: its baselines, then its reps."""
        found = self._visit(request, context)
        for data in found.baselines:
            yield pb.ReadVisitResponse(baseline=data)
        for one in found.reps:
            rep = pb.VisitRep(
                entry=entry_message(one.entry),
                is_asked_for=one.key in found.asked_for,
                rep=Rep.FromString(found.poses[one.key]) if one.key in found.poses else None,
            )
            yield pb.ReadVisitResponse(rep=rep)

    @answers
    def _visits(
        self, request: pb.ListVisitsRequest, _context: grpc.ServicerContext
    ) -> list[VisitReps]:
        with self._database.reading() as session:
            return list(visits(session, visits_filter_of(request)))

    @answers
    def _visit(self, request: pb.ReadVisitRequest, _context: grpc.ServicerContext) -> VisitRows:
        with self._database.reading() as session:
            return visit_rows(
                session, request.visit_id, request.exercise_id, request.first_us, request.last_us
            )

    @answers
    def GetLedgerState(
        self, _request: pb.GetLedgerStateRequest, _context: grpc.ServicerContext
    ) -> pb.GetLedgerStateResponse:
        """How far the ledger has come."""
        return state_message(self._state())
