import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from spotter.estimators.errors import EstimatorError, ModelError, UnknownEstimatorError
from spotter.estimators.estimator import Picture
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.openpose.published.structure import coco
from spotter.estimators.openpose.published.weights import Weights, store_weights
from spotter.estimators.registry import ESTIMATOR_NAMES, check_files, make_estimator
from support.networks.onnx_networks import SmallNetwork
from support.networks.pose_models import pulled_models
from support.networks.random_weights import random_weights

LOADED_BY_NAMES = """
import sys
from spotter.estimators.errors import EstimatorError
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.registry import ESTIMATOR_NAMES, check_files
for name in (*ESTIMATOR_NAMES, "magic"):
    try:
        check_files(name, ModelCache.at("nowhere"))
    except EstimatorError:
        pass
heavy = ("ai_edge_litert", "cv2", "numba", "onnxruntime", "torch")
print([name for name in heavy if name in sys.modules])
"""


@pytest.fixture
def models(tmp_path: Path) -> ModelCache:
    return ModelCache(tmp_path / "models")


@pytest.mark.parametrize("name", ["openpose", "openpose-onnx", "openpose-onnx:", "", "BLAZEPOSE"])
def test_an_unknown_estimator_is_an_error_with_the_known_ones(
    models: ModelCache, name: str
) -> None:
    with pytest.raises(
        UnknownEstimatorError,
        match="blazepose-lite, blazepose-full, blazepose-heavy, openpose-body25, openpose-coco, "
        f"openpose-onnx:FILE; found '{name}'",
    ):
        make_estimator(name, models, threads=1)


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("blazepose-lite", "spotter models pull blazepose-lite"),
        ("blazepose-full", "spotter models pull"),
        ("blazepose-heavy", "spotter models pull blazepose-heavy"),
    ],
)
def test_a_blazepose_without_its_models_says_how_to_get_them(
    models: ModelCache, name: str, command: str
) -> None:
    assert name in ESTIMATOR_NAMES
    with pytest.raises(ModelError, match=command):
        make_estimator(name, models, threads=1)


@pytest.mark.parametrize("name", ["openpose-body25", "openpose-coco"])
def test_an_openpose_without_its_weights_says_how_to_get_them(
    models: ModelCache, name: str
) -> None:
    pytest.importorskip("torch", reason="PyTorch is not installed")
    assert name in ESTIMATOR_NAMES
    with pytest.raises(ModelError, match="spotter models import openpose"):
        make_estimator(name, models, threads=1)


@pytest.mark.parametrize("name", ["openpose-body25", "openpose-coco"])
def test_an_openpose_without_pytorch_says_how_to_get_it(
    models: ModelCache, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("device", "network"):
        monkeypatch.delitem(
            sys.modules, f"spotter.estimators.openpose.torch.{module}", raising=False
        )
    monkeypatch.setitem(sys.modules, "torch", None)  # as where it is not installed
    with pytest.raises(EstimatorError, match=rf"{name} needs PyTorch.*`pip install torch`"):
        make_estimator(name, models, threads=1)


def test_an_openpose_runs_on_the_weights_in_the_cache(models: ModelCache) -> None:
    pytest.importorskip("torch", reason="PyTorch is not installed")
    store_weights(models, Weights(coco(), random_weights(coco()), "0" * 64))
    estimator = make_estimator("openpose-coco", models, 1, input_size_px=(64, 48), device="cpu")
    assert (estimator.name, estimator.device) == ("openpose-coco", "CPU, 1 thread")
    black = Picture("gym", 0, np.zeros((48, 64, 3), dtype=np.uint8))
    assert len(estimator.estimate([black, black])) == 2


def test_an_onnx_network_is_found_from_the_working_folder_and_from_home(
    models: ModelCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = SmallNetwork().write(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for file in (str(path), path.name, f"~/{path.name}"):
        estimator = make_estimator(f"openpose-onnx:{file}", models, threads=1, device="cpu")
        assert estimator.name == f"openpose-onnx:{file}"
        assert estimator.device == "CPU, 1 thread"
        assert estimator.finds_everybody
        assert estimator.is_jittery


def test_a_missing_onnx_network_is_named(models: ModelCache, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"expected an ONNX file at .*nothing"):
        make_estimator(f"openpose-onnx:{tmp_path}/nothing", models, threads=1)


def test_only_openpose_networks_take_an_input_size(models: ModelCache, tmp_path: Path) -> None:
    path = SmallNetwork().write(tmp_path)
    with pytest.raises(EstimatorError, match="input size, 64x48; found 656x368"):
        make_estimator(f"openpose-onnx:{path}", models, 1, input_size_px=(656, 368))
    with pytest.raises(EstimatorError, match="blazepose-full has its own input size"):
        make_estimator("blazepose-full", models, 1, input_size_px=(656, 368))


def test_blazepose_refuses_a_gpu(models: ModelCache) -> None:
    with pytest.raises(EstimatorError, match="blazepose-full runs on the CPU"):
        make_estimator("blazepose-full", models, 1, device="cuda")


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("blazepose-lite", "spotter models pull blazepose-lite"),
        ("openpose-coco", "spotter models import openpose"),
        ("openpose-onnx:nowhere.onnx", "expected an ONNX file at nowhere.onnx; found none"),
        ("magic", "openpose-onnx:FILE; found 'magic'"),
    ],
)
def test_missing_files_are_reported_before_anything_is_loaded(
    models: ModelCache, name: str, complaint: str
) -> None:
    with pytest.raises(EstimatorError, match=complaint):
        check_files(name, models)


def test_naming_estimators_and_checking_their_files_imports_no_network_library() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LOADED_BY_NAMES],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.strip() == "[]"


def test_existing_files_pass(models: ModelCache, tmp_path: Path) -> None:
    check_files("blazepose-full", pulled_models())
    store_weights(models, Weights(coco(), random_weights(coco()), "0" * 64))
    check_files("openpose-coco", models)
    check_files(f"openpose-onnx:{SmallNetwork().write(tmp_path)}", models)
