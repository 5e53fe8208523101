"""Proposals: what is suggested to members for the next time, and what they say of sessions."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from spotter.api.catalog.v1 import proposal_service_pb2
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import (
    Day,
    Given,
    Id,
    Name,
    OptionalId,
    Page,
    TimeMs,
    milliseconds,
)
from spotter.training.adaptation import Prescription, sentence
from spotter.training.adaptation.values import Progression
from spotter.training.load import LoadUnit, load_kg
from spotter.training.workout import LEAST_S, MOST_REPS, MOST_S, MOST_SETS
from spotter.wire.catalog.training.proposals import State, StoredProposal, proposal_of

StateName = Literal["open", "accepted", "edited", "refused", "locked", "overtaken"]
ChangeName = Literal["raise", "keep", "lower"]
DecisionName = Literal["accepted", "edited", "refused", "locked"]
ProgressionName = Literal["double progression", "two for two", "reps in reserve"]
_Rating = Annotated[
    int, Field(strict=True, ge=1, le=7, description="1: very, very good or low; 7: bad or high")
]
_Sets = Annotated[int, Field(strict=True, ge=1, le=MOST_SETS)]
_Reps = Annotated[int, Field(strict=True, ge=1, le=MOST_REPS)]
_Seconds = Annotated[
    float | None,
    Field(
        ge=LEAST_S, le=MOST_S, description="of sets by time, of 1 rep each; null: they count reps"
    ),
]


class PrescriptionGiven(Given):
    """Sets of a range of reps at a load, or by time."""

    sets: _Sets
    least_reps: _Reps
    most_reps: _Reps
    seconds: _Seconds = None
    load: Annotated[
        str | None,
        Field(max_length=40, description="with its unit, kg or lb; null: none", examples=["61 kg"]),
    ] = None

    @property
    def value(self) -> Prescription:
        """The prescription. Raises :class:`TrainingError` for what cannot be one."""
        load = None if self.load is None else load_kg(self.load)
        return Prescription(self.sets, self.least_reps, self.most_reps, load, self.seconds)


class ExpectedGiven(Given):
    """What was proposed when somebody looked at it."""

    sets: _Sets
    least_reps: _Reps
    most_reps: _Reps
    seconds: _Seconds = None
    load_kg: Annotated[float | None, Field(description="null: none", examples=[62.5])] = None

    @property
    def value(self) -> Prescription:
        """The prescription. Raises :class:`TrainingError` for what cannot be one."""
        return Prescription(self.sets, self.least_reps, self.most_reps, self.load_kg, self.seconds)


class DecisionGiven(Given):
    """What is decided about a proposal."""

    decision: DecisionName
    edited: Annotated[
        PrescriptionGiven | None, Field(description="with `edited`: the other values")
    ] = None
    next_day: Annotated[
        Day | None,
        Field(description="of the next workout, if none is planned; null: a week after the last"),
    ] = None
    expected: Annotated[
        ExpectedGiven | None,
        Field(description="its `new` as you saw it: 409 if it is another by now; null: whatever"),
    ] = None


class ProgressionGiven(Given):
    """By which rule a member's load of an exercise rises."""

    member_id: UUID
    title: Name
    exercise: Name
    rule: ProgressionName = "double progression"
    is_locked: Annotated[bool, Field(strict=True, description="nothing changes by itself")] = False

    @property
    def progression(self) -> Progression:
        """The rule."""
        return Progression(self.rule)


class ReadinessGiven(Given):
    """How a member is before a session."""

    sleep: _Rating
    stress: _Rating
    fatigue: _Rating
    soreness: _Rating


class EffortGiven(Given):
    """How a session was."""

    effort: Annotated[
        float, Field(strict=True, ge=0, le=10, description="0: rest; 10: the hardest ever")
    ]
    hurts: Annotated[bool, Field(strict=True, description="something hurt: calls a trainer")] = (
        False
    )


class PrescriptionView(View):
    """Sets of a range of reps at a load, or by time."""

    sets: _Sets
    least_reps: _Reps
    most_reps: _Reps
    seconds: _Seconds
    load_kg: Annotated[float | None, Field(description="null: none", examples=[62.5])]


class ProposalView(View):
    """A proposal."""

    proposal_id: Id
    member_id: Id
    member_name: Name
    workout_id: Annotated[str, Field(description="the plan that was done; it may be gone")]
    title: Name
    exercise: Name
    day: date
    made_ms: TimeMs
    state: StateName
    rule: Annotated[str, Field(description="that decided", examples=["double progression"])]
    change: ChangeName
    old: PrescriptionView
    new: PrescriptionView
    because: Annotated[str, Field(description="why")]
    words: Annotated[str, Field(description="all of it in a sentence")]
    decided: Annotated[PrescriptionView | None, Field(description="what was chosen")]
    planned_id: Annotated[OptionalId, Field(description="the workout that has it")]
    decided_ms: TimeMs | None
    decided_by: str


class ProposalPage(Page[ProposalView]):
    """A part of the proposals."""

    members_decide: Annotated[bool, Field(description="members may decide about their own")]


def proposal_view(
    message: proposal_service_pb2.Proposal, unit: LoadUnit = LoadUnit.KG
) -> ProposalView:
    """The view of a proposal. Raises :class:`WireError` if it is none."""
    return _view(proposal_of(message), unit)


def decision_of(given: DecisionGiven) -> State:
    """What is decided."""
    return State(given.decision)


def _view(found: StoredProposal, unit: LoadUnit) -> ProposalView:
    proposal = found.made.proposal
    return ProposalView(
        proposal_id=found.proposal_id,
        member_id=found.member_id,
        member_name=found.member_name,
        workout_id=found.workout_id,
        title=found.title,
        exercise=found.exercise,
        day=found.day,
        made_ms=milliseconds(found.made_us),
        state=found.state.value,
        rule=proposal.rule.value,
        change=proposal.change.value,
        old=_prescription(proposal.old),
        new=_prescription(proposal.new),
        because=proposal.because,
        words=sentence(proposal, found.exercise, unit),
        decided=_prescription(found.made.decided) if found.made.decided else None,
        planned_id=found.made.planned_id or None,
        decided_ms=milliseconds(found.decided_us) if found.decided_us else None,
        decided_by=found.decided_by,
    )


def _prescription(one: Prescription) -> PrescriptionView:
    return PrescriptionView(
        sets=one.sets,
        least_reps=one.least_reps,
        most_reps=one.most_reps,
        seconds=one.seconds,
        load_kg=one.load_kg,
    )
