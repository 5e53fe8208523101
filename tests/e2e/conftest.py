"""Fixtures that tests of running gyms share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support.movements.rendered_squats import record_squat_reference
from support.servers.browser import browser, quiet_page


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture
def excused() -> tuple[str, ...]:
    """How errors begin that a page may log: none, but where tests say otherwise."""
    return ()


@pytest.fixture(params=[1280, 360])
def page(
    chromium: Browser, request: pytest.FixtureRequest, excused: tuple[str, ...]
) -> Iterator[Page]:
    """A page of a desk and of a phone; it must log no errors, and nothing may stick out."""
    with quiet_page(chromium, request.param, *excused) as page:
        yield page
        assert page.evaluate("document.documentElement.scrollWidth") <= request.param


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a recorded reference for squats; no gym runs in it."""
    folder = tmp_path_factory.mktemp("recorded")
    record_squat_reference(folder / "data", folder / "good.mp4")
    return folder / "data"


@pytest.fixture
def data(recorded: Path, tmp_path: Path) -> Path:
    """The test's own copy: a gym judges the reps that the last one in its folder has cut."""
    return shutil.copytree(recorded, tmp_path / "data")
