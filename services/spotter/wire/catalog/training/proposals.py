"""Proposals, as the catalog and its clients know them."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from spotter.api.catalog.v1 import proposal_service_pb2 as pb
from spotter.training.adaptation import RULES_VERSION, Inputs, Prescription, Proposal
from spotter.training.adaptation.values import Change, Rule
from spotter.training.errors import TrainingError
from spotter.wire.catalog.checks import checked_id
from spotter.wire.catalog.people.classes import day_of
from spotter.wire.catalog.training.proposal_inputs import (
    inputs_message,
    inputs_of,
    prescription_message,
    prescription_of,
)
from spotter.wire.encoding.enums import WireEnum
from spotter.wire.encoding.parsing import parse
from spotter.wire.errors import WireError


class State(Enum):
    """What has become of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REFUSED = "refused"
    LOCKED = "locked"
    OVERTAKEN = "overtaken"


STATES = WireEnum(State, pb.ProposalState)
_RULES = WireEnum(Rule, pb.ProposalRule)
_CHANGES = WireEnum(Change, pb.ProposalChange)


@dataclass(frozen=True, slots=True)
class MadeProposal:
    """A proposal and what it was made of; ``decided`` is None unless values were chosen.

    ``planned_id`` is the workout that has them, empty if none has.
    """

    inputs: Inputs
    proposal: Proposal
    rules_version: str = RULES_VERSION
    decided: Prescription | None = None
    planned_id: str = ""

    @property
    def is_as_made_again(self) -> bool:
        """Whether the same inputs give the same proposal today."""
        return self.inputs.proposal() == self.proposal


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """A proposal in the catalog: whose, for what, and what has become of it.

    Times are microseconds since the Unix epoch, 0 for none. Raises :class:`WireError` for an id
    that is none.
    """

    proposal_id: str
    member_id: str
    member_name: str
    workout_id: str
    title: str
    exercise: str
    day: date
    made_us: int
    state: State
    made: MadeProposal
    decided_us: int = 0
    decided_by: str = ""

    def __post_init__(self) -> None:
        checked_id(self.proposal_id, "a proposal")
        checked_id(self.member_id, "a member")
        checked_id(self.workout_id, "a workout")


def made_bytes(made: MadeProposal) -> bytes:
    """The proposal as it is kept."""
    return _made_message(made).SerializeToString(deterministic=True)


def made_from_bytes(data: bytes) -> MadeProposal:
    """The proposal as :func:`made_bytes` wrote it. Raises :class:`WireError`."""
    return _made_of(parse(pb.StoredProposal, data))


def proposal_message(one: StoredProposal) -> pb.Proposal:
    """The message of a proposal."""
    return pb.Proposal(
        proposal_id=one.proposal_id,
        member_id=one.member_id,
        member_name=one.member_name,
        workout_id=one.workout_id,
        title=one.title,
        exercise=one.exercise,
        day=one.day.isoformat(),
        made_us=one.made_us,
        state=STATES.label(one.state),
        stored=_made_message(one.made),
        decided_us=one.decided_us,
        decided_by=one.decided_by,
    )


def proposal_of(message: pb.Proposal) -> StoredProposal:
    """The proposal in its message. Raises :class:`WireError`."""
    return StoredProposal(
        proposal_id=message.proposal_id,
        member_id=message.member_id,
        member_name=message.member_name,
        workout_id=message.workout_id,
        title=message.title,
        exercise=message.exercise,
        day=day_of(message.day),
        made_us=message.made_us,
        state=STATES.member(message.state),
        made=_made_of(message.stored),
        decided_us=message.decided_us,
        decided_by=message.decided_by,
    )


def _made_message(made: MadeProposal) -> pb.StoredProposal:
    proposal = made.proposal
    return pb.StoredProposal(
        inputs=inputs_message(made.inputs),
        rules_version=made.rules_version,
        rule=_RULES.label(proposal.rule),
        change=_CHANGES.label(proposal.change),
        old=prescription_message(proposal.old),
        new=prescription_message(proposal.new),
        because=proposal.because,
        decided=prescription_message(made.decided) if made.decided else None,
        planned_id=made.planned_id,
    )


def _made_of(message: pb.StoredProposal) -> MadeProposal:
    try:
        proposal = Proposal(
            _RULES.member(message.rule),
            _CHANGES.member(message.change),
            prescription_of(message.old),
            prescription_of(message.new),
            message.because,
        )
        decided = prescription_of(message.decided) if message.HasField("decided") else None
        return MadeProposal(
            inputs_of(message.inputs), proposal, message.rules_version, decided, message.planned_id
        )
    except TrainingError as error:
        raise WireError(str(error)) from error
