"""What films too slowly or too darkly says so on the page and in the terminal."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import yaml
from playwright.sync_api import expect

from spotter.pictures.video.reading import read_video, write_video
from support.gyms.live_page import open_grid
from support.movements.rendered_squats import render_squats
from support.processes.spotter_up import SpotterUp, spotter_up
from support.servers.browser import browser
from support.waiting import PATIENCE_S

FEW = "4 pictures a second; reps need 10"
DARK = "too dark: mean brightness"


@pytest.fixture
def gym(data: Path, tmp_path: Path) -> Iterator[SpotterUp]:
    squats = tmp_path / "squats.mp4"
    render_squats(squats, 3)
    few, dark = tmp_path / "few.mp4", tmp_path / "dark.mp4"
    pictures = [frame.bgr for frame in read_video(squats)]
    write_video(few, pictures[::2], rate_hz=4.0)
    write_video(dark, [np.full_like(picture, 5) for picture in pictures], rate_hz=10.0)
    stations = [
        {"id": film.stem, "source": str(film), "exercise": "squat", "loop": True}
        for film in (few, dark)
    ]
    description = tmp_path / "gym.yaml"
    description.write_text(yaml.safe_dump({"stations": stations}))
    with spotter_up(data, "--config", description) as running:
        yield running


def test_a_station_that_gets_too_little_says_so_with_the_number(gym: SpotterUp) -> None:
    with browser() as chromium:
        page = chromium.new_page()
        open_grid(page, gym.page)
        for station_id, words in (("few", FEW), ("dark", DARK)):
            tile = page.locator(f'article.tile[data-station-id="{station_id}"]')
            lacking = tile.locator(".shortfalls li").filter(has_text=words)
            expect(lacking).to_be_visible(timeout=1000 * PATIENCE_S)
            expect(tile).to_have_attribute("data-lacking", "yes")
            expect(tile.locator(".status")).to_have_text("Live")
            assert gym.wait_for_line(words).startswith(f"{station_id}: ")
