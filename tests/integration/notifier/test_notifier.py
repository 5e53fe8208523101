"""The notifier as a process, with real Redis, real HTTP and real WebSockets."""

import json
import signal
import socket
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import psutil
import pytest
import redis
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.sync.connection import Connection
from websockets.typing import Origin

from spotter.movement.values.verdict import Outcome
from spotter.wire import names
from spotter.wire.stations import Status
from support.gyms.staged_gym import TRACE_ID, StagedGym
from support.processes.service_process import ServiceProcess, service_process
from support.servers.redis_server import free_port, redis_server
from support.waiting import PATIENCE_S, until

Json = dict[str, Any]

SCRIPT = "<script>alert('Rack 1')</script>"
MOST_MEMORY_BYTES = 150_000_000


@pytest.fixture(scope="module")
def gym(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StagedGym]:
    """A gym of two stations, with what was said before the notifier started."""
    with redis_server() as url, redis.Redis.from_url(url) as client:
        gym = StagedGym(client, tmp_path_factory.mktemp("kept"))
        gym.add_station("rack-1", "Rack 1", status=Status.LIVE)
        gym.add_station("script", SCRIPT, status=Status.OFFLINE)
        gym.say("script", Outcome.FAULTY, rep_number=1)
        yield gym


@pytest.fixture(scope="module")
def notifier(gym: StagedGym) -> Iterator[ServiceProcess]:
    with service_process("notifier", **gym.settings, port=0, silent_after_s=1) as running:
        running.line("page served")
        until(lambda: '"ready"' in running.get("/readyz"), what="the notifier to be ready")
        yield running


def address(notifier: ServiceProcess) -> str:
    return str(notifier.line("page served")["address"])


def page_of(notifier: ServiceProcess, origin: Origin | None = None) -> Connection:
    """The live socket of a page that is being opened."""
    return connect(
        address(notifier).replace("http", "ws") + "api/live",
        origin=origin,
        open_timeout=PATIENCE_S,
        ping_timeout=PATIENCE_S,
        close_timeout=PATIENCE_S,
    )


@pytest.fixture
def http(notifier: ServiceProcess) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address(notifier), timeout=PATIENCE_S) as client:
        yield client


@pytest.fixture
def live(notifier: ServiceProcess) -> Iterator[Connection]:
    """The live socket of a page that has just been opened."""
    with page_of(notifier) as connection:
        yield connection


def hear(live: Connection, wanted: Callable[[Json], bool]) -> Json:
    """The next message that is ``wanted``; the poses on the way are seen."""
    while True:
        message: Json = json.loads(live.recv(timeout=PATIENCE_S))
        if message["type"] == "poses":
            live.send(json.dumps({"seen": message["number"]}))
        if wanted(message):
            return message


def of_type(kind: str) -> Callable[[Json], bool]:
    return lambda message: bool(message["type"] == kind)


def with_status(station_id: str, status: str) -> Callable[[Json], bool]:
    """Messages that say that the station has this status."""

    def wanted(message: Json) -> bool:
        stations = message.get("stations") or [message.get("station", {})]
        return any(
            (one.get("station_id"), one.get("status")) == (station_id, status) for one in stations
        )

    return wanted


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


def test_the_notifier_stays_small(notifier: ServiceProcess, http: httpx.Client) -> None:
    http.get("/vendor/plotly.min.js")

    assert psutil.Process(notifier.process.pid).memory_info().rss < MOST_MEMORY_BYTES


def test_a_port_in_use_is_said_plainly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with service_process("notifier", port=port) as refused:
            status = refused.wait()

    assert status == 1
    reason = refused.lines[-1]["reason"]
    assert f"cannot serve the page at 127.0.0.1:{port}" in reason
    assert "SPOTTER_PORT" in reason


def test_it_ends_at_once_when_told_to_though_pages_are_open() -> None:
    with redis_server() as url, service_process("notifier", redis_url=url, port=0) as running:
        with page_of(running) as live:
            hear(live, of_type("snapshot"))
            running.process.send_signal(signal.SIGTERM)
            with pytest.raises(ConnectionClosed):
                hear(live, of_type("never"))
        assert running.wait() == 0


def test_it_is_alive_but_not_ready_without_redis_and_recovers_when_redis_comes_back() -> None:
    port = free_port()
    url = f"redis://127.0.0.1:{port}/0"
    with (
        service_process("notifier", redis_url=url, port=0) as running,
        httpx.Client(base_url=address(running), timeout=PATIENCE_S) as http,
    ):
        assert http.get("healthz").status_code == httpx.codes.OK
        assert http.get("readyz").status_code == httpx.codes.SERVICE_UNAVAILABLE
        with redis_server(port), redis.Redis.from_url(url) as client:
            StagedGym(client).add_station("rack-1", "Rack 1")
            found = until(lambda: http.get("api/stations").json(), what="the station")
            assert found[0]["name"] == "Rack 1"
            until(lambda: http.get("readyz").is_success, what="it to be ready")
        answer = http.get("api/reps/rack-1_1_1")
        assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
