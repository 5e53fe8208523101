"""Members."""

from typing import Annotated, Self

from pydantic import Field, StrictBool, model_validator

from spotter.api.catalog.v1 import member_service_pb2
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import Given, Id, Name, TimeMs, milliseconds
from spotter.wire.catalog.checks import MOST_KEPT_DAYS
from spotter.wire.catalog.people.members import (
    LEAST_HEIGHT_M,
    MOST_HEIGHT_M,
    Consent,
    Erasure,
    Member,
    Retention,
    member_of,
)

Days = Annotated[
    int | None,
    Field(
        strict=True,
        ge=1,
        le=MOST_KEPT_DAYS,
        description="null: as the gym's settings say",
        examples=[90],
    ),
]


class ConsentGiven(Given):
    """What a member agrees to have kept."""

    keeps_reps: Annotated[
        StrictBool,
        Field(description="verdicts, faults and measures; without, their reps are nobody's"),
    ] = False
    keeps_poses: Annotated[
        StrictBool, Field(description="the poses of their reps; only together with keeps_reps")
    ] = False

    @model_validator(mode="after")
    def _keeps_poses_of_reps(self) -> Self:
        if self.keeps_poses and not self.keeps_reps:
            raise ValueError("poses are kept only together with reps")
        return self

    @property
    def value(self) -> Consent:
        """The consent as the catalog takes it."""
        return Consent(self.keeps_reps, self.keeps_poses)


class ConsentView(View):
    """What a member agreed to have kept, and when they said so."""

    keeps_reps: bool
    keeps_poses: bool
    consented_ms: TimeMs


class RetentionGiven(Given):
    """For how many days a member's data are kept."""

    poses_kept_days: Days = None
    verdicts_kept_days: Days = None

    @property
    def value(self) -> Retention:
        """The times as the catalog takes them."""
        return Retention(self.poses_kept_days, self.verdicts_kept_days)


class RetentionView(View):
    """For how many days a member's data are kept."""

    poses_kept_days: Days
    verdicts_kept_days: Days


Height = Annotated[
    float | None,
    Field(
        strict=True,
        ge=LEAST_HEIGHT_M,
        le=MOST_HEIGHT_M,
        description="metres; null: nobody said so",
        examples=[1.78],
    ),
]


class HeightGiven(Given):
    """How tall a member is."""

    height_m: Height


class NewMember(Given):
    """A member to add."""

    name: Name
    consent: ConsentGiven = ConsentGiven()


class NewName(Given):
    """Another name."""

    name: Name


class MemberView(View):
    """Somebody who trains."""

    member_id: Id
    name: Name
    consent: ConsentView
    retention: RetentionView
    joined_ms: TimeMs
    left_ms: Annotated[int | None, Field(description="null: they have not left")]
    height_m: Height


class ConsentChanged(View):
    """A member, and what became of their data."""

    member: MemberView
    removed_poses: Annotated[int, Field(description="reps that lost their poses")]


class RemovedView(View):
    """What was removed of one kind."""

    kind: Annotated[str, Field(examples=["reps"])]
    count: int


class ErasureView(View):
    """What was removed of a member, and what was made again without them."""

    removed: list[RemovedView]
    remade_exercises: Annotated[list[str], Field(description="by name")]
    still_to_do: Annotated[list[str], Field(description="by people, in words")]


def member_view(message: member_service_pb2.Member) -> MemberView:
    """The view of a member. Raises :class:`WireError` if it is none."""
    return _view(member_of(message))


def _view(member: Member) -> MemberView:
    consent, retention = member.consent, member.retention
    return MemberView(
        member_id=member.member_id,
        name=member.name,
        consent=ConsentView(
            keeps_reps=consent.keeps_reps,
            keeps_poses=consent.keeps_poses,
            consented_ms=milliseconds(consent.consented_us),
        ),
        retention=RetentionView(
            poses_kept_days=retention.poses_kept_days,
            verdicts_kept_days=retention.verdicts_kept_days,
        ),
        joined_ms=milliseconds(member.joined_us),
        left_ms=None if member.left_us is None else milliseconds(member.left_us),
        height_m=member.height_m,
    )


def erasure_view(erasure: Erasure) -> ErasureView:
    """The view of what was erased."""
    return ErasureView(
        removed=[RemovedView(kind=kind, count=count) for kind, count in erasure.removed],
        remade_exercises=list(erasure.remade_exercises),
        still_to_do=list(erasure.still_to_do),
    )
