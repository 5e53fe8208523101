"""A station's screen in a real Firefox, which is its camera, too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spotter.movement.values.judged.verdict import Outcome
from support.cameras.running_ingest import Ingest, ingesting, station
from support.gyms.console_gym import ConsoleGym, console_gym
from support.servers.firefox import Firefox, firefox
from support.waiting import until

HOME = "home-1"
INK = """(() => {
  const canvas = document.querySelector(".live-stage canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, place) => place % 4 === 3 && value > 0).length / (data.length / 4);
})()"""


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[ConsoleGym]:
    with console_gym({}, tmp_path) as gym:
        yield gym


@pytest.fixture
def ingest(gym: ConsoleGym, tmp_path: Path) -> Iterator[Ingest]:
    with ingesting(
        tmp_path, str(gym.staged.settings["redis_url"]), station(HOME, "browser")
    ) as one:
        yield one


@pytest.fixture
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox")) as running:
        yield running


def test_firefox_films_after_a_tap_and_shows_the_skeleton_and_a_hint(
    gym: ConsoleGym, ingest: Ingest, screen: Firefox
) -> None:
    screen.open(f"{gym.address}station?of={HOME}")
    screen.press("Yes, film me")
    until(lambda: ingest.frames(HOME), what="a picture of Firefox's camera")
    assert "The camera is on." in screen.says(".camera-on")

    with gym.staged.training(HOME):
        until(lambda: screen.evaluate(INK) > 0.01, what="a skeleton")
        gym.reps(HOME, Outcome.FAULTY)
        until(lambda: screen.says(".said-text") == "Sit deeper", what="the hint")

    screen.press("Pause")
    until(lambda: "paused" in screen.says(".camera-on"), what="the pause")
    screen.press("Go on filming")
    until(lambda: "The camera is on." in screen.says(".camera-on"), what="its end")
    screen.press("Stop the camera")
    assert screen.evaluate("document.querySelector('video').srcObject === null")
