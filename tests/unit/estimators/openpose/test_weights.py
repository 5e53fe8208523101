from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from spotter.estimators.errors import ModelError
from spotter.estimators.models.catalogue import ModelCache, ModelState
from spotter.estimators.openpose.published.structure import body_25, coco
from spotter.estimators.openpose.published.weights import (
    Weights,
    read_weights,
    store_weights,
    weights_path,
    weights_state,
)
from support.networks.caffe_files import narrowed
from support.networks.random_weights import random_weights

STRUCTURE = narrowed(body_25())
WEIGHTS = Weights(STRUCTURE, random_weights(STRUCTURE), caffemodel_sha256="ab" * 32)


@pytest.fixture
def models(tmp_path: Path) -> ModelCache:
    return ModelCache(tmp_path / "not" / "there yet")


def test_stored_weights_are_read_back(models: ModelCache) -> None:
    path = store_weights(models, WEIGHTS)
    assert path == models.folder / "openpose-body25.safetensors"
    read = read_weights(models, STRUCTURE)
    assert read.structure == STRUCTURE
    assert read.caffemodel_sha256 == WEIGHTS.caffemodel_sha256
    for name, array in WEIGHTS.parameters.items():
        np.testing.assert_array_equal(read.parameters[name], array)
    assert weights_state(models, STRUCTURE) is ModelState.READY
    assert [kept.name for kept in models.folder.iterdir()] == [path.name]


def test_services_of_another_user_can_read_stored_weights(models: ModelCache) -> None:
    assert store_weights(models, WEIGHTS).stat().st_mode & 0o777 == 0o644


def test_each_network_has_its_own_file(models: ModelCache) -> None:
    assert weights_path(models, coco()).name == "openpose-coco.safetensors"
    assert weights_path(models, body_25()).name == "openpose-body25.safetensors"


def test_missing_weights_are_an_error_with_the_command_that_brings_them(models: ModelCache) -> None:
    assert weights_state(models, STRUCTURE) is ModelState.MISSING
    with pytest.raises(ModelError, match=r"body_25 are not at .*spotter models import openpose"):
        read_weights(models, STRUCTURE)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def replace_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def leave_out_the_metadata(path: Path) -> None:
    save_file(load_file(path), path)


@pytest.mark.parametrize("harm", [flip, cut, empty, replace_by_a_folder, leave_out_the_metadata])
def test_damaged_weights_are_an_error_with_the_command_that_repairs_them(
    models: ModelCache, harm: Callable[[Path], None]
) -> None:
    harm(store_weights(models, WEIGHTS))
    assert weights_state(models, STRUCTURE) is ModelState.DAMAGED
    with pytest.raises(ModelError, match=r"are damaged: .*spotter models import openpose"):
        read_weights(models, STRUCTURE)


def test_weights_of_another_network_are_refused(models: ModelCache) -> None:
    other = narrowed(coco())
    kept = store_weights(models, Weights(other, random_weights(other), "ab" * 32))
    kept.replace(weights_path(models, STRUCTURE))
    with pytest.raises(ModelError, match=r"expected the structure body_25; found coco"):
        read_weights(models, STRUCTURE)


def test_storing_again_replaces_earlier_weights(models: ModelCache) -> None:
    store_weights(models, WEIGHTS)
    newer = replace(WEIGHTS, parameters=random_weights(STRUCTURE, seed=2), caffemodel_sha256="cd")
    store_weights(models, newer)
    assert read_weights(models, STRUCTURE).caffemodel_sha256 == "cd"


def test_weights_that_do_not_fit_the_network_are_refused() -> None:
    with pytest.raises(ModelError, match=r"conv1_1\.weight"):
        Weights(body_25(), WEIGHTS.parameters, "ab" * 32)
