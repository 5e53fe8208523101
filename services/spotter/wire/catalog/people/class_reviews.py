"""A class looked back on, as the catalog tells of it. Times are in us since the Unix epoch."""

from dataclasses import dataclass
from datetime import date

from spotter.alerting.values import Alert, Kind
from spotter.api.catalog.v1 import class_service_pb2 as pb
from spotter.movement.values import Fault
from spotter.wire.catalog.alerts.alerts import KINDS, alert_message, alert_of
from spotter.wire.catalog.people.classes import GymClass, class_message, class_of, day_of
from spotter.wire.catalog.records.history import FaultReps, fault_reps_message, fault_reps_of
from spotter.wire.verdicts import fault_message, fault_of

_TEN_MIN_US = 600_000_000


@dataclass(frozen=True, slots=True)
class MemberReview:
    """What somebody did in a class; ``came_us`` is 0 if there was no session.

    ``left_us`` is 0 as long as they are there. ``faults`` are those that came most often, most
    first; ``best_fix`` is the most frequent of those that were fixed within a set.
    """

    member_id: str
    name: str
    came_us: int = 0
    left_us: int = 0
    late_us: int = 0
    good: int = 0
    faulty: int = 0
    unscorable: int = 0
    faults: tuple[FaultReps, ...] = ()
    best_fix: Fault | None = None
    alerts: int = 0
    answered_alerts: int = 0

    @property
    def reps(self) -> int:
        """How many there were."""
        return self.good + self.faulty + self.unscorable


@dataclass(frozen=True, slots=True)
class AlertsReview:
    """What became of the alerts about a fault of an exercise, or of another kind.

    ``exercise_id`` is said of the one that wants attention.
    """

    kind: Kind
    exercise: str
    fault: Fault | None
    opened: int
    acted_on: int
    dismissed: int
    by_themselves: int
    exercise_id: str = ""

    @property
    def for_nothing_ratio(self) -> float:
        """The share that was said to be fine, closed without more, or ended with nobody."""
        return (self.dismissed + self.by_themselves) / self.opened


@dataclass(frozen=True, slots=True)
class AlertingReview:
    """How good the alerting of a class was, in ``lasted_us``.

    ``shown`` alerts were not held back. ``median_answer_us`` is that of the ``answered`` ones, from
    opening to answer, by nearest rank; 0 without any.
    """

    trainers: int
    lasted_us: int
    shown: int = 0
    answered: int = 0
    median_answer_us: int = 0
    of_each: tuple[AlertsReview, ...] = ()
    wants_attention: AlertsReview | None = None

    @property
    def opened(self) -> int:
        """How many alerts there were."""
        return sum(one.opened for one in self.of_each)

    @property
    def acted_on(self) -> int:
        """How many somebody took, or closed after having seen what had to be seen."""
        return sum(one.acted_on for one in self.of_each)

    @property
    def dismissed(self) -> int:
        """How many were said to be fine, or closed without more."""
        return sum(one.dismissed for one in self.of_each)

    @property
    def by_themselves(self) -> int:
        """How many ended with nobody."""
        return sum(one.by_themselves for one in self.of_each)

    @property
    def per_trainer_in_ten_min(self) -> float:
        """Shown alerts for each trainer in ten minutes; 0 for a class that has not begun."""
        lasted_us = self.lasted_us * self.trainers
        return self.shown * _TEN_MIN_US / lasted_us if lasted_us else 0.0


@dataclass(frozen=True, slots=True)
class ClassReview:
    """A class on a ``day``; ``begun_us`` and ``ended_us`` are 0 if it is not planned then.

    ``members`` are those who were there, in the order in which they came, then those who were not;
    ``alerts`` are in the order in which they were opened.
    """

    gym_class: GymClass
    day: date
    begun_us: int
    ended_us: int
    is_going_on: bool
    members: tuple[MemberReview, ...]
    alerting: AlertingReview
    alerts: tuple[Alert, ...] = ()


def review_message(review: ClassReview) -> pb.ClassReview:
    """The message of a class looked back on."""
    return pb.ClassReview(
        gym_class=class_message(review.gym_class),
        day=review.day.isoformat(),
        begun_us=review.begun_us,
        ended_us=review.ended_us,
        is_going_on=review.is_going_on,
        members=map(_member_message, review.members),
        alerting=_alerting_message(review.alerting),
        alerts=map(alert_message, review.alerts),
    )


def review_of(message: pb.ClassReview) -> ClassReview:
    """The class looked back on in a message. Raises :class:`WireError`."""
    return ClassReview(
        gym_class=class_of(message.gym_class),
        day=day_of(message.day),
        begun_us=message.begun_us,
        ended_us=message.ended_us,
        is_going_on=message.is_going_on,
        members=tuple(map(_member, message.members)),
        alerting=_alerting(message.alerting),
        alerts=tuple(map(alert_of, message.alerts)),
    )


def _member_message(one: MemberReview) -> pb.MemberReview:
    return pb.MemberReview(
        member_id=one.member_id,
        name=one.name,
        came_us=one.came_us,
        left_us=one.left_us,
        late_us=one.late_us,
        good=one.good,
        faulty=one.faulty,
        unscorable=one.unscorable,
        faults=map(fault_reps_message, one.faults),
        best_fix=fault_message(one.best_fix) if one.best_fix else None,
        alerts=one.alerts,
        answered_alerts=one.answered_alerts,
    )


def _member(message: pb.MemberReview) -> MemberReview:
    return MemberReview(
        member_id=message.member_id,
        name=message.name,
        came_us=message.came_us,
        left_us=message.left_us,
        late_us=message.late_us,
        good=message.good,
        faulty=message.faulty,
        unscorable=message.unscorable,
        faults=tuple(map(fault_reps_of, message.faults)),
        best_fix=fault_of(message.best_fix) if message.HasField("best_fix") else None,
        alerts=message.alerts,
        answered_alerts=message.answered_alerts,
    )


def _alerting_message(one: AlertingReview) -> pb.AlertingReview:
    return pb.AlertingReview(
        trainers=one.trainers,
        lasted_us=one.lasted_us,
        opened=one.opened,
        shown=one.shown,
        acted_on=one.acted_on,
        dismissed=one.dismissed,
        by_themselves=one.by_themselves,
        answered=one.answered,
        median_answer_us=one.median_answer_us,
        of_each=map(_alerts_message, one.of_each),
        wants_attention=_alerts_message(one.wants_attention) if one.wants_attention else None,
    )


def _alerting(message: pb.AlertingReview) -> AlertingReview:
    return AlertingReview(
        trainers=message.trainers,
        lasted_us=message.lasted_us,
        shown=message.shown,
        answered=message.answered,
        median_answer_us=message.median_answer_us,
        of_each=tuple(map(_alerts, message.of_each)),
        wants_attention=_alerts(message.wants_attention)
        if message.HasField("wants_attention")
        else None,
    )


def _alerts_message(one: AlertsReview) -> pb.AlertsReview:
    return pb.AlertsReview(
        kind=KINDS.label(one.kind),
        exercise=one.exercise,
        fault=fault_message(one.fault) if one.fault else None,
        opened=one.opened,
        acted_on=one.acted_on,
        dismissed=one.dismissed,
        by_themselves=one.by_themselves,
        exercise_id=one.exercise_id,
    )


def _alerts(message: pb.AlertsReview) -> AlertsReview:
    return AlertsReview(
        kind=KINDS.member(message.kind),
        exercise=message.exercise,
        fault=fault_of(message.fault) if message.HasField("fault") else None,
        opened=message.opened,
        acted_on=message.acted_on,
        dismissed=message.dismissed,
        by_themselves=message.by_themselves,
        exercise_id=message.exercise_id,
    )
