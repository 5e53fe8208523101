"""Workouts in a real browser, with a real notifier and a real catalog."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.records.remembering_gym import RememberingGym, remembering_gym
from support.servers.redis_server import redis_server

TIMES = "\N{MULTIPLICATION SIGN}"
STRONG = """Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes
2026-02-02 18:30:00,Legs,1h,Squat (Barbell),1,60,8,0,0,
2026-02-02 18:30:00,Legs,1h,Nordic Curl,1,0,5,0,0,
2026-02-02 18:30:00,Legs,1h,Squat (Barbell),3,heavy,8,0,0,
"""


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[RememberingGym]:
    """One in which Anna did squats today."""
    with redis_server() as url:
        database_url = f"sqlite:///{tmp_path}/catalog.sqlite3"
        with remembering_gym(url, database_url) as running:
            running.train(running.add_member("Anna"), weeks=1)
            yield running


def open_workouts(page: Page, gym: RememberingGym) -> None:
    page.goto(f"{gym.address}members")
    page.get_by_role("link", name="Anna").click()
    page.locator("main").get_by_role("link", name="Workouts").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anna")


def write_squats(page: Page, *, sets: str, load: str) -> None:
    page.get_by_label("Sets").fill(sets)
    page.get_by_label("Load, kg").fill(load)
    page.get_by_label("Rest, s").fill("90")
    page.get_by_label("Tempo").fill("3-1-1-0")
    page.get_by_role("button", name="Save").click()


def test_a_workout_is_planned_and_what_was_done_stands_beside_it(
    gym: RememberingGym, page: Page
) -> None:
    open_workouts(page, gym)
    expect(page.locator(".plan tbody tr")).to_contain_text("8 reps seen by Spotter")
    page.get_by_role("button", name="Plan a workout").click()
    write_squats(page, sets="3", load="61.23496995")
    planned, done = (page.locator(".plan tbody td").nth(place) for place in (0, 1))
    expect(planned).to_have_text(f"3 {TIMES} 8, 61.23 kg, rest 90 s, tempo 3-1-1-0")

    page.get_by_label("Loads in").select_option("lb")
    expect(planned).to_contain_text("135 lb")
    page.get_by_label("Loads in").select_option("kg")
    page.get_by_role("button", name="Note what was done").click()
    write_squats(page, sets="2", load="60")
    expect(done).to_contain_text(f"2 {TIMES} 8, 60 kg")

    page.get_by_role("button", name="Day after").click()
    expect(page.locator(".answer").first).to_contain_text("nothing is planned")
    page.get_by_role("button", name="Day before").click()
    page.get_by_role("button", name="Delete").first.click()
    expect(planned).to_be_empty()


def test_a_file_of_another_app_is_looked_at_named_and_imported(
    gym: RememberingGym, page: Page, tmp_path: Path
) -> None:
    (tmp_path / "strong.csv").write_text(STRONG)
    open_workouts(page, gym)
    page.get_by_label("File", exact=True).set_input_files(tmp_path / "strong.csv")
    page.get_by_label("Weights are in").select_option("kg")
    page.get_by_role("button", name="Look at the file").click()

    found = page.locator(".import")
    expect(found).to_contain_text("The file has 1 workout.")
    expect(found).to_contain_text("Squat (Barbell) is your Squat")
    found.get_by_text("1 not understood").click()
    expect(found).to_contain_text("line 4: ")
    page.get_by_label("Nordic Curl, 1 set").select_option("Squat")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(found).to_contain_text("Anna has 1 workout of the file, 1 of them new.")

    page.get_by_label("Day", exact=True).fill("2026-02-02")
    expect(page.locator(".plan tbody td").nth(1)).to_contain_text(f"1 {TIMES} 5")


def test_a_template_is_written_and_planned_for_a_class(gym: RememberingGym, page: Page) -> None:
    page.goto(f"{gym.address}classes")
    page.get_by_label("Name", exact=True).fill("Evening")
    page.get_by_text("Add members").click()
    page.locator(".choice").click()
    page.get_by_role("button", name="Make the class").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Evening")
    page.get_by_role("link", name="Workouts").click()

    page.get_by_role("button", name="New template").click()
    page.get_by_label("Title").fill("Legs")
    write_squats(page, sets="3", load="60")
    legs = page.get_by_role("article", name="Legs")
    legs.get_by_role("button", name="Plan it for the class").click()
    expect(legs).to_contain_text("1 member has Legs on")
    expect(legs).to_contain_text("1 of them new.")

    page.locator(".choice").click()
    expect(page.locator(".plan tbody td").first).to_contain_text(f"3 {TIMES} 8, 60 kg")
