"""``spotter record`` beside a running gym, and the page of what it found."""

import json
from pathlib import Path
from typing import Any

import pytest
import redis
from typer.testing import CliRunner

from spotter.cli.app import make_app
from spotter.simulation.motion.faults import FaultKind
from spotter.wire.names import REFERENCES, reference_key
from support.openpose_folder import write_poses
from support.performed import RATE_HZ, performed
from support.redis_server import free_port


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("SPOTTER_REDIS_URL", raising=False)
    return tmp_path / "data"


@pytest.fixture
def squats(tmp_path: Path) -> Path:
    faults = {FaultKind.SHALLOW: frozenset({3})}
    return write_poses(tmp_path / "squats", performed("squat", 4, faults), rate_hz=RATE_HZ)


def recorded(*words: str) -> dict[str, Any]:
    arguments = ["record", "squat", *words, "--json"]
    result = CliRunner().invoke(make_app(arguments), arguments)
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_a_running_gym_that_trains_the_exercise_judges_by_the_recording_from_then_on(
    squats: Path, redis_client: redis.Redis, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPOTTER_REDIS_URL", redis_url)
    assert recorded(str(squats))["running_gym_judges_by_it"] is False
    assert not redis_client.exists(REFERENCES)

    redis_client.hset(REFERENCES, "squat", "of the demo")
    told = recorded(str(squats), "--drop", "3")
    assert told["running_gym_judges_by_it"] is True
    assert redis_client.hget(REFERENCES, "squat") == told["digest"].encode()
    assert redis_client.get(reference_key(told["digest"])) == Path(told["path"]).read_bytes()


def test_without_a_running_gym_nothing_is_handed_over(squats: Path) -> None:
    assert recorded(str(squats))["running_gym_judges_by_it"] is None


def test_a_gym_that_does_not_answer_is_named_with_how_to_try_again(
    squats: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPOTTER_REDIS_URL", f"redis://127.0.0.1:{free_port()}/0")
    arguments = ["record", "squat", str(squats)]
    result = CliRunner().invoke(make_app(arguments), arguments)
    assert result.exit_code == 1
    assert "stored, but the running gym still judges as before" in result.stderr
    assert "spotter calibrate squat --apply" in result.stderr


def test_the_page_shows_every_rep_with_its_doubts_and_the_warnings_are_told(
    squats: Path, tmp_path: Path
) -> None:
    page = tmp_path / "found.html"
    told = recorded(str(squats), "--drop", "4", "--page", str(page))
    assert len(told["reps"]) == 3
    assert [doubt[:26] for doubt in told["doubts"]] == ["Rep 3 looks unlike the oth"]
    html = page.read_text()
    assert html.count('src="data:image/jpeg;base64,') == 4 * 5
    assert "Rep 3 looks unlike the others" in html
    assert html.count("left out") == 1
