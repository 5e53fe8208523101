"""Asks the catalog about proposals, decides about them, and brings what members say."""

from collections.abc import Iterator
from datetime import date

from spotter.api.catalog.v1 import proposal_service_pb2 as pb
from spotter.api.catalog.v1.proposal_service_pb2_grpc import ProposalServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.training.adaptation import Prescription, Progression
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.training.proposal_inputs import PROGRESSIONS, prescription_message
from spotter.wire.catalog.training.proposals import STATES, State, StoredProposal, proposal_of

_PAGE = 200
_LONG_S = 600.0


class Proposals:
    """What is proposed to members; ``author`` is who decides.

    All methods raise :class:`CatalogAwayError` and :class:`RefusedError`.
    """

    def __init__(self, channel: CatalogChannel, author: str = LOCAL_AUTHOR) -> None:
        self._channel = channel
        self._stub = ProposalServiceStub(channel.grpc)
        self._author = author

    def listed(self, member_id: str = "", *, only_open: bool = False) -> Iterator[StoredProposal]:
        """Latest first; asks a page at a time."""
        request = pb.ListProposalsRequest(member_id=member_id, only_open=only_open, page_size=_PAGE)
        while True:
            page = self._channel.call(self._stub.ListProposals, request)
            yield from map(proposal_of, page.proposals)
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def decide(  # noqa: PLR0913 - what is decided
        self,
        proposal_id: str,
        decision: State,
        *,
        edited: Prescription | None = None,
        next_day: date | None = None,
        is_by_member: bool = False,
        expected: Prescription | None = None,
    ) -> StoredProposal:
        """Decide about a proposal, unless something else than ``expected`` is proposed by now."""
        request = pb.DecideProposalRequest(
            proposal_id=proposal_id,
            decision=STATES.label(decision),
            edited=None if edited is None else prescription_message(edited),
            next_day="" if next_day is None else next_day.isoformat(),
            author=self._author,
            is_by_member=is_by_member,
            expected=None if expected is None else prescription_message(expected),
        )
        return proposal_of(self._channel.call(self._stub.DecideProposal, request).proposal)

    def set_progression(
        self, member_id: str, title: str, exercise: str, rule: Progression, *, is_locked: bool
    ) -> None:
        """Say by which rule a load rises, and whether it is locked."""
        request = pb.SetProgressionRequest(
            member_id=member_id,
            title=title,
            exercise=exercise,
            progression=PROGRESSIONS.label(rule),
            is_locked=is_locked,
            author=self._author,
        )
        self._channel.call(self._stub.SetProgression, request)

    def say_before(
        self, session_id: str, *, sleep: int, stress: int, fatigue: int, soreness: int
    ) -> None:
        """Note how a member is before a session, each 1 to 7."""
        answer = pb.ReadinessAnswer(sleep=sleep, stress=stress, fatigue=fatigue, soreness=soreness)
        self._answer(pb.AnswerQuestionsRequest(session_id=session_id, before=answer))

    def say_after(self, session_id: str, effort: float, *, hurts: bool = False) -> None:
        """Note how hard a session was, 0 to 10, and whether something hurt."""
        answer = pb.EffortAnswer(effort=effort, hurts=hurts)
        self._answer(pb.AnswerQuestionsRequest(session_id=session_id, after=answer))

    def replay(self, member_id: str = "") -> tuple[int, tuple[str, ...]]:
        """How many were made again, and the ids of those that come out otherwise."""
        request = pb.ReplayProposalsRequest(member_id=member_id)
        answer = self._channel.call(self._stub.ReplayProposals, request, timeout_s=_LONG_S)
        return answer.count, tuple(answer.different_ids)

    def _answer(self, request: pb.AnswerQuestionsRequest) -> None:
        request.author = self._author
        self._channel.call(self._stub.AnswerQuestions, request)
