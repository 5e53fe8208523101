"""Both networks, with fewer channels, through Caffe's files: ours against OpenCV 4's importer.

OpenCV 5 has none, so the tests pin OpenCV 4. The maps of random weights are of the order of 1; what
both compute in single precision, in another order of summation, agrees within 2e-4 of their spread.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.estimators.openpose.caffe.caffemodel import read_caffemodel
from spotter.estimators.openpose.maps import Maps
from spotter.estimators.openpose.onnx.file import write_onnx
from spotter.estimators.openpose.onnx.network import OnnxNetwork
from spotter.estimators.openpose.published.structure import PIXEL_SCALE, body_25, coco
from spotter.estimators.openpose.published.weights import Weights
from support.networks.caffe_files import narrowed, prototxt, write_caffemodel
from support.networks.random_weights import random_weights

TOLERANCE = 2e-4
WIDTH_PX, HEIGHT_PX = 80, 48


@dataclass(frozen=True)
class Imported:
    weights: Weights
    opencv_maps: NDArray[np.float32]
    folder: Path


PICTURES = np.random.default_rng(5).integers(0, 256, (2, HEIGHT_PX, WIDTH_PX, 3), dtype=np.uint8)


@pytest.fixture(scope="module", params=[coco(), body_25()], ids=lambda structure: structure.name)
def imported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """What is read from a network's two files, and what OpenCV makes of the same files."""
    structure = narrowed(request.param, by=4)
    folder = tmp_path_factory.mktemp("caffe")
    text, binary = folder / "deploy.prototxt", folder / "iter.caffemodel"
    text.write_text(prototxt(structure, WIDTH_PX, HEIGHT_PX))
    write_caffemodel(binary, structure, random_weights(structure))
    weights = read_caffemodel(binary, structure)
    return Imported(weights, _opencv_maps(text, binary), folder)


def _opencv_maps(text: Path, binary: Path) -> NDArray[np.float32]:
    network = cv2.dnn.readNetFromCaffe(str(text), str(binary))
    mean = (128.0, 128.0, 128.0)
    network.setInput(cv2.dnn.blobFromImages(list(PICTURES), PIXEL_SCALE, mean=mean))
    return np.asarray(network.forward(), dtype=np.float32)


def assert_agree(maps: Maps, expected: NDArray[np.float32]) -> None:
    found = np.concatenate([maps.heat, maps.affinity], axis=1)
    assert found.shape == expected.shape
    assert expected.std() > 0.01
    assert np.abs(found - expected).max() < TOLERANCE * expected.std()


def test_pytorch_and_opencv_give_the_same_maps(imported: Imported) -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    from spotter.estimators.openpose.torch.device import TorchDevice  # noqa: PLC0415 - needs PyTorch
    from spotter.estimators.openpose.torch.network import TorchNetwork  # noqa: PLC0415 - needs PyTorch

    device = TorchDevice(torch.device("cpu"), torch.float32, "CPU, 1 thread", threads=1)
    weights = imported.weights
    network = TorchNetwork(weights.structure, weights.parameters, device)
    assert_agree(network.begin(PICTURES)(), imported.opencv_maps)


def test_the_onnx_file_and_opencv_give_the_same_maps(imported: Imported) -> None:
    path = imported.folder / "network.onnx"
    write_onnx(imported.weights, path)
    network = OnnxNetwork(path, threads=1, device="cpu")
    assert network.model is imported.weights.structure.model
    assert_agree(network.begin(PICTURES)(), imported.opencv_maps)
