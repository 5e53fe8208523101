"""A class looked back on."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from pydantic import Field

from spotter.alerting.tallies import answered_by, answered_us
from spotter.alerting.values import Alert
from spotter.api.catalog.v1 import class_service_pb2
from spotter.movement.wording.alert_words import ending_words, title
from spotter.movement.wording.hints import praise
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.alerts.alerts import AuthorName, Kind, PriorityName, Shown
from spotter.notifier.views.v1.fields import Id, OptionalId, StationId, TimeMs, milliseconds
from spotter.notifier.views.v1.people.classes import ClassView, class_view
from spotter.notifier.views.v1.records.history import FaultRepsView, fault_reps_view
from spotter.wire.catalog.people.class_reviews import (
    AlertingReview,
    AlertsReview,
    MemberReview,
    review_of,
)

_SECOND_US = 1_000_000
_TRAINER = "a trainer"

NullableMs = Annotated[int | None, Field(description="milliseconds since the Unix epoch")]


class MemberReviewView(View):
    """What somebody did in a class."""

    member_id: Id
    name: str
    came_ms: Annotated[NullableMs, Field(description="null: there was no session")]
    left_ms: Annotated[NullableMs, Field(description="null: still there, or never")]
    late_s: Annotated[float, Field(description="0: in time, within five minutes")]
    good: int
    faulty: int
    unscorable: int
    faults: Annotated[list[FaultRepsView], Field(description="at most three, most reps first")]
    best_fix: Annotated[Shown, Field(examples=["Knees stay out now."])]
    alerts: int
    answered_alerts: int


class AlertsReviewView(View):
    """What became of the alerts about a fault of an exercise, or of another kind."""

    kind: Kind
    exercise: str
    exercise_id: Annotated[OptionalId, Field(description="of what wants attention")]
    title: Annotated[Shown, Field(examples=["Knees fall in"])]
    opened: int
    acted_on: Annotated[int, Field(description="taken, or closed once seen")]
    dismissed: Annotated[int, Field(description="said to be fine, or closed without more")]
    by_themselves: Annotated[int, Field(description="ended with nobody")]


class AlertingReviewView(View):
    """How good the alerting of a class was."""

    trainers: Annotated[int, Field(description="by whom alerts are divided; at least one")]
    lasted_s: Annotated[float, Field(description="the class, as far as it has gone")]
    opened: int
    shown: Annotated[int, Field(description="not held back")]
    per_trainer_in_ten_min: Annotated[float, Field(description="of those shown")]
    acted_on: Annotated[int, Field(description="taken, or closed once seen")]
    dismissed: Annotated[int, Field(description="said to be fine, or closed without more")]
    by_themselves: Annotated[int, Field(description="ended with nobody")]
    answered: Annotated[int, Field(description="taken, closed, or said to be fine")]
    median_answer_s: Annotated[
        float | None, Field(description="from opening to answer, by nearest rank; null: none was")
    ]
    of_each: Annotated[list[AlertsReviewView], Field(description="most alerts first")]
    wants_attention: Annotated[
        AlertsReviewView | None,
        Field(description="most often fine or ended by itself: half or more of at least four"),
    ]


class ReviewedAlertView(View):
    """An alert of the class, and what became of it."""

    alert_id: Id
    opened_ms: TimeMs
    title: Annotated[Shown, Field(examples=["Knees fall in"])]
    exercise: Annotated[str, Field(description="empty for what is about no exercise")]
    priority: PriorityName
    station_id: StationId
    member_id: OptionalId
    answered_s: Annotated[float | None, Field(description="after opening; null: nobody has")]
    answered_by: Annotated[AuthorName, Field(description="empty: nobody")]
    ending_words: Annotated[Shown, Field(description="empty: it is open")]


class ClassReviewView(View):
    """A class on a day, looked back on."""

    gym_class: ClassView
    day: date
    begun_ms: Annotated[NullableMs, Field(description="by the plan; null: not planned that day")]
    ended_ms: Annotated[NullableMs, Field(description="by the plan; null: not planned that day")]
    is_going_on: bool
    members: Annotated[
        list[MemberReviewView], Field(description="as they came, then who was not there")
    ]
    alerting: AlertingReviewView
    alerts: Annotated[list[ReviewedAlertView], Field(description="first opened first")]


def class_review_view(
    message: class_service_pb2.ClassReview, name_of: Callable[[str], str]
) -> ClassReviewView:
    """The view of a class looked back on; raises :class:`WireError` if it is none."""
    found = review_of(message)
    return ClassReviewView(
        gym_class=class_view(message.gym_class),
        day=found.day,
        begun_ms=_ms(found.begun_us),
        ended_ms=_ms(found.ended_us),
        is_going_on=found.is_going_on,
        members=[_member(one) for one in found.members],
        alerting=_alerting(found.alerting),
        alerts=[_alert(one, name_of) for one in found.alerts],
    )


def _member(one: MemberReview) -> MemberReviewView:
    return MemberReviewView(
        member_id=one.member_id,
        name=one.name,
        came_ms=_ms(one.came_us),
        left_ms=_ms(one.left_us),
        late_s=one.late_us / _SECOND_US,
        good=one.good,
        faulty=one.faulty,
        unscorable=one.unscorable,
        faults=[fault_reps_view(fault) for fault in one.faults],
        best_fix=praise(one.best_fix) if one.best_fix else "",
        alerts=one.alerts,
        answered_alerts=one.answered_alerts,
    )


def _alerting(one: AlertingReview) -> AlertingReviewView:
    return AlertingReviewView(
        trainers=one.trainers,
        lasted_s=one.lasted_us / _SECOND_US,
        opened=one.opened,
        shown=one.shown,
        per_trainer_in_ten_min=one.per_trainer_in_ten_min,
        acted_on=one.acted_on,
        dismissed=one.dismissed,
        by_themselves=one.by_themselves,
        answered=one.answered,
        median_answer_s=one.median_answer_us / _SECOND_US if one.answered else None,
        of_each=[_alerts(each) for each in one.of_each],
        wants_attention=_alerts(one.wants_attention) if one.wants_attention else None,
    )


def _alerts(one: AlertsReview) -> AlertsReviewView:
    return AlertsReviewView(
        kind=one.kind.value,
        exercise=one.exercise,
        exercise_id=one.exercise_id or None,
        title=title(one.kind.value, one.fault),
        opened=one.opened,
        acted_on=one.acted_on,
        dismissed=one.dismissed,
        by_themselves=one.by_themselves,
    )


def _alert(one: Alert, name_of: Callable[[str], str]) -> ReviewedAlertView:
    at_us = answered_us(one)
    author = answered_by(one)
    by = name_of(author) if author else _TRAINER
    return ReviewedAlertView.model_validate(
        {
            "alert_id": one.alert_id,
            "opened_ms": milliseconds(one.opened_us),
            "title": title(one.kind.value, one.fault),
            "exercise": one.exercise,
            "priority": one.priority.name.lower(),
            "station_id": one.whose.station_id,
            "member_id": one.whose.member_id or None,
            "answered_s": None if at_us is None else (at_us - one.opened_us) / _SECOND_US,
            "answered_by": "" if at_us is None else by,
            "ending_words": ending_words(one.ending.value if one.ending else ""),
        }
    )


def _ms(at_us: int) -> int | None:
    return milliseconds(at_us) if at_us else None
