"""A station's own screen in a real browser, with a real notifier and a real catalog."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from spotter.movement.values import Exercise, Reference
from spotter.wire.references import exercise_bytes
from support.gyms.console_gym import ConsoleGym, console_gym
from support.gyms.staged_gym import squat
from support.servers.browser import quiet_page
from support.servers.speech import SPEECH

RACKS = {f"rack-{number}": f"Rack {number}" for number in range(1, 20)}


@pytest.fixture(scope="module")
def gym(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConsoleGym]:
    """A gym that has taught squats and lunges; each test has racks of its own."""
    with console_gym(RACKS, tmp_path_factory.mktemp("screens")) as gym:
        taught = Exercise((Reference("squat", (squat(shallow=False),)),))
        for exercise in (taught, taught.renamed("lunge")):
            gym.running.exercises.store(exercise_bytes(exercise), "recorded")
        yield gym


@pytest.fixture(scope="module")
def racks() -> Iterator[str]:
    """Racks that no test has used."""
    return iter(RACKS)


@pytest.fixture
def rack(gym: ConsoleGym, racks: Iterator[str]) -> str:
    """A rack at which Anna trains."""
    rack = next(racks)
    gym.check_in(rack, "Anna Lindqvist")
    return rack


@pytest.fixture
def screen(chromium: Browser, gym: ConsoleGym, rack: str) -> Iterator[Page]:
    """The rack's screen, on a tablet that somebody has tapped; it must log no errors."""
    with quiet_page(chromium, 1280) as page:
        page.add_init_script(SPEECH)
        page.goto(f"{gym.address}station?of={rack}")
        expect(page.locator(".on-screen .trains")).to_have_text("Anna")
        page.locator(".on-screen .trains").click()
        yield page
