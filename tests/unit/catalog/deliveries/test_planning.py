"""Whom an alert reaches."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from spotter.alerting.values import (
    Alert,
    Ending,
    Holding,
    Kind,
    Priority,
    Taking,
    Whose,
)
from spotter.catalog.deliveries.planning import (
    Receiver,
    Situation,
    is_quiet,
    is_reached,
    is_wanted,
)
from spotter.wire.catalog.alerts.channels import ChannelPlan, QuietHours
from spotter.wire.catalog.people.accounts import Scope

IDA, MAX = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
ANNA = "33333333-3333-4333-8333-333333333333"
EVENING = "44444444-4444-4444-8444-444444444444"
NOON = Situation(time(12, 0))
ALERT = Alert(
    alert_id="55555555-5555-4555-8555-555555555555",
    kind=Kind.FAULT,
    priority=Priority.MEDIUM,
    whose=Whose("rack-1", member_id=ANNA, class_id=EVENING),
    opened_us=1,
    risen_us=1,
)


def receiver(account_id: str = IDA, **plan: object) -> Receiver:
    made = ChannelPlan("phone", **plan)  # type: ignore[arg-type]
    is_routed = bool(made.class_ids or made.station_ids or made.member_ids)
    return Receiver(1, account_id, made, is_routed)


def test_a_channel_that_names_nobody_carries_everybodys_alerts() -> None:
    assert is_reached(receiver(), ALERT, 0, NOON)


@pytest.mark.parametrize(
    ("plan", "reached"),
    [
        ({"station_ids": ("rack-1",)}, True),
        ({"station_ids": ("rack-2",)}, False),
        ({"class_ids": (EVENING,)}, True),
        ({"member_ids": (ANNA,)}, True),
        ({"member_ids": (IDA,), "station_ids": ("rack-1",)}, True),
        ({"member_ids": (IDA,), "class_ids": (MAX,)}, False),
    ],
)
def test_being_named_by_class_station_or_member_is_enough(
    plan: dict[str, Any], *, reached: bool
) -> None:
    assert is_reached(receiver(**plan), ALERT, 0, NOON) is reached


def test_a_channel_whose_last_member_was_erased_carries_nothing() -> None:
    assert not is_reached(replace(receiver(), is_routed=True), ALERT, 0, NOON)


def test_a_trainer_is_reached_for_those_whom_they_may_see_only() -> None:
    for scope, reached in (
        (Scope(station_ids=("rack-1",)), True),
        (Scope(station_ids=("rack-9",)), False),
        (Scope(member_ids=(ANNA,)), True),
    ):
        assert is_reached(replace(receiver(), scope=scope), ALERT, 0, NOON) is reached


def test_the_lowest_priority_and_the_first_escalation_are_included() -> None:
    assert is_reached(receiver(lowest_priority=Priority.MEDIUM), ALERT, 0, NOON)
    assert not is_reached(receiver(lowest_priority=Priority.HIGH), ALERT, 0, NOON)
    assert not is_reached(receiver(from_escalation=2), ALERT, 1, NOON)
    assert is_reached(receiver(from_escalation=2), ALERT, 2, NOON)


def test_who_is_at_the_console_or_said_that_it_is_not_theirs_is_not_paged() -> None:
    assert not is_reached(receiver(IDA), ALERT, 3, replace(NOON, present={IDA}))
    assert is_reached(receiver(MAX), ALERT, 0, replace(NOON, present={IDA}))
    declined = replace(ALERT, declined_by=(IDA,))
    assert not is_reached(receiver(IDA), declined, 3, NOON)
    assert is_reached(receiver(MAX), declined, 0, NOON)


def test_the_whole_gym_is_paged_when_nobody_is_there_or_nobody_answers() -> None:
    assert is_reached(receiver(""), ALERT, 0, NOON)
    assert not is_reached(receiver(""), ALERT, 0, replace(NOON, present={IDA}))
    assert is_reached(receiver(""), ALERT, 1, replace(NOON, present={IDA}))


def test_nobody_needs_to_hear_of_what_is_taken_ended_or_silenced() -> None:
    assert is_wanted(ALERT, IDA, 0, ())
    assert is_wanted(replace(ALERT, holding=Holding.BUDGET), IDA, 0, ())
    for other in (
        replace(ALERT, taking=Taking(MAX, 1, 2)),
        replace(ALERT, ending=Ending.FIXED, ended_us=2),
        replace(ALERT, holding=Holding.SILENCE, silence_id=ANNA),
    ):
        assert not is_wanted(other, IDA, 0, ())


@pytest.mark.parametrize(
    ("at", "quiet"),
    [("21:59", False), ("22:00", True), ("03:00", True), ("05:59", True), ("06:00", False)],
)
def test_quiet_hours_go_over_midnight(at: str, *, quiet: bool) -> None:
    hours = QuietHours(time(22, 0), time(6, 0))
    assert is_quiet(hours, Priority.HIGH, time.fromisoformat(at)) is quiet


def test_quiet_hours_within_a_day_end_at_their_end() -> None:
    hours = QuietHours(time(12, 0), time(13, 0))
    found = [is_quiet(hours, Priority.LOW, time(hour, 0)) for hour in (11, 12, 13)]
    assert found == [False, True, False]


def test_high_priority_comes_all_the_same_where_that_is_wanted() -> None:
    hours = QuietHours(time(0, 0), time(23, 59), high_comes=True)
    assert not is_quiet(hours, Priority.HIGH, time(12, 0))
    assert is_quiet(hours, Priority.MEDIUM, time(12, 0))
