import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from spotter.cli.models.command import models_app
from spotter.estimators.models.catalogue import DEFAULT_MODELS, DETECTOR, LANDMARKS_LITE, ModelCache
from spotter.estimators.openpose.published.structure import coco
from spotter.estimators.openpose.published.weights import weights_path
from support.networks.pose_models import pulled_models


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty model folder at the path in the environment variable."""
    monkeypatch.setenv("SPOTTER_MODELS_DIR", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


def test_without_a_command_the_models_are_listed_with_licence_size_source_and_state(
    folder: Path,
) -> None:
    result = CliRunner().invoke(models_app, [])
    assert result.exit_code == 0
    rows = [line for line in result.stdout.splitlines() if "pose-" in line]
    expected = (
        ("blazepose-detector", "Apache-2.0", "3.0 MB", "PyPI wheel mediapipe 0.10.21"),
        ("blazepose-landmarks-full", "Apache-2.0", "6.4 MB", "PyPI wheel mediapipe 0.10.21"),
        ("blazepose-landmarks-lite", "Apache-2.0", "2.8 MB", "npm package @mediapipe/pose"),
        ("blazepose-landmarks-heavy", "Apache-2.0", "27.7 MB", "npm package @mediapipe/pose"),
        ("openpose-coco", "research only", "imported from Caffe"),
        ("openpose-body25", "research only", "imported from Caffe"),
    )
    for row, words in zip(rows, expected, strict=True):
        for word in (*words, "missing"):
            assert word in row
    assert str(folder) in result.stdout


def test_the_list_as_json_names_every_model_and_its_state(folder: Path) -> None:
    ModelCache(folder).path(DETECTOR).write_bytes(b"damaged")
    weights_path(ModelCache(folder), coco()).write_bytes(b"damaged")
    result = CliRunner().invoke(models_app, ["list", "--json"])
    inventory = json.loads(result.stdout)
    assert inventory["folder"] == str(folder)
    assert {model["name"]: model["state"] for model in inventory["models"]} == {
        "blazepose-detector": "damaged",
        "blazepose-landmarks-full": "missing",
        "blazepose-landmarks-lite": "missing",
        "blazepose-landmarks-heavy": "missing",
        "openpose-coco": "damaged",
        "openpose-body25": "missing",
    }
    assert inventory["models"][0]["sha256"] == DETECTOR.sha256


def test_a_folder_on_the_command_line_overrides_the_variable(folder: Path) -> None:
    other = folder / "other"
    result = CliRunner().invoke(models_app, ["list", "--json", "--folder", str(other)])
    assert json.loads(result.stdout)["folder"] == str(other)


@pytest.mark.usefixtures("folder")
def test_verify_fails_and_says_what_to_do_when_a_model_is_missing() -> None:
    result = CliRunner().invoke(models_app, ["verify"])
    assert result.exit_code == 1
    assert "run `spotter models pull`." in result.stderr


@pytest.fixture
def ready_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with only the default estimator's models, at the path in the variable."""
    pulled = pulled_models()
    for model in DEFAULT_MODELS:
        ModelCache(tmp_path).path(model).symlink_to(pulled.path(model))
    monkeypatch.setenv("SPOTTER_MODELS_DIR", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("ready_folder")
def test_verify_does_not_require_optional_models() -> None:
    assert CliRunner().invoke(models_app, ["verify"]).exit_code == 0


def test_verify_fails_when_an_optional_model_is_damaged(ready_folder: Path) -> None:
    weights_path(ModelCache(ready_folder), coco()).write_bytes(b"damaged")
    ModelCache(ready_folder).path(LANDMARKS_LITE).write_bytes(b"damaged")
    result = CliRunner().invoke(models_app, ["verify"])
    assert result.exit_code == 1
    assert "`spotter models pull blazepose-lite`" in result.stderr
    assert "`spotter models import openpose`" in result.stderr


@pytest.mark.usefixtures("folder")
def test_pulling_an_unknown_estimator_names_the_known_ones() -> None:
    result = CliRunner().invoke(models_app, ["pull", "blazepose-tiny"])
    assert result.exit_code == 2
    for name in ("blazepose-lite", "blazepose-full", "blazepose-heavy", "blazepose-tiny"):
        assert name in result.stderr


def test_a_pull_that_fails_says_why_and_exits_with_1(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    result = CliRunner().invoke(models_app, ["pull"])
    assert result.exit_code == 1
    assert "PyPI wheel mediapipe 0.10.21" in result.stderr
    assert "try again" in result.stderr


def test_a_folder_that_cannot_be_created_is_reported(folder: Path) -> None:
    (folder / "file").write_text("in the way")
    result = CliRunner().invoke(models_app, ["pull", "--folder", str(folder / "file" / "models")])
    assert result.exit_code == 1
    assert "Not a directory" in result.stderr


def test_the_help_says_who_may_use_openpose() -> None:
    result = CliRunner().invoke(models_app, ["--help"])
    assert "excludes physical exercise" in " ".join(result.stdout.split())
