"""Patterns of faults by the API, with a real catalog behind it."""

from typing import Any

import httpx
import pytest

from support.movements.known_patterns import KNEES_ID, SQUAT_WITH_PATTERNS
from support.records.remembering_gym import RememberingGym
from support.waiting import until


@pytest.fixture(scope="module")
def path(gym: RememberingGym) -> str:
    """The exercise's path."""
    exercise_id = gym.exercises.store(SQUAT_WITH_PATTERNS, "recorded").exercise_id
    return f"/exercises/{exercise_id}"


def patterns(api: httpx.Client, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get(f"{path}/patterns").json()["patterns"]
    return found


def test_patterns_say_where_they_are_largest_and_how_often_they_are_shown(
    api: httpx.Client, path: str
) -> None:
    first, second = patterns(api, path)
    assert first["words"].startswith("Farthest off: left knee")
    assert second["words"].startswith("Farthest off: left wrist")
    assert (first["reps"], first["share_ratio"], first["weeks"], first["film"]) == (0, 0, [], None)
    assert api.get(f"{path}/patterns/{KNEES_ID}/members").json() == {"members": []}


def test_a_pattern_is_named_and_its_name_forgotten(api: httpx.Client, path: str) -> None:
    before = api.get(f"{path}/patterns").json()["digest"]
    words = {"name": "knees in", "cue": "push your knees out"}
    named = api.put(f"{path}/patterns/{KNEES_ID}/name", json=words)
    assert named.status_code == 200, named.text
    assert named.json()["live"]["digest"] != before
    assert [one["name"] for one in patterns(api, path)] == ["knees in", ""]
    assert patterns(api, path)[0]["cue"] == "push your knees out"
    forgotten = api.delete(f"{path}/patterns/{KNEES_ID}/name")
    assert forgotten.json()["live"]["digest"] == before
    assert [one["name"] for one in patterns(api, path)] == ["", ""]


def test_looking_for_patterns_in_too_few_reps_says_how_many_it_takes(
    api: httpx.Client, path: str
) -> None:
    begun = api.post(f"{path}/pattern-search", json={})
    assert begun.status_code == 202
    until(
        lambda: api.get(f"{path}/pattern-search").json()["ended_ms"],
        what="the end of the search",
    )
    search = api.get(f"{path}/patterns").json()["search"]
    assert search["words"] == "it takes 30 faulty reps with poses; there are 0"
    assert (search["is_running"], search["reps"], search["needed_reps"]) == (False, 0, 30)
    assert len(patterns(api, path)) == 2


def test_what_does_not_exist_or_is_too_long_is_a_problem(api: httpx.Client, path: str) -> None:
    words = {"name": "knees in"}
    assert api.put(f"{path}/patterns/{'0' * 64}/name", json=words).status_code == 404
    assert api.put(f"{path}/patterns/{KNEES_ID}/name", json={"name": "k" * 61}).status_code == 422
    nowhere = "/exercises/0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5061"
    for found in (api.get(f"{nowhere}/patterns"), api.post(f"{nowhere}/pattern-search", json={})):
        assert found.status_code == 404
        assert "there is no exercise" in found.json()["detail"]
