"""What a station's own screen is told of people and alerts."""

import json
from functools import partial
from typing import Any

import pytest

from spotter.movement.wording.alert_words import sayable
from spotter.notifier.live.live import Live
from spotter.notifier.live.pages.mailbox import Mailbox
from spotter.notifier.live.pages.viewer import Subject, Viewer
from spotter.notifier.views.messages import WhoTrains
from spotter.notifier.views.v1.alerts.alerts import (
    AlertsView,
    AlertView,
    CueView,
    EvidenceView,
    PresenceView,
    TakingView,
)
from spotter.notifier.views.words import lines
from spotter.wire.stations import Station
from support.gyms.empty_live import empty_live
from support.records.made_up_session import session

EVIDENCE = EvidenceView(
    reps=0,
    faulty_reps=0,
    in_a_row=0,
    worst_ratio=0,
    trend="",
    worst_rep_id="",
    rep_ids=[],
)


@pytest.fixture
def live() -> Live:
    live = empty_live(lambda: 1_000.0)
    live.set_stations({one: Station(one, one, "squat", None, 15) for one in ("rack-1", "rack-2")})
    return live


def screen_of(live: Live, station_id: str) -> Mailbox:
    subjects = frozenset({Subject.STATIONS, Subject.SCREEN})
    return live.join(lambda: None, Viewer(lambda one: one.station_id == station_id, subjects))


def told(mailbox: Mailbox) -> list[dict[str, Any]]:
    return [json.loads(message.json) for message in mailbox.drain()]


def call(*, station_id: str = "rack-1", taking: TakingView | None = None) -> AlertView:
    return AlertView.model_construct(
        alert_id="a1",
        kind="call",
        station_id=station_id,
        member_id=None,
        class_id=None,
        evidence=EVIDENCE,
        taking=taking,
        opened_ms=999_000,
        ended_ms=None,
        rank=1.0,
    )


def change(live: Live, changes: AlertsView) -> None:
    live.tell_alerts(live.alerts.change(changes))


def test_a_screen_starts_with_its_station_and_no_other_and_nothing_for_trainers(live: Live) -> None:
    [snapshot] = told(screen_of(live, "rack-1"))

    assert [one["station_id"] for one in snapshot["stations"]] == ["rack-1"]
    assert (snapshot["alerts"], snapshot["who_trains"]) == (None, None)
    assert snapshot["screen"]["station_id"] == "rack-1"


def test_who_trains_is_said_by_first_name(live: Live) -> None:
    screen, other = screen_of(live, "rack-1"), screen_of(live, "rack-2")
    anna = session(member_name="Anna Lindqvist", begun_ms=7)
    live.set_who_trains(WhoTrains(sessions=[], problem=""))
    told(screen)
    told(other)

    live.set_who_trains(WhoTrains(sessions=[anna], problem=""))

    [said] = told(screen)
    assert said["screen"]["session"] == {"session_id": "s1", "first_name": "Anna", "begun_ms": 7}
    assert told(other) == []


def test_a_cue_and_a_call_reach_the_screen_and_a_taken_call_says_who_comes(live: Live) -> None:
    change(live, AlertsView())
    screen = screen_of(live, "rack-1")
    told(screen)
    cue = CueView(
        cue_id="c1",
        station_id="rack-1",
        text="Chest up.",
        author="u1",
        name="Ida",
        at_ms=999_500,
        alert_id=None,
    )
    change(live, AlertsView(cues=(cue,), alerts=(call(),)))
    [said] = told(screen)
    taken = call(taking=TakingView(author="u1", name="Ida", at_ms=999_900, until_ms=2_000_000))
    change(live, AlertsView(alerts=(taken,)))
    [then] = told(screen)

    assert [one["text"] for one in said["screen"]["cues"]] == ["Chest up."]
    assert said["screen"]["call"] == {"alert_id": "a1", "at_ms": 999_000, "taken_by": None}
    assert then["screen"]["call"]["taken_by"] == "Ida"


def test_what_is_no_concern_of_a_screen_is_not_told_there(live: Live) -> None:
    change(live, AlertsView())
    screen = screen_of(live, "rack-1")
    told(screen)

    change(live, AlertsView(alerts=(call(station_id="rack-2"),)))
    change(live, AlertsView(presences=(PresenceView(author="u1", name="Ida", until_ms=9_000_000),)))

    assert told(screen) == []


def test_a_cue_that_was_picked_in_one_language_is_read_in_that_of_the_screen(live: Live) -> None:
    screen = screen_of(live, "rack-1")
    told(screen)
    offered = call().model_copy(update={"cues": list(lines(partial(sayable, "call", None)))})
    picked = {"c1": "Ich komme.", "c2": "I am coming.", "c3": "Ich komm."}
    sent = tuple(
        CueView(
            cue_id=cue_id,
            station_id="rack-1",
            text=text,
            author="u1",
            name="Ida",
            at_ms=999_500,
            alert_id="a1",
        )
        for cue_id, text in picked.items()
    )
    change(live, AlertsView(alerts=(offered,), cues=sent))

    [message] = screen.drain()
    for tag, said in (("en", "I am coming."), ("de", "Ich komme.")):
        shown = json.loads(message.json_in(tag))["screen"]["cues"]
        assert [one["text"] for one in shown] == [said, said, "Ich komm."]
