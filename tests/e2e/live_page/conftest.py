"""The live page in a real browser, fed by a real notifier."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from playwright.sync_api import Browser, Page, expect

from spotter.wire.stations import Status
from support.gyms.live_page import SCRIPT, settings_of
from support.gyms.staged_gym import StagedGym
from support.processes.service_process import warm_service
from support.servers.browser import quiet_page
from support.servers.redis_server import redis_server


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[StagedGym]:
    """A gym of three stations: live, offline, and one with a hostile name."""
    with redis_server() as url, redis.Redis.from_url(url) as client:
        gym = StagedGym(client, tmp_path / "kept")
        gym.add_station("rack-1", "Rack 1", status=Status.LIVE)
        gym.add_station("rack-2", "Rack 2")
        gym.set_status("rack-2", Status.OFFLINE, "no frame for 20 s")
        gym.add_station("rack-3", SCRIPT, status=Status.LIVE)
        yield gym


@pytest.fixture
def address(gym: StagedGym) -> Iterator[str]:
    with warm_service("notifier", port=0, **settings_of(gym)) as running:
        yield str(running.line("page served")["address"])


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """The opened page, in the gym's own order; it must log no errors."""
    with quiet_page(chromium, 1280) as page:
        page.goto(f"{address}?order=gym")
        expect(page.locator("#connection")).to_have_text("Connected")
        expect(page.locator(".tile")).to_have_count(3)
        yield page
