"""Exercises that are described and not taught yet, in a real browser with real services."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.records.described import FLY, SIT_UP, SQUAT, file_of
from support.records.remembering_gym import RememberingGym, remembering_gym
from support.servers.redis_server import redis_server


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[RememberingGym]:
    """One that has taught squats."""
    database_url = f"sqlite:///{tmp_path}/catalog.sqlite3"
    with redis_server() as url, remembering_gym(url, database_url) as running:
        running.train(running.add_member("Anna"), weeks=1)
        yield running


def test_descriptions_are_brought_along_found_planned_and_shown_to_who_teaches(
    gym: RememberingGym, page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "exercises.json"
    file.write_bytes(file_of(SIT_UP, SQUAT, FLY, {**FLY, "level": 3}))
    page.goto(f"{gym.address}exercises")
    untaught = page.get_by_role("region", name="Not taught yet")
    expect(untaught).to_contain_text("None is described yet.")
    page.get_by_text("Bring descriptions of exercises along").click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    expect(untaught).to_contain_text("The file has 2 new exercises, 1 that are here with another")
    expect(untaught).to_contain_text("Squat: The exercise squat is here without a description.")
    page.get_by_text("1 not understood, and left out").click()
    expect(untaught).to_contain_text("entry 4, 'Cable Crossover': level: ")
    page.get_by_role("button", name="Take them in").click()
    expect(untaught).to_contain_text("2 exercises are described and not taught yet.")
    taught = page.locator(".exercise-list > li")
    expect(taught).to_have_count(1)
    taught.locator("summary").first.click()
    expect(taught).to_contain_text("Bend your knees until your thighs are level.")

    page.get_by_label("Name, equipment or muscle").fill("cable")
    untaught.get_by_role("button", name="Cable Crossover").click()
    article = page.get_by_role("article", name="Cable Crossover")
    expect(article).to_contain_text("For chest; helping: shoulders.")
    article.get_by_role("link", name="Teach it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Teach Cable Crossover")
    expect(page.locator("main")).to_contain_text("Pull your arms together in front of your chest.")

    page.goto(f"{gym.address}workouts")
    page.get_by_role("button", name="New template").click()
    page.get_by_text("Add one that is not taught yet").click()
    page.get_by_role("button", name="Cable Crossover").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Cable Crossover")
