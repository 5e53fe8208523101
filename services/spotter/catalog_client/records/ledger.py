"""Asks the catalog for reps."""

from spotter.api.catalog.v1 import ledger_service_pb2 as pb
from spotter.api.catalog.v1.ledger_service_pb2_grpc import LedgerServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.movement.values import Rep
from spotter.wire.catalog.records.ledger import (
    LedgerEntry,
    LedgerState,
    RepFilter,
    entry_of,
    list_request,
    rep_of_response,
    state_of,
)
from spotter.wire.catalog.records.visits import (
    StoredVisit,
    VisitReps,
    visit_of_parts,
    visit_reps_of,
    visits_request,
)

_LONG_S = 600.0
"""A year of a gym has millions of reps."""


class LedgerClient:
    """The ledger of the catalog at the other end of ``channel``.

    Its methods raise :class:`CatalogAwayError` and :class:`RefusedError`.
    """

    def __init__(self, channel: CatalogChannel) -> None:
        self._call = channel.call
        self._stream = channel.stream
        self._stub = LedgerServiceStub(channel.grpc)

    def page(
        self, wanted: RepFilter, *, size: int = 0, token: str = ""
    ) -> tuple[list[LedgerEntry], str]:
        """Reps, newest first, and the token of the next page; empty after the last one."""
        request = list_request(wanted, page_size=size, page_token=token)
        answer = self._call(self._stub.ListReps, request)
        return [entry_of(one) for one in answer.entries], answer.next_page_token

    def rep(self, rep_id: str) -> tuple[LedgerEntry, Rep | None]:
        """A rep, and if its poses are kept, the rep with them. Raises :class:`UnknownError`."""
        return rep_of_response(self._call(self._stub.GetRep, pb.GetRepRequest(rep_id=rep_id)))

    def visits(self, wanted: RepFilter) -> list[VisitReps]:
        """The visits of the reps that are ``wanted``, by the first of these."""
        request = visits_request(wanted)
        found = self._stream(self._stub.ListVisits, request, timeout_s=_LONG_S)
        return [visit_reps_of(one) for one in found]

    def visit(self, visit_id: str, *, exercise_id: str, first_us: int, last_us: int) -> StoredVisit:
        """A visit's reps that started between the times, with the poses of those of an exercise.

        If none is named, all are asked for. Raises :class:`WireError` or MovementError when a part
        is damaged.
        """
        request = pb.ReadVisitRequest(
            visit_id=visit_id, exercise_id=exercise_id, first_us=first_us, last_us=last_us
        )
        return visit_of_parts(self._stream(self._stub.ReadVisit, request))

    def state(self) -> LedgerState:
        """How far the ledger has come."""
        return state_of(self._call(self._stub.GetLedgerState, pb.GetLedgerStateRequest()))
