"""A screen's own camera is the station's: whoever trains in front of it is judged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from support.cameras.fake_camera import filming_browser
from support.gyms.journey import pair
from support.movements.rendered_squats import render_squats
from support.processes.spotter_up import SpotterUp, spotter_up
from support.servers.accessible import breaches
from support.servers.browser import browser
from support.waiting import until

pytestmark = pytest.mark.timeout(900)

REPS, SHALLOW, RATE_HZ = 3, 2, 10
STATION = {"id": "home-1", "name": "Home", "source": "browser", "exercise": "squat"}


@pytest.fixture(scope="module")
def filming(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser in front of whose camera somebody does squats, one of them shallow."""
    folder = tmp_path_factory.mktemp("camera")
    render_squats(folder / "squats.mp4", REPS, shallow=frozenset({SHALLOW}))
    camera = filming_browser(folder / "squats.mp4", folder, RATE_HZ)
    with browser(*camera, is_whole=True) as running:
        yield running


@pytest.fixture
def home(data: Path, tmp_path: Path) -> Iterator[SpotterUp]:
    gym = tmp_path / "gym.yaml"
    gym.write_text(yaml.safe_dump({"stations": [STATION]}))
    with spotter_up(data, "--no-open", "--config", gym, offline_after_s=3) as running:
        yield running


NOTES_STREAMS = """
window.given = [];
const media = navigator.mediaDevices, give = media.getUserMedia.bind(media);
media.getUserMedia = async (asked) => {
  const stream = await give(asked);
  window.given.push(stream);
  return stream;
};
"""
"""A browser that notes what its page was given."""


def films(page: Page) -> bool:
    """Whether the camera is on, and with it its light."""
    return bool(page.locator("video").evaluate("one => one.srcObject !== null"))


def cameras_on(page: Page) -> int:
    """How many of the streams that the page was given still run."""
    running: int = page.evaluate("window.given.filter(one => one.active).length")
    return running


def judged(running: SpotterUp, verdict: str, hint: str) -> bool:
    """Whether a rep had this verdict, with a hint that says so."""
    return any(
        said["verdict"] == verdict and hint in " ".join(said["hints"])
        for said in list(running.verdicts)
    )


def test_whoever_trains_before_the_screens_camera_is_asked_filmed_judged_and_no_more_after_a_tap(
    filming: Browser, home: SpotterUp, data: Path
) -> None:
    with filming.new_page() as page:
        page.add_init_script(NOTES_STREAMS)
        pair(page, home.page, data, "home-1", "Home")
        camera = page.get_by_role("region", name="Camera")
        expect(camera).to_contain_text("Nothing is filmed before you tap")
        camera.get_by_role("button", name="Yes, film me").click()
        expect(camera).to_contain_text("This browser may not use the camera.")

        page.context.grant_permissions(["camera"])
        camera.get_by_role("button", name="Yes, film me").dblclick()
        state = camera.locator(".camera-on")
        expect(state).to_contain_text("The camera is on.")
        until(lambda: cameras_on(page) == 1, what="one camera, for two taps")
        assert breaches(page) == []
        # A camera waits for nobody: what a busy machine misses of one round, it sees in the next.
        until(lambda: judged(home, "good", ""), what="a rep that was good")
        until(lambda: judged(home, "faulty", "Sit deeper"), what="one that was too shallow")

        page.get_by_role("button", name="Pause").click()
        expect(state).to_have_text("The camera is off: paused at its screen.")
        expect(page.locator(".screen-notice")).to_have_text("Paused: nothing is filmed or kept.")
        assert not films(page)
        assert cameras_on(page) == 0
        page.get_by_role("button", name="Go on filming").click()
        expect(state).to_contain_text("The camera is on.")
        expect(page.locator(".screen-notice")).to_be_hidden()
        assert films(page)

        home.service("notifier").kill()
        expect(state).to_contain_text("The connection is broken.")
        expect(state).to_contain_text("The camera is on.")

        camera.get_by_role("button", name="Stop the camera").click()
        expect(camera).to_contain_text("The camera is off.")
        assert (films(page), cameras_on(page)) == (False, 0)
        home.wait_for_line("camera is off")
