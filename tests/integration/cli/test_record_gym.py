"""``spotter record`` beside a running gym, and the page of what it found."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from spotter.api.catalog.v1.exercise_service_pb2 import GetExerciseRequest
from spotter.cli.app import make_app
from spotter.simulation.motion.faults import FaultKind
from support.movements.openpose_folder import write_poses
from support.movements.performed import RATE_HZ, performed
from support.records.described import SIT_UP, file_of
from support.records.kept_exercises import NOBODY
from support.records.running_catalog import RunningCatalog, running_catalog


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


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningCatalog]:
    with running_catalog(f"sqlite:///{tmp_path}/catalog.sqlite3") as running:
        monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", running.address)
        yield running


def test_what_was_described_is_taught_from_a_video_under_its_own_name(
    squats: Path, catalog: RunningCatalog, tmp_path: Path
) -> None:
    described = tmp_path / "exercises.json"
    described.write_bytes(file_of(SIT_UP))
    name = "3/4 Sit-Up"
    for words in (
        ["exercise", "import", str(described), "--apply"],
        ["record", name, str(squats), "--drop", "3"],
        ["calibrate", name, "--history"],
    ):
        result = CliRunner().invoke(make_app(words), words)
        assert result.exit_code == 0, result.output
    found = catalog.exercises.GetExercise(GetExerciseRequest(name=name))
    assert found.exercise.live.counts.good_reps == 3
    refused = ["record", "x" * 101, str(squats)]
    assert "at most 100 characters" in CliRunner().invoke(make_app(refused), refused).stderr


def test_a_running_gym_judges_by_the_recording_from_then_on(
    squats: Path, catalog: RunningCatalog
) -> None:
    first = recorded(str(squats), "--drop", "3")
    assert first["running_gym_judges_by_it"]
    found = catalog.exercises.GetExercise(GetExerciseRequest(name="squat"))
    assert found.digest == first["digest"]
    assert found.exercise.live.counts.good_reps == 3
    assert found.exercise.live.reason == "3 reps of squats recorded"
    second = recorded(str(squats), "--person", "anna")
    assert second["previous"] == f"version {first['digest'][:12]}"
    assert len(catalog.announced) == 2


def test_an_attempt_is_analysed_by_the_catalog_s_exercise(
    squats: Path,
    catalog: RunningCatalog,  # noqa: ARG001 - where it is recorded
) -> None:
    recorded(str(squats), "--drop", "3")
    arguments = ["analyze", "--reference", "squat", str(squats), "--json"]
    result = CliRunner().invoke(make_app(arguments), arguments)
    assert result.exit_code == 0, result.output
    assert len(json.loads(result.stdout)["reps"]) == 4


def test_a_recording_of_another_exercise_is_doubted(
    squats: Path, catalog: RunningCatalog, tmp_path: Path
) -> None:
    recorded(str(squats), "--drop", "3")
    curls = write_poses(tmp_path / "curls", performed("biceps-curl", 4), rate_hz=RATE_HZ)
    told = recorded(str(curls), "--add")
    doubt = "This does not look like your other recordings of squat: 0 of 4 reps do."
    assert doubt in told["doubts"]
    assert catalog.announced


def test_without_a_catalog_it_is_stored_in_the_data_folder(
    squats: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPOTTER_CATALOG_ADDRESS")
    told = recorded(str(squats))
    assert told["running_gym_judges_by_it"] is False
    assert told["path"] == str(data_folder / "references" / "squat.reference")


def test_a_catalog_that_does_not_answer_is_named(squats: Path) -> None:
    arguments = ["record", "squat", str(squats)]
    result = CliRunner().invoke(make_app(arguments), arguments)
    assert result.exit_code == 1
    assert f"the catalog at {NOBODY} does not answer" in result.stderr


def test_the_page_shows_every_rep_with_its_doubts_and_the_warnings_are_told(
    squats: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPOTTER_CATALOG_ADDRESS")
    page = tmp_path / "found.html"
    told = recorded(str(squats), "--drop", "4", "--page", str(page))
    assert len(told["reps"]) == 3
    assert [doubt[:26] for doubt in told["doubts"]] == ["Rep 3 looks unlike the oth"]
    html = page.read_text()
    assert html.count('src="data:image/jpeg;base64,') == 4 * 5
    assert "Rep 3 looks unlike the others" in html
    assert html.count("left out") == 1
