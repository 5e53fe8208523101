"""``spotter pattern`` with a real catalog."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from support import command_line
from support.movements.known_patterns import KNEES_ID, SQUAT_WITH_PATTERNS, WRISTS_ID
from support.records.remembering_gym import RememberingGym, remembering_gym


@pytest.fixture
def gym(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[RememberingGym]:
    monkeypatch.setenv("COLUMNS", "160")
    with remembering_gym(url, f"sqlite:///{tmp_path}/gym.sqlite3") as one:
        monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", one.catalog_address)
        one.exercises.store(SQUAT_WITH_PATTERNS, "recorded")
        yield one


def run(*words: str) -> Result:
    return command_line.run("pattern", *words)


def said(*words: str) -> Any:  # noqa: ANN401 - JSON
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.usefixtures("gym")
def test_patterns_are_listed_named_and_their_names_forgotten() -> None:
    listed = run("list", "squat")
    assert "left knee at 2%" in listed.stdout
    assert "Nobody has looked yet; it takes 30 faulty reps with poses." in listed.stdout
    assert [one["pattern_id"] for one in said("list", "squat")["patterns"]] == [KNEES_ID, WRISTS_ID]

    assert run("name", "squat", KNEES_ID[:6], "knees in", "--cue", "push them out").exit_code == 0
    renamed = said("name", "squat", KNEES_ID[:6], "caving in")["patterns"][0]
    assert (renamed["name"], renamed["cue"]) == ("caving in", "push them out")
    assert "caving in" in run("list", "squat").stdout
    forgotten = said("name", "squat", KNEES_ID[:6], "")["patterns"][0]
    assert (forgotten["name"], forgotten["cue"]) == ("", "")


@pytest.mark.usefixtures("gym")
def test_looking_for_patterns_ends_with_what_it_came_to() -> None:
    found = run("find", "squat")
    assert found.exit_code == 0, found.output
    assert "it takes 30 faulty reps with poses; there are 0." in found.stdout
    assert said("find", "squat")["search"]["needed_reps"] == 30


@pytest.mark.usefixtures("gym")
@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("list", "sqat"), "there is no exercise 'sqat'"),
        (("name", "squat", "", "x"), "expected the first digits of one of"),
        (("name", "squat", KNEES_ID[:6], "k" * 61), "one line of up to 60 characters"),
    ],
)
def test_what_does_not_exist_is_said(words: tuple[str, ...], problem: str) -> None:
    result = run(*words)
    assert (result.exit_code, problem in result.output) == (2, True), result.output
