from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from spotter.estimators.openpose.onnx.file import write_onnx
from spotter.estimators.openpose.published.structure import Structure, body_25, coco
from spotter.estimators.openpose.published.weights import Weights
from support.networks.caffe_files import narrowed
from support.networks.random_weights import random_weights


def written(structure: Structure, folder: Path) -> Path:
    path = folder / f"{structure.name}.onnx"
    write_onnx(Weights(structure, random_weights(structure), "ab" * 32), path)
    return path


@pytest.mark.parametrize(
    "structure", [narrowed(coco()), narrowed(body_25())], ids=["coco", "body_25"]
)
def test_batch_and_size_are_free_and_maps_have_an_eighth_of_the_picture_s_size(
    structure: Structure, tmp_path: Path
) -> None:
    session = onnxruntime.InferenceSession(written(structure, tmp_path))
    count = structure.model.heat_count + structure.model.affinity_count
    for shape in ((1, 3, 32, 48), (3, 3, 64, 16)):
        (maps,) = session.run(["maps"], {"image": np.zeros(shape, dtype=np.float32)})
        assert maps.shape == (shape[0], count, shape[2] // 8, shape[3] // 8)


def test_the_file_states_its_colours_and_its_licence(tmp_path: Path) -> None:
    model = onnx.load(written(narrowed(coco()), tmp_path))
    about = {entry.key: entry.value for entry in model.metadata_props}
    assert about["spotter.colours"] == "bgr"
    assert "non-commercial research only" in about["licence"]


def test_only_the_file_is_left_in_the_folder(tmp_path: Path) -> None:
    path = written(narrowed(coco()), tmp_path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        written(narrowed(coco()), tmp_path / "absent")
