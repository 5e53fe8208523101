"""What the notifier answers to requests."""

import httpx
import pytest
from websockets.sync.connection import Connection

from spotter.movement.values.judged.verdict import Outcome
from spotter.wire import names
from support.gyms.live_socket import SCRIPT, Json, hear, of_type
from support.gyms.staged_gym import StagedGym
from support.processes.service_process import ServiceProcess
from support.waiting import until


def test_stations_are_answered_with_hostile_names_as_they_are(http: httpx.Client) -> None:
    stations = http.get("/api/stations").json()

    assert [station["name"] for station in stations] == [SCRIPT, "Rack 1"]


def test_verdicts_can_be_chosen_by_station_and_outcome(gym: StagedGym, http: httpx.Client) -> None:
    rep_id = gym.say("script", Outcome.GOOD, rep_number=2)

    def good_ones() -> list[Json]:
        found: list[Json] = http.get("/api/verdicts?station=script&outcome=good&limit=1").json()
        return found

    assert [said["rep_id"] for said in until(good_ones, what="the verdict")] == [rep_id]
    assert http.get("/api/verdicts?outcome=bad").status_code == 422
    assert http.get("/api/verdicts?limit=0").status_code == 422


def test_what_has_been_fixed_is_told_with_the_verdict(gym: StagedGym, http: httpx.Client) -> None:
    rep_id = gym.say("rack-1", Outcome.GOOD, rep_number=3, fixed=True)

    def listed() -> list[Json]:
        return [said for said in http.get("/api/verdicts").json() if said["rep_id"] == rep_id]

    assert until(listed, what="the verdict")[0]["fixed"] == ["Deep enough now."]
    assert http.get(f"/api/reps/{rep_id}").json()["verdict"]["fixed"] == ["Deep enough now."]


def test_a_rep_is_opened_over_its_reference(gym: StagedGym, http: httpx.Client) -> None:
    rep_id = gym.say("rack-1", Outcome.FAULTY, rep_number=7)
    rep = http.get(f"/api/reps/{rep_id}").json()

    frames = len(rep["attempt"]["frames"])
    assert rep["verdict"]["rep_number"] == 7
    assert len(rep["attempt"]["times_s"]) == frames
    assert {len(frame) for frame in rep["reference"]["frames"]} == {25}
    assert rep["alignment"][0] == [0, 0]
    assert rep["alignment"][-1] == [frames - 1, len(rep["reference"]["frames"]) - 1]
    assert (rep["worst"]["label"], rep["worst"]["axis"]) == ("hips", "y")


def test_a_rep_whose_poses_are_gone_is_opened_with_its_verdict_alone(
    gym: StagedGym, http: httpx.Client
) -> None:
    rep_id = gym.say("rack-1", Outcome.GOOD, rep_number=8)
    gym.client.delete(names.rep_key(rep_id))
    rep = http.get(f"/api/reps/{rep_id}").json()

    assert (rep["verdict"]["rep_id"], rep["attempt"], rep["worst"]) == (rep_id, None, None)


def test_a_stored_rep_that_is_damaged_is_said_to_be(gym: StagedGym, http: httpx.Client) -> None:
    rep_id = gym.say("rack-1", Outcome.GOOD, rep_number=9)
    gym.client.set(names.rep_key(rep_id), b"\xff\xff\xff")
    answer = http.get(f"/api/reps/{rep_id}")

    assert answer.status_code == httpx.codes.BAD_GATEWAY
    assert "cannot be shown" in answer.json()["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/reps/nobody_1_1",
        "/api/reps/%3Cscript%3E",
        "/api/reps/..%2F..%2Fetc%2Fpasswd",
        "/api/reps/%2e%2e",
        "/../settings.py",
        "/..%2fsettings.py",
        "/js/..%2f..%2fsettings.py",
        "/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_what_there_is_not_is_not_found(http: httpx.Client, path: str) -> None:
    answer = http.get(path)

    assert answer.status_code == httpx.codes.NOT_FOUND
    assert "NotifierSettings" not in answer.text


def test_a_mistyped_address_is_a_page_and_a_mistyped_route_is_data(http: httpx.Client) -> None:
    page, route = http.get("/membres"), http.get("/api/v2/members")

    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "no such page" in page.text
    assert (route.status_code, route.headers["content-type"]) == (404, "application/json")
    assert "/api/docs" in route.json()["detail"]


def test_an_endless_rep_id_is_refused(http: httpx.Client) -> None:
    assert http.get(f"/api/reps/{'x' * 5000}").status_code == 422


def test_entries_that_are_not_what_they_should_be_are_counted_and_the_rest_goes_on(
    gym: StagedGym, notifier: ServiceProcess, live: Connection
) -> None:
    hear(live, of_type("snapshot"))
    gym.client.xadd(names.VERDICTS, {"verdict": b"\xff"})
    gym.client.xadd(names.STATION_EVENTS, {"other": "field"})
    gym.client.hset(names.STATIONS, "damaged", b"\xff")
    rep_id = gym.say("rack-1", Outcome.GOOD, rep_number=10)

    assert hear(live, of_type("verdict"))["verdict"]["rep_id"] == rep_id
    for kind in ("verdict", "station state", "stations"):
        sample = f'spotter_notifier_entries_unreadable_total{{kind="{kind}"}} 1.0'
        until(lambda sample=sample: sample in notifier.get("/metrics"), what=sample)  # type: ignore[misc]


def test_every_answer_carries_the_content_security_policy(http: httpx.Client) -> None:
    for path in ("/", "/js/main.js", "/api/stations", "/nothing", "/metrics"):
        policy = http.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy


def test_the_api_is_described(http: httpx.Client) -> None:
    described = http.get("/api/openapi.json").json()

    assert set(described["paths"]) == {
        "/api/stations",
        "/api/stations/{station_id}/ghosts",
        "/api/stations/{station_id}/speech",
        "/api/verdicts",
        "/api/reps/{rep_id}",
        "/api/rights",
        "/status",
    }
    verdict = described["components"]["schemas"]["VerdictView"]["properties"]
    assert verdict["outcome"]["enum"] == ["good", "faulty", "unscorable"]


def test_plotly_is_served_from_its_python_package_and_compressed(http: httpx.Client) -> None:
    answer = http.get("/vendor/plotly.min.js")

    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 2_000_000
    assert "plotly.js v" in answer.text[:200]
