"""A class looked back on, as values for scripts."""

from typing import Any

from spotter.alerting.tallies import answered_us
from spotter.alerting.values import Alert
from spotter.movement.values import point_name
from spotter.movement.wording.alert_words import title
from spotter.movement.wording.hints import praise
from spotter.movement.wording.recurring import recurring_words
from spotter.wire.catalog.people.class_reviews import (
    AlertingReview,
    AlertsReview,
    ClassReview,
    MemberReview,
)


def as_values(review: ClassReview) -> dict[str, Any]:
    """The review; times are microseconds since the Unix epoch, None where there is none."""
    return {
        "class_id": review.gym_class.class_id,
        "name": review.gym_class.plan.name,
        "day": review.day,
        "begun_us": review.begun_us or None,
        "ended_us": review.ended_us or None,
        "is_going_on": review.is_going_on,
        "members": [_member(one) for one in review.members],
        "alerting": _alerting(review.alerting),
        "alerts": [_alert(one) for one in review.alerts],
    }


def _member(one: MemberReview) -> dict[str, Any]:
    return {
        "member_id": one.member_id,
        "name": one.name,
        "came_us": one.came_us or None,
        "left_us": one.left_us or None,
        "late_us": one.late_us,
        "good": one.good,
        "faulty": one.faulty,
        "unscorable": one.unscorable,
        "faults": [
            {
                "code": fault.code.name,
                "joint": point_name(fault.joint).upper(),
                "words": recurring_words(fault.code, fault.joint),
                "reps": fault.reps,
            }
            for fault in one.faults
        ],
        "best_fix": praise(one.best_fix) if one.best_fix else None,
        "alerts": one.alerts,
        "answered_alerts": one.answered_alerts,
    }


def _alerting(one: AlertingReview) -> dict[str, Any]:
    return {
        "trainers": one.trainers,
        "lasted_us": one.lasted_us,
        "opened": one.opened,
        "shown": one.shown,
        "per_trainer_in_ten_min": one.per_trainer_in_ten_min,
        "acted_on": one.acted_on,
        "dismissed": one.dismissed,
        "by_themselves": one.by_themselves,
        "answered": one.answered,
        "median_answer_us": one.median_answer_us if one.answered else None,
        "of_each": [_alerts(each) for each in one.of_each],
        "wants_attention": _alerts(one.wants_attention) if one.wants_attention else None,
    }


def _alerts(one: AlertsReview) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "exercise": one.exercise,
        "title": title(one.kind.value, one.fault),
        "opened": one.opened,
        "acted_on": one.acted_on,
        "dismissed": one.dismissed,
        "by_themselves": one.by_themselves,
    }


def _alert(one: Alert) -> dict[str, Any]:
    return {
        "alert_id": one.alert_id,
        "opened_us": one.opened_us,
        "title": title(one.kind.value, one.fault),
        "exercise": one.exercise,
        "priority": one.priority.name.lower(),
        "station_id": one.whose.station_id,
        "member_id": one.whose.member_id or None,
        "answered_us": answered_us(one),
        "answered_by": one.taking.author if one.taking else None,
        "ending": one.ending.value if one.ending else None,
    }
