"""`spotter calibrate --try` as people run it, with a gym that runs."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from typer.testing import CliRunner, Result

from spotter.cli.app import make_app
from support.records.replayed_gym import USUAL_VISIT, ReplayedGym, replayed_gym

CHANGE = ("--false-alarms", "45%")
SINCE = ("--try", "2023-01-01")


@pytest.fixture
def gym(
    redis_client: redis.Redis, redis_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ReplayedGym]:
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path / "data"))
    with replayed_gym(redis_client, redis_url, tmp_path) as running:
        monkeypatch.setenv("SPOTTER_REDIS_URL", redis_url)
        monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", running.address)
        running.live(running.visit(1, *USUAL_VISIT, session_id=running.session()))
        yield running


def calibrate(*arguments: str) -> Result:
    return CliRunner().invoke(make_app(["calibrate"]), ["calibrate", "squat", *arguments])


def test_a_change_is_tried_on_the_gyms_reps_and_not_made(gym: ReplayedGym) -> None:
    result = calibrate(*CHANGE, *SINCE, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["tried"]["scored"] == gym.count()
    (way,) = found["tried"]["transitions"]
    assert (way["before"], way["after"]) == ("good", "faulty")
    assert not found["applied"]
    assert gym.library.listed()[0].digest == found["digest"]

    said = calibrate(*CHANGE, *SINCE).stdout
    changed = f"The gym's reps: {way['reps']} of {gym.count()} verdicts change, of 1 member"
    assert changed in said
    assert f"good -> faulty: {way['reps']} rep" in said
    assert "0 of 0 verdicts change" in calibrate(*CHANGE, "--try", "7d").stdout


def test_a_time_that_is_none_and_a_gym_that_does_not_run_are_told(
    gym: ReplayedGym, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = calibrate(*CHANGE, "--try", "lately")
    assert wrong.exit_code == 2
    assert "expected a time such as 7d" in wrong.stderr
    assert calibrate("--history", *SINCE).exit_code == 2
    assert gym.count() == len(USUAL_VISIT)
    monkeypatch.delenv("SPOTTER_REDIS_URL")
    away = calibrate(*CHANGE, *SINCE)
    assert away.exit_code == 1
    assert "expected a running gym" in away.stderr
