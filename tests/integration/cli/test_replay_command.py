"""`spotter replay` as people run it, with a gym that runs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from typer.testing import Result

from spotter.movement.values import Exercise
from spotter.wire.references import exercise_bytes, reference_digest
from support import command_line
from support.movements.stick_squats import squat_reference
from support.records.kept_exercises import CACHE_VARIABLE
from support.records.replayed_gym import USUAL_VISIT, ReplayedGym, replayed_gym

STRICTER = exercise_bytes(Exercise((squat_reference(),), false_alarm_ratio=0.45))
SINCE = ("--since", "2023-01-01")


@pytest.fixture(scope="module")
def trained(
    emptied_redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ReplayedGym]:
    """A gym whose reps no test changes."""
    folder = tmp_path_factory.mktemp("gym")
    with (
        pytest.MonkeyPatch.context() as environment,
        redis.Redis.from_url(emptied_redis_url) as client,
    ):
        environment.setenv(CACHE_VARIABLE, str(folder / "kept"))
        with replayed_gym(client, emptied_redis_url, folder) as running:
            running.live(running.visit(1, *USUAL_VISIT, session_id=running.session()))
            running.live(running.visit(2, *USUAL_VISIT))
            yield running


@pytest.fixture
def gym(trained: ReplayedGym, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> ReplayedGym:
    """The gym that commands ask."""
    monkeypatch.setenv("SPOTTER_REDIS_URL", redis_url)
    monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", trained.address)
    monkeypatch.setenv("COLUMNS", "200")
    return trained


def replay(*arguments: str) -> Result:
    return command_line.run("replay", *arguments)


def said(*arguments: str) -> Any:  # noqa: ANN401 - JSON
    result = replay(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_all_verdicts_stay_as_they_are_by_the_versions_that_judged_them(gym: ReplayedGym) -> None:
    result = replay(*SINCE)
    assert result.exit_code == 0, result.output
    assert f"the same to the bit │ {gym.count()} │" in result.stdout


def test_another_version_is_named_by_its_first_digits(gym: ReplayedGym) -> None:
    (squat,) = gym.library.listed()
    gym.library.store(STRICTER, "stricter", replaces=squat)
    digest = reference_digest(STRICTER)[:8]
    result = replay(*SINCE, "--exercise", "squat", "--version", digest)
    assert result.exit_code == 0, result.output
    assert "good -> faulty" in result.stdout
    assert "Anna" in result.stdout
    found = said(*SINCE, "--version", digest)
    assert found["scored"] == gym.count()
    (change,) = found["transitions"]
    assert (change["before"], change["after"]) == ("good", "faulty")
    assert change["reps"] == len(found["changes"]) > 0
    assert all(one["after"]["score"] > one["after"]["threshold"] for one in found["changes"])


def test_only_the_reps_of_a_member_or_a_time_are_scored(gym: ReplayedGym) -> None:
    assert said(*SINCE, "--member", "anna")["scored"] == len(USUAL_VISIT) < gym.count()
    assert said(*SINCE, "--station", "rack-2")["scored"] == 0
    assert said("--since", "7d")["scored"] == 0


def test_a_replay_is_resumed_by_its_name(gym: ReplayedGym) -> None:
    found = said(*SINCE)
    again = said("--resume", found["replay"])
    assert again == found
    assert again["scored"] == gym.count()
    assert replay("--resume", "nothing").exit_code == 2
    assert replay("--resume", found["replay"], "--exercise", "squat").exit_code == 2


def test_every_alignment_is_computed_again_by_tslearn(gym: ReplayedGym) -> None:
    found = said(*SINCE, "--member", "anna", "--check-dtw")["dtw"]
    assert found["reps"] == len(USUAL_VISIT) < gym.count()
    assert found["largest"] < 1e-9


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--exercise", "sqat"), "expected an exercise of squat; found 'sqat'"),
        (("--version", "0000"), "'0000' matches 0 of"),
        (("--since", "yesterday"), "expected a time such as 7d"),
        (("--since", "1d", "--until", "2d"), "expected a time before 2d; found 1d"),
        (("--member", "nobody"), "there is no member named 'nobody'"),
    ],
)
@pytest.mark.usefixtures("gym")
def test_what_does_not_exist_is_said(arguments: tuple[str, ...], words: str) -> None:
    result = replay(*arguments)
    assert (result.exit_code, words in result.output) == (2, True), result.output


def test_without_a_gym_it_says_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("SPOTTER_REDIS_URL", raising=False)
    result = replay()
    assert (result.exit_code, "expected a running gym" in result.output) == (1, True)
