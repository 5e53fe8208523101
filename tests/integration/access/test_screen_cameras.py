"""A station's own screen, and nobody else, may be its camera."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.sync.connection import Connection
from websockets.typing import Origin

from spotter.pictures.jpeg import encode_jpeg
from spotter.wire.browser_pictures import BrowserPicture, browser_message
from spotter.wire.catalog.people.accounts import Role
from spotter.wire.stations import Status
from support.access.closed_gym import ClosedGym
from support.cameras.running_ingest import (
    Ingest,
    ingesting,
    number_of,
    numbered_pictures,
    station,
)
from support.waiting import PATIENCE_S, until

JPEG = encode_jpeg(numbered_pictures(8)[7])


@pytest.fixture(scope="module")
def ingest(
    gym: ClosedGym, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ingest]:
    folder = tmp_path_factory.mktemp("browsers")
    stations = [station(f"home-{number}", "browser") for number in (1, 2)]
    stations.append(station("rack-1", folder / "none.mp4"))
    with ingesting(folder, redis_url, *stations) as running:
        until(lambda: {"home-1", "home-2", "rack-1"} <= known_to(gym), what="the stations")
        yield running


def known_to(gym: ClosedGym) -> set[str]:
    """The stations that the notifier knows."""
    metrics = httpx.get(f"{gym.address}/status", trust_env=False).json()
    return {one["station_id"] for one in metrics["stations"]}


def screen_of(gym: ClosedGym, station_id: str, manager: str) -> tuple[httpx.Client, str]:
    return gym.screen(gym.joined(manager, Role.MANAGER), station_id)


def camera(gym: ClosedGym, station_id: str, who: httpx.Client, language: str = "en") -> Connection:
    cookie = who.headers.get("Cookie")
    return connect(
        gym.address.replace("http", "ws")
        + f"/api/stations/{station_id}/camera?language={language}",
        origin=Origin(gym.address),
        additional_headers={"Cookie": cookie} if cookie else {},
        open_timeout=PATIENCE_S,
    )


def end_of(socket: Connection) -> tuple[int, str]:
    """The code and the words with which it ends, after all answers."""
    with pytest.raises(ConnectionClosed) as ended:
        hear(socket, lambda _: False)
    assert ended.value.rcvd
    return ended.value.rcvd.code, ended.value.rcvd.reason


def hear(socket: Connection, is_enough: Callable[[Any], bool]) -> None:
    while not is_enough(json.loads(socket.recv(timeout=PATIENCE_S))):
        pass


def test_the_pictures_of_a_stations_screen_become_its_frames_until_its_pairing_ends(
    gym: ClosedGym, ingest: Ingest
) -> None:
    screen, device_id = screen_of(gym, "home-1", "Tilda")
    with camera(gym, "home-1", screen) as socket:
        wanted = json.loads(socket.recv(timeout=PATIENCE_S))["wanted"]
        assert (wanted["rate_hz"], wanted["max_side_px"], wanted["reason"]) == (15, 640, "")
        socket.send(browser_message(BrowserPicture(1_000_000, 0, JPEG)))
        assert json.loads(socket.recv(timeout=PATIENCE_S))["taken"] == 1
        until(lambda: ingest.frames("home-1"), what="the frame")
        assert number_of(ingest.frames("home-1")[0]) == 7

        owner = gym.joined("Olga", Role.MANAGER)
        assert owner.delete(f"/devices/{device_id}").is_success
        assert end_of(socket)[0] == 4401


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (browser_message(BrowserPicture(0, 0, b"GIF89a")), "expected a JPEG; found 6 bytes"),
        ("a text", "expected pictures as bytes"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(
    gym: ClosedGym, ingest: Ingest, message: bytes | str, words: str
) -> None:
    screen, _ = screen_of(gym, "home-2", f"Uwe{len(words)}")
    assert ingest.frames("home-2") == []
    with camera(gym, "home-2", screen) as socket:
        socket.send(message)
        code, said = end_of(socket)
    assert code == 4400
    assert words in said


def test_nobody_else_is_a_stations_camera(gym: ClosedGym, ingest: Ingest) -> None:
    screen, _ = screen_of(gym, "home-2", "Vito")
    refused = {}
    for name, station_id, who in (
        ("of another station", "home-1", screen),
        ("nobody", "home-1", gym.browser()),
        ("a trainer", "home-1", gym.joined("Wim", Role.TRAINER)),
        ("a camera of its own", "rack-1", screen_of(gym, "rack-1", "Xena")[0]),
    ):
        with camera(gym, station_id, who) as socket:
            refused[name] = end_of(socket)[0]
    assert refused == {
        "of another station": 4404,
        "nobody": 4401,
        "a trainer": 4404,
        "a camera of its own": 4404,
    }
    assert ingest.status("rack-1")


def test_a_station_is_paused_and_resumed_from_its_own_screen(
    gym: ClosedGym, ingest: Ingest
) -> None:
    screen, _ = screen_of(gym, "home-1", "Yara")
    other, _ = screen_of(gym, "home-2", "Zeno")
    assert other.post("/stations/home-1/pause", json={}).status_code == 404
    paused = screen.post("/stations/home-1/pause", json={})
    assert paused.is_success, paused.text
    assert screen.post("/stations/home-1/pause", json={}).json() == paused.json()

    def shown() -> dict[str, Any]:
        [station] = screen.get(f"{gym.address}/api/stations").json()
        return dict(station)

    until(lambda: shown()["status"] == "paused", what="the pause on the page")
    assert shown()["reason"] == "paused at its screen"
    with camera(gym, "home-1", screen, "de") as socket:
        wanted = json.loads(socket.recv(timeout=PATIENCE_S))["wanted"]
        assert (wanted["rate_hz"], wanted["reason"]) == (0, "Die Station ist angehalten")
    assert ingest.status("home-2") is not Status.PAUSED
    assert screen.post("/stations/home-1/resume", json={}).json() == {"is_told": True}
    until(lambda: shown()["status"] == "connecting", what="its end")
