"""Alerts as the API gives them."""

from dataclasses import replace

import pytest

from spotter.alerting import values
from spotter.api.catalog.v1 import alert_service_pb2 as pb2
from spotter.movement.values import EquipmentKind
from spotter.notifier.views.v1.alerts.changes import changes_of
from spotter.notifier.views.v1.alerts.of_values import (
    alert_view,
    cue_view,
    line_view,
    need_view,
    presence_view,
    silence_view,
)
from spotter.notifier.views.words import Words
from spotter.wire.catalog.alerts.alerts import Cue, alert_message
from spotter.wire.errors import WireError
from support.movements.made_up_faults import SITS_TOO_HIGH

EVIDENCE = values.Evidence(
    reps=5,
    faulty_reps=4,
    in_a_row=3,
    worst_ratio=1.5,
    trend=values.Trend.WORSE,
    worst_rep_id="rep-4",
    rep_ids=("rep-5", "rep-4"),
)
ALERT = values.Alert(
    alert_id="a1",
    kind=values.Kind.FAULT,
    priority=values.Priority.HIGH,
    whose=values.Whose("rack-1", session_id="s1"),
    exercise="squat",
    fault=SITS_TOO_HIGH,
    evidence=EVIDENCE,
    taking=values.Taking("ida-id", at_us=5_000_000, until_us=9_000_000),
    holding=values.Holding.CLASS_LINE,
    line_id="l1",
    opened_us=1_234_567,
    risen_us=2_000_000,
    rank=3.5,
    declined_by=("tom-id",),
)
CALL = values.Alert(
    "a2", values.Kind.CALL, values.Priority.HIGH, values.Whose("rack-1"), 1_000, 1_000
)


def name_of(author: str) -> str:
    return {"ida-id": "Ida"}.get(author, author)


def test_of_who_lacks_the_bar_the_first_cue_asks_for_it_in_both_languages() -> None:
    lacks = replace(ALERT, kind=values.Kind.UNSCORABLE, fault=None, without=EquipmentKind.BARBELL)
    cue, framing = alert_view(lacks, name_of).cues

    assert cue == "Take the bar into your hands, in the camera's view."
    assert isinstance(cue, Words)
    assert cue.others == {"de": "Nimm die Stange in die Hände, im Blick der Kamera."}
    assert framing.startswith("Step into the picture")


def test_an_alert_is_told_in_words_with_names_and_milliseconds() -> None:
    view = alert_view(ALERT, name_of)

    assert (view.kind, view.priority, view.holding) == ("fault", "high", "class_line")
    assert (view.title, view.reason) == ("Sits too high", "third rep in a row, getting worse")
    assert view.cues[0] == "Sit deeper."
    assert view.taking
    assert (view.taking.name, view.taking.at_ms, view.taking.until_ms) == ("Ida", 5000, 9000)
    assert (view.opened_ms, view.risen_ms, view.ended_ms) == (1234, 2000, None)
    assert (view.session_id, view.member_id, view.line_id) == ("s1", None, "l1")
    assert (view.evidence.worst_rep_id, view.evidence.trend) == ("rep-4", "worse")
    assert (view.ending, view.ending_words, view.declined_by) == ("", "", ["tom-id"])


def test_an_alert_that_has_ended_says_how() -> None:
    ended = replace(ALERT, taking=None, ended_us=7_000_000, ending=values.Ending.FIXED)

    view = alert_view(ended, name_of)

    assert (view.taking, view.ended_ms, view.ending) == (None, 7000, "fixed")
    assert view.ending_words == "Fixed."


def test_changes_of_a_kind_that_is_unknown_here_are_refused_in_words() -> None:
    later = pb2.Alert(alert_id="a1", priority=pb2.PRIORITY_LOW)
    later.kind = 77  # type: ignore[assignment]

    with pytest.raises(WireError, match="TWO_PEOPLE, CAMERA, CALL; found 77"):
        changes_of(pb2.ListChangesResponse(alerts=[later]), name_of, {})


def test_changes_say_all_that_is_known_in_words() -> None:
    found = pb2.ListChangesResponse(
        alerts=[alert_message(replace(CALL, rank=9.0))],
        needs=[pb2.Need(station_id="rack-1", rank=9, priority=pb2.PRIORITY_HIGH)],
        silences=[
            pb2.Silence(silence_id="s", alert_id="a1", until_us=9_000_000),
            pb2.Silence(silence_id="t", alert_id="a1", until_us=9_000_000, ended_by="ida-id"),
        ],
        presences=[pb2.Presence(author="ida-id", until_us=1_000)],
        is_flood=True,
    )

    changes = changes_of(found, name_of, {"a1": alert_view(ALERT, name_of)})

    assert [one.title for one in changes.alerts] == ["Asks for a trainer"]
    assert [one.reason for one in changes.needs] == ["Asks for a trainer"]
    assert [(one.words, one.until_ms) for one in changes.silences] == [
        ("Sits too high", 9000),
        ("Sits too high", 0),
    ]
    assert (changes.presences[0].name, changes.is_flood) == ("Ida", True)


def test_a_class_has_one_line() -> None:
    line = values.ClassLine("l1", "", "squat", SITS_TOO_HIGH, 7, 20, ("a1",), 1_000_000)

    view = line_view(line)

    assert (view.words, view.class_id) == ("7 of 20 cut the squat short", None)
    assert (view.begun_ms, view.ended_ms) == (1000, None)


def test_a_need_says_why_in_words_and_nothing_while_all_is_well() -> None:
    worst = alert_view(CALL, name_of)
    of_fault = values.Need("rack-1", 4, values.Priority.MEDIUM, "squat", SITS_TOO_HIGH, EVIDENCE)
    of_call = values.Need("rack-1", 9, values.Priority.HIGH)
    none = values.Need("rack-1", evidence=EVIDENCE, looked_us=8_000_000)

    assert need_view(of_fault, worst).reason == "Sits too high, third rep in a row, getting worse"
    assert need_view(of_call, worst).reason == "Asks for a trainer"
    assert (need_view(none, None).reason, need_view(none, None).priority) == ("", "")
    assert need_view(none, None).looked_ms == 8000


def test_a_silence_says_what_is_quiet() -> None:
    def words(member_id: str, station_id: str) -> str:
        silence = values.Silence("s", member_id, station_id, "", "ida-id", "why", 1_000, 2_000)
        return silence_view(silence, name_of, {}).words

    assert words("m1", "") == "All faults of this member"
    assert words("", "rack-1") == "All faults at this station"


def test_cues_and_trainers_at_the_console_have_their_names() -> None:
    cue = Cue("c1", "rack-1", "Down.", "ida-id", 3_000_000)

    assert cue_view(cue, name_of).model_dump() == {
        "cue_id": "c1",
        "station_id": "rack-1",
        "text": "Down.",
        "author": "ida-id",
        "name": "Ida",
        "at_ms": 3000,
        "alert_id": None,
    }
    assert presence_view(values.Presence("ida-id", 1), name_of).name == "Ida"
