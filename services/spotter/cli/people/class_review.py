"""A class looked back on, in words for a terminal."""

from collections.abc import Iterator
from datetime import UTC, datetime

from spotter.alerting.tallies import answered_us
from spotter.alerting.values import Alert
from spotter.movement.wording.alert_words import ending_words, title
from spotter.movement.wording.hints import praise
from spotter.movement.wording.recurring import recurring_words
from spotter.wire.catalog.people.class_reviews import (
    AlertingReview,
    AlertsReview,
    ClassReview,
    MemberReview,
)

MEMBER_COLUMNS = ("Who", "When", "Reps", "Most often", "Best fix", "Alerts")
ALERT_COLUMNS = ("Opened", "Alert", "Who", "What became of it")
_SECOND_US = 1_000_000
_MINUTE_S = 60


def heading(review: ClassReview, now_us: int) -> str:
    """What is looked back on, and how far it has come."""
    name = f"{review.gym_class.plan.name} on {review.day:%A}, {review.day}"
    if not review.begun_us:
        return f"{name}: not planned then; only sessions that were begun in it are told of."
    if review.is_going_on:
        return f"{name}: still going on; this is how far it has come."
    return name if review.begun_us <= now_us else f"{name}: begins at {_clock(review.begun_us)}."


def member_row(one: MemberReview) -> tuple[str, ...]:
    """Of each of the ``MEMBER_COLUMNS`` a member's."""
    return (
        one.name,
        _presence(one),
        _reps(one),
        "; ".join(f"{recurring_words(each.code, each.joint)} ({each.reps})" for each in one.faults),
        praise(one.best_fix) if one.best_fix else "",
        f"{one.alerts}, {one.answered_alerts} answered" if one.alerts else "none",
    )


def alert_row(alert: Alert, review: ClassReview) -> tuple[str, ...]:
    """Of each of the ``ALERT_COLUMNS`` an alert's."""
    names = {one.member_id: one.name for one in review.members}
    who = names.get(alert.whose.member_id, alert.whose.station_id)
    return _clock(alert.opened_us), _about(alert), who, _outcome(alert)


def alerting_lines(alerting: AlertingReview) -> Iterator[str]:
    """How good the alerting was."""
    if not alerting.opened:
        yield "There was no alert."
        return
    yield (
        f"{alerting.opened} alerts: {alerting.acted_on} acted on, {alerting.dismissed} said to be "
        f"fine or closed, {alerting.by_themselves} ended by themselves"
    )
    yield (
        f"Shown: {alerting.per_trainer_in_ten_min:.1f} per trainer in ten minutes "
        f"({alerting.trainers} trainers)"
    )
    median_s = alerting.median_answer_us / _SECOND_US
    yield (
        f"Time to answer: {_duration(median_s)}, the median of {alerting.answered}"
        if alerting.answered
        else "Nobody has answered one."
    )
    if (one := alerting.wants_attention) is not None:
        yield (
            f"The threshold of {_about(one)!r} wants attention: {one.dismissed + one.by_themselves}"
            f" of its {one.opened} alerts were said to be fine, or ended by themselves. "
            f"spotter calibrate {one.exercise}"
        )


def _presence(one: MemberReview) -> str:
    if not one.came_us:
        return "was not there"
    left = f"to {_clock(one.left_us)}" if one.left_us else "on"
    late = f", {_duration(one.late_us / _SECOND_US)} late" if one.late_us else ""
    return f"{_clock(one.came_us)} {left}{late}"


def _reps(one: MemberReview) -> str:
    if not one.reps:
        return "none"
    unjudged = f", {one.unscorable} unscorable" if one.unscorable else ""
    return f"{one.reps}: {one.good} good, {one.faulty} faulty{unjudged}"


def _outcome(alert: Alert) -> str:
    at_us = answered_us(alert)
    answer = (
        "Nobody answered"
        if at_us is None
        else f"Answered after {_duration((at_us - alert.opened_us) / _SECOND_US)}"
    )
    return f"{answer}. {ending_words(alert.ending.value) if alert.ending else 'Still open.'}"


def _about(alerts: Alert | AlertsReview) -> str:
    about = title(alerts.kind.value, alerts.fault)
    return f"{about}, {alerts.exercise}" if alerts.exercise else about


def _clock(at_us: int) -> str:
    return f"{datetime.fromtimestamp(at_us / _SECOND_US, UTC).astimezone():%H:%M}"


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 2 * _MINUTE_S else f"{seconds / _MINUTE_S:.0f} min"
