"""What trainers do about alerts by the API and hear of on the live socket, with a real catalog."""

import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from websockets.sync.client import connect
from websockets.sync.connection import Connection

from spotter.wire.names import STATIONS
from spotter.wire.stations import Station, station_bytes
from support.gyms.live_socket import hear
from support.records.remembering_gym import RememberingGym
from support.waiting import PATIENCE_S, until

Json = dict[str, Any]


@pytest.fixture(scope="module", autouse=True)
def _stations(gym: RememberingGym) -> None:
    for name in ("rack-1", "rack-2"):
        station = Station(name, name, "squat", zone=None, frame_rate_hz=15)
        gym.client.hset(STATIONS, name, station_bytes(station))


@pytest.fixture
def page(gym: RememberingGym) -> Iterator[Connection]:
    """The live socket of a page that knows all that there is."""
    address = gym.address.replace("http", "ws") + "api/live"
    with connect(address, ping_timeout=PATIENCE_S, close_timeout=PATIENCE_S) as live:
        hear(live, lambda said: said["type"] == "snapshot" and not said["alerts"]["problem"])
        yield live


def of_alert(alert_id: str, wanted: Callable[[Json], bool]) -> Callable[[Json], bool]:
    def is_it(said: Json) -> bool:
        alerts = said["alerts"]["alerts"] if said["type"] == "alerts" else []
        return any(one["alert_id"] == alert_id and wanted(one) for one in alerts)

    return is_it


def called(api: httpx.Client, station_id: str) -> Json:
    answer = api.post(f"/stations/{station_id}/call", json={})
    assert answer.status_code == 200, answer.text
    alert: Json = answer.json()
    return alert


def test_a_call_reaches_pages_and_is_taken_handed_back_and_closed_before_their_eyes(
    api: httpx.Client, page: Connection
) -> None:
    alert = called(api, "rack-1")
    ids = {"alert_ids": [alert["alert_id"]]}
    opened = hear(page, of_alert(alert["alert_id"], lambda one: one["is_active"]))
    assert (alert["title"], alert["kind"], alert["is_latched"]) == (
        "Asks for a trainer",
        "call",
        True,
    )
    assert [one["title"] for one in opened["alerts"]["alerts"]] == ["Asks for a trainer"]

    [taken] = api.post("/alerts/take", json=ids).json()
    assert taken["taking"]["name"] == "somebody at Spotter's machine"
    hear(page, of_alert(alert["alert_id"], lambda one: one["taking"] is not None))

    [back] = api.post("/alerts/hand-back", json=ids).json()
    assert back["taking"] is None
    hear(page, of_alert(alert["alert_id"], lambda one: one["taking"] is None))

    [declined] = api.post("/alerts/decline", json=ids).json()
    assert declined["declined_by"] == ["local"]

    [closed] = api.post("/alerts/close", json=ids).json()
    assert (closed["ending"], closed["ending_words"]) == ("closed", "A trainer closed it.")
    hear(page, of_alert(alert["alert_id"], lambda one: one["ended_ms"] is not None))
    listed = api.get("/alerts", params={"station_id": "rack-1"}).json()["items"]
    assert alert["alert_id"] in [one["alert_id"] for one in listed]


def test_a_cue_goes_to_its_station_once(api: httpx.Client, page: Connection) -> None:
    cue = {"cue_id": str(uuid.uuid4()), "text": "Sit deeper."}
    sent = [api.post("/stations/rack-2/cues", json=cue) for _ in range(2)]

    assert [one.status_code for one in sent] == [201, 201]
    assert sent[0].json() == sent[1].json()
    said = hear(page, lambda one: one["type"] == "alerts" and bool(one["alerts"]["cues"]))
    [heard] = said["alerts"]["cues"]
    assert (heard["station_id"], heard["text"], heard["author"]) == (
        "rack-2",
        "Sit deeper.",
        "local",
    )


def test_a_silence_is_shown_until_it_is_ended(api: httpx.Client, page: Connection) -> None:
    asked = {"station_id": "rack-2", "duration_s": 600, "reason": "old injury"}
    begun = api.post("/silences", json=asked)
    assert begun.status_code == 201, begun.text
    silence = begun.json()
    assert silence["words"] == "All faults at this station"
    assert silence["until_ms"] - silence["begun_ms"] == 600_000

    def is_told(is_over: bool) -> Callable[[Json], bool]:  # noqa: FBT001 - one meaning
        def is_it(said: Json) -> bool:
            silences = said["alerts"]["silences"] if said["type"] == "alerts" else []
            return any((one["until_ms"] == 0) == is_over for one in silences)

        return is_it

    hear(page, is_told(is_over=False))
    ended = api.put(f"/silences/{silence['silence_id']}/end", json={}).json()
    assert ended["until_ms"] == 0
    hear(page, is_told(is_over=True))


def test_presence_and_looks_are_noted(api: httpx.Client, page: Connection) -> None:
    there = api.post("/presence", json={"duration_s": 60}).json()
    assert there["author"] == "local"
    said = hear(page, lambda one: one["type"] == "alerts" and bool(one["alerts"]["presences"]))
    assert said["alerts"]["presences"][0]["until_ms"] == there["until_ms"]

    assert api.post("/stations/rack-1/look", json={}).status_code == 204
    hear(
        page,
        lambda one: (
            one["type"] == "alerts" and any(need["looked_ms"] for need in one["alerts"]["needs"])
        ),
    )


def test_an_answer_counts_although_the_exercise_learns_nothing_of_it(api: httpx.Client) -> None:
    alert = called(api, "rack-2")
    said = {"rep_id": "no-such-rep", "answer": "fine"}
    answered = api.post(f"/alerts/{alert['alert_id']}/answer", json=said)

    assert answered.status_code == 200, answered.text
    assert answered.json()["taught"] == []
    assert answered.json()["problem"]


@pytest.mark.parametrize("what", ["take", "hand-back", "decline", "close"])
def test_alerts_that_are_unknown_are_none(api: httpx.Client, what: str) -> None:
    nowhere = {"alert_ids": [str(uuid.uuid4())]}
    assert api.post(f"/alerts/{what}", json=nowhere).status_code == 404


def test_a_page_that_comes_back_hears_of_the_alert_that_it_missed(
    gym: RememberingGym, api: httpx.Client, page: Connection
) -> None:
    place = hear(page, lambda one: one["type"] == "heartbeat")["at"]
    page.close()
    alert = called(api, "rack-1")
    until(
        lambda: api.get("/alerts", params={"station_id": "rack-1"}).json()["items"],
        what="the alert",
    )
    address = gym.address.replace("http", "ws") + f"api/live?after={place}"
    with connect(address, ping_timeout=PATIENCE_S, close_timeout=PATIENCE_S) as back:
        first = json.loads(back.recv(timeout=PATIENCE_S))
        assert first["type"] != "snapshot"
        if not of_alert(alert["alert_id"], bool)(first):
            hear(back, of_alert(alert["alert_id"], bool))
