from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.estimators.errors import ModelError
from spotter.estimators.openpose.caffe.caffe_net_pb2 import BlobProto, NetParameter
from spotter.estimators.openpose.caffe.caffemodel import read_caffemodel
from spotter.estimators.openpose.published.structure import body_25, coco
from support.networks.caffe_files import narrowed, prototxt, write_caffemodel
from support.networks.random_weights import random_weights

STRUCTURE = narrowed(body_25())
PARAMETERS = random_weights(STRUCTURE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pose_iter.caffemodel"


def weight_of(net: NetParameter, name: str) -> BlobProto:
    (layer,) = (layer for layer in net.layer if layer.name == name)
    return layer.blobs[0]


def assert_same(found: NDArray[np.float32], expected: NDArray[np.float32]) -> None:
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("in_double", [False, True])
@pytest.mark.parametrize("in_v1_form", [False, True])
def test_every_form_of_a_caffemodel_yields_its_numbers(
    path: Path, *, in_v1_form: bool, in_double: bool
) -> None:
    write_caffemodel(path, STRUCTURE, PARAMETERS, in_v1_form=in_v1_form, in_double=in_double)
    weights = read_caffemodel(path, STRUCTURE)
    assert weights.structure == STRUCTURE
    assert weights.parameters.keys() == PARAMETERS.keys()
    for name, array in PARAMETERS.items():
        assert_same(weights.parameters[name], array)
    assert weights.caffemodel_sha256 == sha256(path.read_bytes()).hexdigest()


def test_a_truncated_file_is_reported(path: Path) -> None:
    write_caffemodel(path, STRUCTURE, PARAMETERS)
    path.write_bytes(path.read_bytes()[:-1000])
    with pytest.raises(ModelError, match="found a truncated one, or something else"):
        read_caffemodel(path, STRUCTURE)


def test_a_file_truncated_between_two_layers_lacks_the_last_one(path: Path) -> None:
    last = STRUCTURE.convolutions[-1].name
    fewer = {name: array for name, array in PARAMETERS.items() if not name.startswith(last)}
    write_caffemodel(path, STRUCTURE, fewer)
    with pytest.raises(ModelError, match=rf"lack {last}\.weight, {last}\.bias"):
        read_caffemodel(path, STRUCTURE)


def test_the_caffemodel_of_another_network_is_reported_with_a_missing_layer(path: Path) -> None:
    other = narrowed(coco())
    write_caffemodel(path, other, random_weights(other))
    with pytest.raises(ModelError, match=r"network body_25: .* lack prelu4_2\.slope, "):
        read_caffemodel(path, STRUCTURE)


def test_a_layer_of_another_shape_is_named_with_both_shapes(path: Path) -> None:
    other = narrowed(body_25(), by=32)
    write_caffemodel(path, other, random_weights(other))
    with pytest.raises(
        ModelError, match=r"conv1_1\.weight .* be \(4, 3, 3, 3\) float32; found \(2, 3, 3, 3\)"
    ):
        read_caffemodel(path, STRUCTURE)


@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_numbers_that_are_not_finite_are_reported_with_their_layer(
    path: Path, number: float
) -> None:
    spoiled = PARAMETERS["conv4_2.weight"].copy()
    spoiled[1, 2, 1, 1] = number
    write_caffemodel(path, STRUCTURE, PARAMETERS | {"conv4_2.weight": spoiled})
    with pytest.raises(ModelError, match=r"finite numbers in conv4_2\.weight"):
        read_caffemodel(path, STRUCTURE)


def test_a_number_too_large_for_single_precision_is_reported_with_its_layer(path: Path) -> None:
    marker = np.float32(1234.5)
    spoiled = PARAMETERS["conv4_2.bias"].copy()
    spoiled[0] = marker
    write_caffemodel(path, STRUCTURE, PARAMETERS | {"conv4_2.bias": spoiled}, in_double=True)
    small, large = np.float64(marker).tobytes(), np.float64(1e300).tobytes()
    path.write_bytes(path.read_bytes().replace(small, large))
    with pytest.raises(ModelError, match=r"finite numbers in conv4_2\.bias"):
        read_caffemodel(path, STRUCTURE)


def test_a_blob_with_fewer_numbers_than_its_shape_is_reported(path: Path) -> None:
    write_caffemodel(path, STRUCTURE, PARAMETERS)
    net = NetParameter.FromString(path.read_bytes())
    del weight_of(net, "conv1_1").data[50:]
    path.write_bytes(net.SerializeToString())
    with pytest.raises(ModelError, match=r"108 numbers of conv1_1\.weight, .*; found 50"):
        read_caffemodel(path, STRUCTURE)


@pytest.mark.parametrize(
    ("shape", "found"),
    [
        ((-4, -27), "2 dimensions, -4, -27"),
        ((-1, 3, 3, 3), "4 dimensions, -1, 3, 3, 3"),
        ((1,) * 5000, "5000 dimensions, 1, 1, 1, 1, 1, 1, 1, 1"),
        ((4, 27), r"\(4, 27\) float32"),
        ((0,), "108"),
        ((1 << 62, 1 << 62), "108"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_blob_of_an_impossible_shape_is_reported(
    path: Path, shape: tuple[int, ...], found: str
) -> None:
    write_caffemodel(path, STRUCTURE, PARAMETERS)
    net = NetParameter.FromString(path.read_bytes())
    weight_of(net, "conv1_1").shape.dim[:] = shape
    path.write_bytes(net.SerializeToString())
    with pytest.raises(ModelError, match=rf"expected .*conv1_1\.weight.*; found {found}$"):
        read_caffemodel(path, STRUCTURE)


def test_a_prototxt_in_its_place_is_recognised(path: Path) -> None:
    path.write_text(prototxt(STRUCTURE))
    with pytest.raises(ModelError, match=r"found text\. Is it the prototxt\?"):
        read_caffemodel(path, STRUCTURE)


def test_a_picture_is_not_a_caffemodel(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    with pytest.raises(ModelError, match=r"expected a caffemodel in .*; found a truncated one"):
        read_caffemodel(path, STRUCTURE)


def test_a_message_of_another_kind_has_no_layers(path: Path) -> None:
    path.write_bytes(b"\x0a\x08OpenPose")
    with pytest.raises(ModelError, match=r"expected the layers of a network .*; found none"):
        read_caffemodel(path, STRUCTURE)


def test_an_empty_file_is_reported(path: Path) -> None:
    path.touch()
    with pytest.raises(ModelError, match="found an empty file"):
        read_caffemodel(path, STRUCTURE)


def test_a_missing_file_is_reported_with_its_path(path: Path) -> None:
    with pytest.raises(ModelError, match=r"pose_iter\.caffemodel cannot be read: No such file"):
        read_caffemodel(path, STRUCTURE)
