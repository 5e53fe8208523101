"""What an open page is told, and what it may say."""

import json

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.connection import Connection
from websockets.typing import Origin

from spotter.movement.values.judged.verdict import Outcome
from spotter.wire.stations import Status
from support.gyms.live_socket import SCRIPT, hear, of_type, page_of, with_status
from support.gyms.staged_gym import TRACE_ID, StagedGym
from support.processes.service_process import ServiceProcess
from support.waiting import PATIENCE_S, until


def test_a_page_begins_with_the_stations_and_what_was_said_before(live: Connection) -> None:
    snapshot = hear(live, of_type("snapshot"))

    assert {station["name"] for station in snapshot["stations"]} == {"Rack 1", SCRIPT}
    assert "script" in {said["station_id"] for said in snapshot["feed"]}


def test_a_verdict_reaches_an_open_page(gym: StagedGym, live: Connection) -> None:
    hear(live, of_type("snapshot"))
    rep_id = gym.say("rack-1", Outcome.FAULTY, rep_number=4, cue="Down you go")

    said = hear(live, of_type("verdict"))["verdict"]

    assert (said["rep_id"], said["outcome"], said["rep_number"]) == (rep_id, "faulty", 4)
    assert (said["hints"], said["trace_id"]) == (
        ["Down you go: your hips stop about 15 cm above the reference at the bottom."],
        TRACE_ID,
    )
    counted = hear(live, lambda message: message.get("station", {}).get("rep_count") == 4)
    assert counted["station"]["last"]["rep_id"] == rep_id


def test_verdicts_are_logged_and_measured_on_their_way(
    gym: StagedGym, notifier: ServiceProcess, live: Connection
) -> None:
    hear(live, of_type("snapshot"))
    shown = 'spotter_verdicts_shown_total{outcome="unscorable"}'
    rep_id = gym.say("rack-1", Outcome.UNSCORABLE, rep_number=5)
    hear(live, of_type("verdict"))

    [line] = until(
        lambda: [line for line in list(notifier.lines) if line.get("rep_id") == rep_id],
        what="the verdict's log line",
    )
    assert (line["event"], line["trace_id"]) == ("verdict shown", TRACE_ID)
    assert notifier.metric(shown) == 1
    until(
        lambda: notifier.metric("spotter_rep_to_browser_seconds_count") >= 1,
        what="the time from rep to browser",
    )
    assert notifier.metric("spotter_live_clients") == 1


def test_a_camera_that_goes_offline_is_told_at_once_with_the_reason(
    gym: StagedGym, live: Connection
) -> None:
    hear(live, of_type("snapshot"))
    gym.set_status("script", Status.CONNECTING)
    hear(live, with_status("script", "connecting"))
    gym.set_status("script", Status.OFFLINE, "no frame for 20 s")

    message = hear(live, with_status("script", "offline"))

    assert message["station"]["reason"] == "no frame for 20 s"


def test_a_station_without_poses_is_offline_until_the_next_ones(
    gym: StagedGym, live: Connection
) -> None:
    hear(live, with_status("rack-1", "offline"))
    with gym.training("rack-1"):
        hear(live, with_status("rack-1", "live"))

    # Why it is offline is found a moment after that it is.
    hear(
        live,
        lambda message: (
            message.get("station", {}).get("reason") == "nobody takes frames from its camera"
        ),
    )


def test_poses_are_sent_with_the_joints_of_everybody_in_the_picture(
    gym: StagedGym, live: Connection
) -> None:
    with gym.training("rack-1"):
        [pose] = hear(live, of_type("poses"))["poses"]

    assert (pose["station_id"], pose["width"]) == ("rack-1", 1333)
    [person] = pose["people"]
    assert len(person["xy"]) == 50
    assert all(0 <= value <= 1333 for value in person["xy"] if value is not None)


def test_a_page_that_does_not_say_what_it_has_seen_gets_two_poses_then_the_newest(
    gym: StagedGym, notifier: ServiceProcess
) -> None:
    def until_poses_are_dropped(tracks: tuple[int, ...]) -> None:
        before = notifier.metric("spotter_live_poses_dropped_total")
        with gym.training("rack-1", tracks):
            until(
                lambda: notifier.metric("spotter_live_poses_dropped_total") >= before + 5,
                what="five dropped poses",
            )

    with page_of(notifier) as slow:
        until_poses_are_dropped(tracks=(1,))
        until_poses_are_dropped(tracks=(9,))
        gym.say("rack-1", Outcome.GOOD, rep_number=6)
        told = [json.loads(slow.recv(timeout=PATIENCE_S))]
        while told[-1]["type"] != "verdict":
            told.append(json.loads(slow.recv(timeout=PATIENCE_S)))
        slow.send(json.dumps({"seen": 2}))
        newest = hear(slow, of_type("poses"))

    sent = [message for message in told if message["type"] == "poses"] + [newest]
    assert [message["number"] for message in sent] == [1, 2, 3]
    tracks = [message["poses"][0]["people"][0]["track_id"] for message in sent]
    assert tracks == [1, 1, 9]


def test_a_page_gets_the_poses_of_the_stations_that_it_watches(
    gym: StagedGym, notifier: ServiceProcess
) -> None:
    with page_of(notifier) as live, gym.training("rack-1"):
        live.send('{"watch": ["script"]}')
        with gym.training("script"):
            messages = [hear(live, of_type("poses")) for _ in range(6)]

    # Two may have been under way when the page said what it watches.
    seen = [pose["station_id"] for message in messages[2:] for pose in message["poses"]]
    assert seen == ["script"] * 4


def test_what_a_page_should_not_say_closes_its_socket(notifier: ServiceProcess) -> None:
    for said in ("no json", '{"watch": 5}', '{"unknown": 1}', b"\x00bytes"):
        with page_of(notifier) as live:
            live.send(said)
            with pytest.raises(ConnectionClosed) as closed:
                hear(live, of_type("never"))
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 1008


def test_a_page_from_elsewhere_gets_no_live_socket(notifier: ServiceProcess) -> None:
    with (
        pytest.raises(InvalidStatus) as refused,
        page_of(notifier, origin=Origin("http://evil.example")),
    ):
        pass
    assert refused.value.response.status_code == httpx.codes.FORBIDDEN
