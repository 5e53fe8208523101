"""Alerts and what belongs to them come back from their messages as they were."""

from dataclasses import replace
from typing import Any

import pytest

from spotter.alerting.values import (
    Alert,
    Answer,
    ClassLine,
    Ending,
    Evidence,
    Holding,
    Kind,
    Need,
    Presence,
    Priority,
    Silence,
    Taking,
    Trend,
    Whose,
)
from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.movement.values import Direction, EquipmentKind, Fault, FaultCode, Joint
from spotter.wire.catalog.alerts import alerts as wire
from spotter.wire.encoding.enums import WireEnum

KNEES_IN = Fault(
    Joint.LEFT_KNEE, 0.5, Direction.INWARD, 0.25, 20, both_sides=True, code=FaultCode.KNEES_IN
)
EVIDENCE = Evidence(5, 3, 2, 1.5, Trend.WORSE, "rack-1_1_2", ("rack-1_1_3", "rack-1_1_2"))
OPEN = Alert(
    "a",
    Kind.FAULT,
    Priority.HIGH,
    Whose("rack-1", session_id="s", member_id="m", class_id="c"),
    opened_us=1,
    risen_us=2,
    exercise="squat",
    fault=KNEES_IN,
    evidence=EVIDENCE,
    taking=Taking("ida", 3, 4),
    holding=Holding.SILENCE,
    silence_id="q",
    line_id="l",
    rank=7.5,
    escalation=2,
    declined_by=("otto",),
    answer=Answer("otto", 1_800_000_005_000_000),
)
ENDED = replace(
    OPEN, is_active=False, taking=None, holding=None, ended_us=9, ending=Ending.WAS_FINE
)
WITHOUT = replace(OPEN, kind=Kind.UNSCORABLE, fault=None, without=EquipmentKind.DUMBBELLS)
CALL = Alert("b", Kind.CALL, Priority.HIGH, Whose("rack-2"), opened_us=1, risen_us=1)


@pytest.mark.parametrize(
    "alert", [OPEN, ENDED, CALL, WITHOUT], ids=["open", "ended", "a call", "without"]
)
def test_an_alert_comes_back_from_its_message(alert: Alert) -> None:
    message = pb.Alert.FromString(wire.alert_message(alert, 5).SerializeToString())
    assert wire.alert_of(message) == alert
    assert (message.change_no, message.is_latched) == (5, alert.kind is Kind.CALL)


def test_whatever_belongs_to_alerts_comes_back_from_its_message() -> None:
    line = ClassLine("l", "c", "squat", KNEES_IN, 7, 20, ("a", "b"), 1, 2)
    assert wire.line_of(wire.line_message(line, 1)) == line
    for need in (
        Need("rack-1", 3.5, Priority.LOW, "squat", KNEES_IN, EVIDENCE, 9),
        Need("rack-2"),
    ):
        assert wire.need_of(wire.need_message(need, 1)) == need
    silence = Silence("q", "", "", "a", "ida", "we talked", 1, 2, "otto")
    assert wire.silence_of(wire.silence_message(silence, 1)) == silence
    cue = wire.Cue("c", "rack-1", "Knees out!", "ida", 7, "a")
    assert wire.cue_of(wire.cue_message(cue, 1)) == cue
    presence = Presence("ida", 5)
    assert wire.presence_of(wire.presence_message(presence, 1)) == presence


@pytest.mark.parametrize("kind", [wire.KINDS, wire.PRIORITIES, wire.ENDINGS, wire.HOLDINGS])
def test_each_value_of_alerting_has_its_number(kind: WireEnum[Any]) -> None:
    assert {kind.number(one) for one in kind.kind} == set(kind.wire_kind.values()) - {0}
