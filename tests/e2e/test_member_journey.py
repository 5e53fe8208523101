"""A member comes, is known, trains, is helped, leaves, and finds the next workout."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from spotter.pictures.video.reading import read_video
from support.cameras.fake_camera import filming_browser
from support.cameras.rtsp_camera import rtsp_camera
from support.gyms import journey
from support.gyms.live_page import INK
from support.movements.rendered_squats import RATE_HZ, render_two_sets
from support.processes.spotter_up import SpotterUp, spotter_up
from support.servers.accessible import breaches
from support.servers.browser import browser, quiet_page
from support.servers.redis_server import free_port
from support.servers.speech import SPEECH
from support.waiting import until

pytestmark = pytest.mark.timeout(900)

STATION, NAME = "rack-1", "Rack 1"
STOOD_S = 8.0
"""Longer than the rest that is planned, so that the second set is one."""
REFUSED = "Failed to load resource: the server responded with a status of 4"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("film") / "two_sets.mp4"
    render_two_sets(path, STOOD_S)
    return path


@contextmanager
def gym_of(source: str, data: Path, folder: Path) -> Iterator[SpotterUp]:
    """A gym whose people sign in, and whose camera films only whoever has checked in.

    So a film begins when its member comes.
    """
    station = {"id": STATION, "name": NAME, "source": source, "exercise": "squat"}
    gym = folder / "gym.yaml"
    gym.write_text(yaml.safe_dump({"stations": [station | {"films": "sessions"}]}))
    with spotter_up(data, "--no-open", "--config", gym) as running:
        yield running


@contextmanager
def screen_in(chromium: Browser, running: SpotterUp, data: Path) -> Iterator[Page]:
    with quiet_page(chromium, 1280, REFUSED) as screen:
        screen.add_init_script(SPEECH)
        screen.add_init_script(journey.SHOWN)
        journey.pair(screen, running.page, data, STATION, NAME)
        yield screen


def come_train_and_come_again(
    screen: Page, chromium: Browser, running: SpotterUp, data: Path, picture: str
) -> None:
    people = journey.joined(data)
    journey.check_in_by_phone(screen, chromium, people)
    until(lambda: screen.locator("canvas").evaluate(INK) > 0.02, what="her skeleton")
    screen.screenshot(path=Path(os.environ.get("SPOTTER_PICTURES", data), picture))
    journey.train(screen)
    journey.leave(screen)
    with quiet_page(chromium, 1280, REFUSED) as desk:
        journey.accept_as_trainer(desk, running.page, people)
    journey.a_week_passes(data)
    journey.check_in_by_phone(screen, chromium, people)
    expect(screen.locator(".of-line")).to_have_text("Set 1 of 2 · 62.5 kg")


def test_before_a_laptops_own_camera_at_home(film: Path, data: Path, tmp_path: Path) -> None:
    with (
        TemporaryDirectory() as folder,
        browser(
            "--use-fake-ui-for-media-stream", *filming_browser(film, Path(folder), round(RATE_HZ))
        ) as chromium,
        gym_of("browser", data, tmp_path) as running,
        screen_in(chromium, running, data) as screen,
    ):
        camera = screen.get_by_role("region", name="Camera")
        expect(camera).to_contain_text("Nothing is filmed before you tap")
        camera.get_by_role("button", name="Yes, film me").click()
        expect(camera).to_contain_text("The camera is off: nobody has checked in.")
        assert bottom_px(screen.locator(".screen-notice")) <= top_px(
            screen.locator(".arrival-name")
        )
        assert breaches(screen) == []
        come_train_and_come_again(screen, chromium, running, data, "station-at-home.png")


def test_before_a_stations_rtsp_camera(
    chromium: Browser, film: Path, data: Path, tmp_path: Path
) -> None:
    port, pictures = free_port(), (frame.bgr for frame in read_video(film))
    with (
        rtsp_camera(port, pictures, "coach", "pw", rate_hz=round(RATE_HZ)),
        gym_of(f"rtsp://coach:pw@127.0.0.1:{port}/", data, tmp_path) as running,
        screen_in(chromium, running, data) as screen,
    ):
        come_train_and_come_again(screen, chromium, running, data, "station-rtsp.png")


def top_px(shown: Locator) -> float:
    return float(shown.evaluate("one => one.getBoundingClientRect().top"))


def bottom_px(shown: Locator) -> float:
    return float(shown.evaluate("one => one.getBoundingClientRect().bottom"))
