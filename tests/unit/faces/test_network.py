"""dlib's network, rebuilt: its weights, its layers, and a package that is another."""

import json
import tarfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from spotter.estimators.models.catalogue import ModelCache
from spotter.faces.embedding import FaceEmbedding
from spotter.faces.errors import FacesError
from spotter.faces.models import DETECTOR, MANIFEST, WEIGHTS
from spotter.faces.network import importing
from spotter.faces.network.onnx_file import write_network
from spotter.faces.network.weights import unpacked
from support.networks.slow_resnet import embedding, random_weights


def manifest_of(*entries: Mapping[str, object]) -> bytes:
    return json.dumps([{"weights": entries, "paths": ["a.bin"]}]).encode()


EIGHT_BITS = {
    "name": "a",
    "shape": [2, 2],
    "dtype": "float32",
    "quantization": {"dtype": "uint8", "scale": 0.5, "min": -1.0},
}
FLOATS = {"name": "b", "shape": [1], "dtype": "float32"}


def test_weights_of_eight_bits_are_scaled_and_those_of_32_are_as_they_are() -> None:
    content = bytes([0, 1, 2, 255]) + np.float32(7.5).tobytes()
    weights = unpacked(manifest_of(EIGHT_BITS, FLOATS), content)
    assert weights["a"].tolist() == [[-1.0, -0.5], [0.0, 126.5]]
    assert weights["b"].tolist() == [7.5]


@pytest.mark.parametrize("content", [b"123", b"12345"])
def test_weights_that_do_not_fit_their_manifest_are_refused(content: bytes) -> None:
    with pytest.raises(FacesError, match="bytes of weights"):
        unpacked(manifest_of(EIGHT_BITS), content)


def test_the_network_gives_what_its_layers_give_one_by_one(tmp_path: Path) -> None:
    rng = np.random.default_rng(14)
    weights = random_weights(rng)
    write_network(weights, tmp_path / "faces.onnx")
    face = rng.integers(0, 256, (150, 150, 3), dtype=np.uint8)
    found = FaceEmbedding(tmp_path / "faces.onnx").of(face)
    expected = embedding(face, weights)
    assert np.abs(expected).max() > 0.1
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-4)


def test_without_the_network_the_command_that_brings_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(FacesError, match="spotter faces import"):
        FaceEmbedding(tmp_path / "faces.onnx")


def test_a_package_with_other_weights_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "pull", lambda *_: [])  # the detector is not asked for here
    package = tmp_path / "package.tgz"
    (tmp_path / "file").write_bytes(b"something else")
    with tarfile.open(package, "w:gz") as archive:
        for model in (MANIFEST, WEIGHTS):
            archive.add(tmp_path / "file", model.member)
    with pytest.raises(FacesError, match="found 14 others"):
        importing.import_networks(ModelCache(tmp_path / "cache"), lambda *_: None, package)
    assert not (tmp_path / "cache").exists()


def test_the_detector_comes_from_the_wheel_that_brings_the_pose_networks() -> None:
    assert str(DETECTOR.source) == "PyPI wheel mediapipe 0.10.21"
