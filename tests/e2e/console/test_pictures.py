"""The pictures of the documents, of a class that trains; SPOTTER_PICTURES says where they stay."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect

from spotter.movement.values.judged.verdict import Outcome
from support.gyms.console_gym import ConsoleGym, console_gym, row, spot
from support.gyms.live_page import INK
from support.servers.browser import quiet_page
from support.waiting import until

GOOD, FAULTY = Outcome.GOOD, Outcome.FAULTY
STATIONS = {
    **{f"bench-{number}": f"Bench {number}" for number in range(1, 16)},
    **{f"mat-{number}": f"Mat {number}" for number in range(1, 16)},
    **{f"rack-{number}": f"Rack {number}" for number in range(1, 31)},
}
NAMES = ("Anna", "Ben", "Carla", "Dmitri", "Elif", "Femi", "Greta", "Hugo", "Ines", "Jonas")
FAMILIES = ("Lindqvist", "Okafor", "Neri", "Aydin")


def test_the_documents_have_pictures_of_a_class_that_trains(
    chromium: Browser, tmp_path: Path
) -> None:
    folder = Path(os.environ.get("SPOTTER_PICTURES", tmp_path))
    with console_gym(STATIONS, tmp_path) as gym, training(gym):
        with quiet_page(chromium, 1920) as page:
            page.set_viewport_size({"width": 1920, "height": 1080})
            page.emulate_media(reduced_motion="reduce", color_scheme="dark")
            page.goto(gym.address)
            expect(page.locator(".section.now li.alert").first).to_be_visible()
            expect(spot(page, "rack-7")).to_have_attribute("data-level", "3")
            canvas = spot(page, "rack-7").locator("canvas")
            until(lambda: canvas.evaluate(INK) > 0.02, what="a moving skeleton")
            page.wait_for_timeout(1000)
            page.screenshot(path=folder / "page.png")
            row(page, "Sits too high").first.get_by_role("link").click()
            expect(page.locator(".chart .scatterlayer .trace")).to_have_count(3)
            page.screenshot(path=folder / "alert.png")
        with quiet_page(chromium, 360) as page:
            page.goto(gym.address)
            expect(page.locator(".section.now li.alert").first).to_be_visible()
            page.screenshot(path=folder / "phone.png")
    assert all((folder / name).stat().st_size > 10_000 for name in PICTURES)


PICTURES = ("page.png", "alert.png", "phone.png")


@contextmanager
def training(gym: ConsoleGym) -> Iterator[None]:
    """Forty members train; three of them keep a fault, and one calls a trainer."""
    busy = [station for place, station in enumerate(STATIONS) if place % 3 != 2]
    for place, station in enumerate(busy):
        gym.check_in(station, f"{NAMES[place % 10]} {FAMILIES[place // 10]}")
        gym.reps(station, GOOD, GOOD, FAULTY if place % 9 == 4 else GOOD)
    for station in ("rack-11", "mat-4", "bench-8"):
        gym.reps(station, FAULTY, FAULTY, FAULTY)
    gym.call("rack-7")
    over = threading.Event()

    def move() -> None:
        while not over.wait(0.1):
            for station in busy:
                gym.staged.log_pose(station)

    thread = threading.Thread(target=move)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
