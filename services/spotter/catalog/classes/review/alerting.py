"""How good the alerting of a class was. Pure."""

from collections.abc import Sequence
from math import ceil

from spotter.alerting.rules import Rules
from spotter.alerting.tallies import Tally, answered_us, tallies
from spotter.alerting.values import Alert, Kind
from spotter.catalog.alerts.intake.attendance import Attended
from spotter.catalog.classes.review.occurrence import Occurrence
from spotter.wire.catalog.people.class_reviews import AlertingReview, AlertsReview

_FEWEST = 4
"""Fewer alerts say nothing about a threshold."""
_FOR_NOTHING_RATIO = 0.5


def alerting_reviewed(
    alerts: Sequence[Alert], trainers: int, lasted_us: int, now_us: int
) -> AlertingReview:
    """How good the alerting was in ``lasted_us``; without ``trainers`` it counts as one's."""
    of_each = tuple(map(_of_each, tallies(alerts, now_us, Rules())))
    answers_us = sorted(
        at_us - one.opened_us for one in alerts if (at_us := answered_us(one)) is not None
    )
    return AlertingReview(
        trainers=max(1, trainers),
        lasted_us=lasted_us,
        shown=sum(one.holding is None for one in alerts),
        answered=len(answers_us),
        median_answer_us=answers_us[ceil(len(answers_us) / 2) - 1] if answers_us else 0,
        of_each=of_each,
        wants_attention=_wanting_attention(of_each),
    )


def lasted(occurrence: Occurrence, sessions: Sequence[Attended], now_us: int) -> int:
    """How long the class has taken, microseconds; on a day without a plan its sessions say it."""
    begun_us, ended_us = occurrence.begun_us, occurrence.ended_us
    if not begun_us:
        begun_us = max(occurrence.since_us, min((one.begun_us for one in sessions), default=0))
        ended_us = max((one.ended_us or now_us for one in sessions), default=begun_us)
    return max(0, min(ended_us, occurrence.until_us, now_us) - begun_us)


def _of_each(tally: Tally) -> AlertsReview:
    return AlertsReview(
        tally.kind,
        tally.exercise,
        tally.fault,
        tally.opened,
        tally.acted_on,
        tally.dismissed,
        tally.by_themselves,
    )


def _wanting_attention(of_each: Sequence[AlertsReview]) -> AlertsReview | None:
    """The fault whose alerts came to nothing most often; the first of several."""
    told = [one for one in of_each if one.kind is Kind.FAULT and one.opened >= _FEWEST]
    worst = max(told, key=lambda one: one.for_nothing_ratio, default=None)
    return worst if worst and worst.for_nothing_ratio >= _FOR_NOTHING_RATIO else None
