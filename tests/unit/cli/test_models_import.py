"""`spotter models import openpose`, with a full BODY_25 network of random weights."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import pytest
from typer.testing import CliRunner, Result

from spotter.cli.models.command import models_app
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.openpose.published.structure import PIXEL_OFFSET, PIXEL_SCALE, body_25, coco
from spotter.estimators.openpose.published.weights import read_weights
from support.cameras.file_server import file_server
from support.networks.caffe_files import prototxt, write_caffemodel
from support.networks.random_weights import random_weights

STRUCTURE = body_25()
LICENCE_WORDS = ("non-commercial research only", "excludes physical exercise")


@pytest.fixture(scope="module")
def mirror(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A mirror of OpenPose's folder of models with BODY_25 alone."""
    folder = tmp_path_factory.mktemp("mirror")
    pose = folder / "pose" / "body_25"
    pose.mkdir(parents=True)
    (pose / "pose_deploy.prototxt").write_text(prototxt(STRUCTURE))
    caffemodel = pose / "pose_iter_584000.caffemodel"
    write_caffemodel(caffemodel, STRUCTURE, random_weights(STRUCTURE))
    yield folder
    caffemodel.unlink()  # it is large


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelCache]:
    """An empty cache at the path in the environment variable."""
    folder = tmp_path / "models"
    monkeypatch.setenv("SPOTTER_MODELS_DIR", str(folder))
    monkeypatch.delenv("SPOTTER_OPENPOSE_MIRROR", raising=False)
    yield ModelCache(folder)
    for path in folder.glob("*.safetensors"):
        path.unlink()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(models_app, ["import", "openpose", *map(str, arguments)])


def pair(mirror: Path) -> tuple[str | Path, ...]:
    pose = mirror / "pose" / "body_25"
    prototxt, caffemodel = pose / "pose_deploy.prototxt", pose / "pose_iter_584000.caffemodel"
    return "--prototxt", prototxt, "--caffemodel", caffemodel


def test_a_pair_of_files_becomes_weights_and_an_onnx_file(
    models: ModelCache, mirror: Path, tmp_path: Path
) -> None:
    onnx = tmp_path / "network.onnx"
    result = run(*pair(mirror), "--onnx", onnx, "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["estimator"] == "openpose-body25"
    assert told["file"] == str(models.folder / "openpose-body25.safetensors")
    weights = read_weights(models, STRUCTURE)
    caffemodel = Path(pair(mirror)[-1]).read_bytes()
    assert weights.caffemodel_sha256 == told["caffemodel_sha256"] == sha256(caffemodel).hexdigest()
    assert_agrees_with_opencv(onnx, mirror)
    onnx.unlink()


def assert_agrees_with_opencv(onnx: Path, mirror: Path) -> None:
    """Compare both networks' maps, to 2e-4 of their spread, on a picture of noise."""
    _, prototxt, _, caffemodel = map(str, pair(mirror))
    picture = np.random.default_rng(7).integers(0, 256, (1, 3, 16, 16)).astype(np.float32)
    opencv = cv2.dnn.readNetFromCaffe(prototxt, caffemodel)
    opencv.setInput(picture * PIXEL_SCALE + PIXEL_OFFSET)
    expected = opencv.forward()
    (maps,) = onnxruntime.InferenceSession(onnx).run(None, {"image": picture})
    assert maps.shape == expected.shape == (1, 78, 2, 2)
    assert np.abs(maps - expected).max() < 2e-4 * expected.std()


def test_without_files_the_mirror_is_used_and_an_unpublished_network_gives_a_warning(
    models: ModelCache, mirror: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with file_server(mirror) as address:
        monkeypatch.setenv("SPOTTER_OPENPOSE_MIRROR", f"{address}/")
        result = run("--model", "body-25")
    assert result.exit_code == 0
    assert f"Stored {models.folder / 'openpose-body25.safetensors'}" in result.stdout
    assert "SPOTTER_POSE=openpose-body25" in result.stdout
    assert "Warning: the caffemodel is not the published one" in result.stderr
    assert read_weights(models, STRUCTURE).caffemodel_sha256 in result.stderr


def test_a_mirror_that_breaks_off_leaves_nothing(
    models: ModelCache, mirror: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    with file_server(mirror, breaks_off=True) as address:
        monkeypatch.setenv("SPOTTER_OPENPOSE_MIRROR", address)
        result = run("--model", "body-25")
    assert result.exit_code == 1
    assert "pose_deploy.prototxt; it broke off" in result.stderr
    assert not list(tmp_path.rglob("*.prototxt"))
    assert not models.folder.exists()


def test_a_network_that_the_mirror_lacks_is_named(
    mirror: Path, models: ModelCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPOTTER_OPENPOSE_MIRROR", mirror.as_uri())
    result = run("--model", "coco")
    assert result.exit_code == 1
    assert "pose/coco/pose_deploy_linevec.prototxt cannot be fetched" in result.stderr
    assert not models.folder.exists()


def test_a_mirror_that_serves_the_wrong_network_is_refused(
    mirror: Path, models: ModelCache, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mixed = tmp_path / "mixed" / "pose" / "body_25"
    mixed.mkdir(parents=True)
    (mixed / "pose_deploy.prototxt").write_text(prototxt(coco()))
    (mixed / "pose_iter_584000.caffemodel").symlink_to(Path(pair(mirror)[-1]))
    monkeypatch.setenv("SPOTTER_OPENPOSE_MIRROR", (tmp_path / "mixed").as_uri())
    result = run("--model", "body-25")
    assert result.exit_code == 1
    assert "expected the prototxt of body_25" in result.stderr
    assert "found coco's" in result.stderr
    assert not models.folder.exists()


def test_swapped_files_are_the_user_s_mistake(mirror: Path, models: ModelCache) -> None:
    _, prototxt, _, caffemodel = pair(mirror)
    result = run("--prototxt", caffemodel, "--caffemodel", prototxt)
    assert result.exit_code == 2
    assert "Is it the caffemodel?" in result.stderr
    assert not models.folder.exists()


def test_the_caffemodel_of_another_network_is_the_user_s_mistake(
    mirror: Path, models: ModelCache, tmp_path: Path
) -> None:
    other = tmp_path / "coco.prototxt"
    other.write_text(prototxt(coco()))
    result = run("--prototxt", other, "--caffemodel", pair(mirror)[-1])
    assert result.exit_code == 2
    assert "network coco" in result.stderr
    assert "conv5_1_CPM_L1.weight" in result.stderr
    assert not models.folder.exists()


@pytest.mark.parametrize(
    "arguments",
    [(), ("--model", "coco"), ("--prototxt", "x"), ("--caffemodel", "x")],
    ids=["nothing", "no mirror", "no caffemodel", "no prototxt"],
)
@pytest.mark.usefixtures("models")
def test_incomplete_arguments_are_answered_with_all_that_is_needed(
    arguments: tuple[str, ...],
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "--prototxt and --caffemodel" in result.stderr


@pytest.mark.usefixtures("models")
def test_onnx_is_written_neither_over_an_input_nor_over_a_folder(
    models: ModelCache, mirror: Path, tmp_path: Path
) -> None:
    caffemodel = Path(pair(mirror)[-1])
    before = sha256(caffemodel.read_bytes()).hexdigest()
    for onnx, words in (
        (caffemodel, "it is an input, so it cannot be the output"),
        (tmp_path, "expected a file to write the ONNX network to; found the folder"),
    ):
        result = run(*pair(mirror), "--onnx", onnx)
        assert result.exit_code == 2
        assert words in result.stderr
    assert sha256(caffemodel.read_bytes()).hexdigest() == before
    assert not models.folder.exists()


def test_a_missing_folder_for_onnx_is_reported_before_any_work(
    mirror: Path, tmp_path: Path
) -> None:
    result = run(*pair(mirror), "--onnx", tmp_path / "absent" / "network.onnx")
    assert result.exit_code == 2
    assert "expected a folder" in result.stderr


@pytest.mark.usefixtures("models")
def test_the_licence_is_printed_before_the_import_and_in_the_help() -> None:
    said = run("--prototxt", "x", "--caffemodel", "y").stderr
    helped = " ".join(run("--help").stdout.replace("│", " ").split())
    for words in LICENCE_WORDS:
        assert words in said
        assert words in helped
