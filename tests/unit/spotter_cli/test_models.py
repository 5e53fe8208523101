import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from estimators.models import DETECTOR, KNOWN_MODELS, ModelCache
from spotter_cli.models import models_app


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty model folder, named by the variable."""
    monkeypatch.setenv("SPOTTER_MODELS_DIR", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


def test_without_a_command_the_models_are_listed_with_licence_size_source_and_state(
    folder: Path,
) -> None:
    result = CliRunner().invoke(models_app, [])
    assert result.exit_code == 0
    rows = [line for line in result.stdout.splitlines() if "blazepose-" in line]
    assert len(rows) == len(KNOWN_MODELS)
    for row, size in zip(rows, ("3.0 MB", "6.4 MB"), strict=True):
        for word in ("Apache-2.0", size, "PyPI wheel mediapipe 0.10.21", "missing"):
            assert word in row
    assert str(folder) in result.stdout


def test_the_list_as_json_names_every_model_and_its_state(folder: Path) -> None:
    ModelCache(folder).path(DETECTOR).write_bytes(b"damaged")
    result = CliRunner().invoke(models_app, ["list", "--json"])
    listed = json.loads(result.stdout)
    assert listed["folder"] == str(folder)
    assert [(model["name"], model["state"]) for model in listed["models"]] == [
        ("blazepose-detector", "damaged"),
        ("blazepose-landmarks-full", "missing"),
    ]
    assert listed["models"][0]["sha256"] == DETECTOR.sha256


def test_a_folder_on_the_command_line_beats_the_variable(folder: Path) -> None:
    other = folder / "other"
    result = CliRunner().invoke(models_app, ["list", "--json", "--folder", str(other)])
    assert json.loads(result.stdout)["folder"] == str(other)


@pytest.mark.usefixtures("folder")
def test_verify_fails_and_says_what_to_do_when_a_model_is_missing() -> None:
    result = CliRunner().invoke(models_app, ["verify"])
    assert result.exit_code == 1
    assert "run `spotter models pull`" in result.stderr


def test_a_pull_that_fails_says_why_and_exits_with_1(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    result = CliRunner().invoke(models_app, ["pull"])
    assert result.exit_code == 1
    assert "PyPI wheel mediapipe 0.10.21" in result.stderr
    assert "try again" in result.stderr


def test_a_folder_that_cannot_be_made_is_reported(folder: Path) -> None:
    (folder / "file").write_text("in the way")
    result = CliRunner().invoke(models_app, ["pull", "--folder", str(folder / "file" / "models")])
    assert result.exit_code == 1
    assert "Not a directory" in result.stderr


def test_the_help_says_who_may_use_openpose() -> None:
    result = CliRunner().invoke(models_app, ["--help"])
    assert "excludes physical exercise" in " ".join(result.stdout.split())
