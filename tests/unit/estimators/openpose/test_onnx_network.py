from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from spotter.estimators.errors import EstimatorError
from spotter.estimators.openpose.body_model import BODY_25, COCO, BodyModel
from spotter.estimators.openpose.maps import Maps
from spotter.estimators.openpose.onnx.network import OnnxNetwork
from support.networks.onnx_networks import ONE, STAGES, TWO, TWO_AFFINITY_FIRST, SmallNetwork

SMALL = SmallNetwork()


def pictures(count: int, size_px: tuple[int, int] = (64, 48)) -> NDArray[np.uint8]:
    shape = (count, size_px[1], size_px[0], 3)
    return np.random.default_rng(3).integers(0, 256, shape, dtype=np.uint8)


def opened(network: SmallNetwork, folder: Path) -> OnnxNetwork:
    return OnnxNetwork(network.write(folder), threads=1, device="cpu")


def assert_maps(maps: Maps, expected: NDArray[np.float64], tolerance: float = 1e-3) -> None:
    """Heat first, then affinity, in every map and cell."""
    found = np.concatenate([maps.heat, maps.affinity], axis=1)
    np.testing.assert_allclose(found, expected, atol=tolerance)


@pytest.mark.parametrize("model", [COCO, BODY_25])
@pytest.mark.parametrize("outputs", [ONE, TWO, TWO_AFFINITY_FIRST, STAGES])
@pytest.mark.parametrize("input_last", [False, True])
@pytest.mark.parametrize("output_last", [False, True])
def test_maps_are_found_however_the_network_was_exported(
    tmp_path: Path,
    model: BodyModel,
    outputs: tuple[str, ...],
    *,
    input_last: bool,
    output_last: bool,
) -> None:
    small = SmallNetwork(model, outputs, input_last=input_last, output_last=output_last)
    network = opened(small, tmp_path)
    assert network.model is model
    assert (network.input_size_px, network.stride_px) == ((64, 48), 8)
    batch = pictures(2)
    assert_maps(network.begin(batch)(), small.expected(batch))


@pytest.mark.parametrize("batch", [None, 1, 3, 8])
def test_a_batch_of_any_size_runs_on_a_network_of_any_batch_size(
    tmp_path: Path, batch: int | None
) -> None:
    small = replace(SMALL, batch=batch)
    pixels = pictures(5)
    maps = opened(small, tmp_path).begin(pixels)()
    assert len(maps) == 5
    assert_maps(maps, small.expected(pixels))


@pytest.mark.parametrize("size_px", [(64, 48), (8, 8), (160, 24)])
def test_a_network_of_free_size_accepts_any_multiples_of_eight(
    tmp_path: Path, size_px: tuple[int, int]
) -> None:
    small = replace(SMALL, size_px=None, batch=None)
    network = opened(small, tmp_path)
    assert network.input_size_px is None
    pixels = pictures(2, size_px)
    assert_maps(network.begin(pixels)(), small.expected(pixels))


def test_a_batch_that_is_too_large_for_the_network_is_processed_in_parts(tmp_path: Path) -> None:
    small = replace(SMALL, batch=None, breaks_on_batches=True)
    network = opened(small, tmp_path)
    for count in (5, 1, 4):
        pixels = pictures(count)
        assert_maps(network.begin(pixels)(), small.expected(pixels))


def test_a_picture_that_the_network_cannot_take_is_named_with_its_size(tmp_path: Path) -> None:
    small = replace(SMALL, size_px=None, batch=None)
    path = small.write(tmp_path)
    graph = onnx.load(path)
    shape = numpy_helper.from_array(np.array([1, 3, 128, 160], dtype=np.int64), "one")
    graph.graph.initializer.append(shape)
    graph.graph.node.insert(0, helper.make_node("Reshape", ["image", "one"], ["same"]))
    graph.graph.node[1].input[0] = "same"
    onnx.save_model(graph, path)
    network = OnnxNetwork(path, threads=1)
    with pytest.raises(EstimatorError, match=r"network\.onnx cannot run on 1 x 64x48 pixels"):
        network.begin(pictures(2))


def test_half_precision_is_accepted_and_returned_as_float32(tmp_path: Path) -> None:
    small = replace(SMALL, half=True)
    batch = pictures(1)
    maps = opened(small, tmp_path).begin(batch)()
    assert maps.heat.dtype == maps.affinity.dtype == np.float32
    assert_maps(maps, small.expected(batch), tolerance=1.0)


@pytest.mark.parametrize(
    ("numbers", "scale", "offset"),
    [
        (("0.00390625", "-0.5"), 1 / 256, -0.5),
        (("0.1,0.2,0.3", "1, 2, 3"), (0.1, 0.2, 0.3), (1, 2, 3)),
    ],
)
@pytest.mark.parametrize("colours", ["bgr", "rgb"])
def test_the_file_s_metadata_set_the_pixel_format(
    tmp_path: Path, numbers: tuple[str, str], scale: object, offset: object, colours: str
) -> None:
    metadata = dict(zip(("spotter.scale", "spotter.offset"), numbers, strict=True))
    metadata["spotter.colours"] = colours
    batch = pictures(1)
    ordered = batch[..., ::-1] if colours == "rgb" else batch
    seen = ordered * np.asarray(scale, dtype=float) + np.asarray(offset, dtype=float)
    for input_last in (False, True):
        small = replace(SMALL, input_last=input_last, metadata=metadata)
        assert_maps(opened(small, tmp_path).begin(batch)(), small.expected(seen))


def test_the_stride_follows_from_the_maps(tmp_path: Path) -> None:
    small = replace(SMALL, stride_px=16)
    network = opened(small, tmp_path)
    assert network.stride_px == 16
    batch = pictures(1)
    assert_maps(network.begin(batch)(), small.expected(batch))


def test_the_cpu_and_its_threads_are_named(tmp_path: Path) -> None:
    path = SMALL.write(tmp_path)
    assert OnnxNetwork(path, threads=1, device="cpu").device == "CPU, 1 thread"
    assert OnnxNetwork(path, threads=2, device="cpu").device == "CPU, 2 threads"


@pytest.mark.parametrize(
    "batch",
    [pictures(1, (64, 40)), pictures(1)[..., :1], pictures(1).astype(np.float32), pictures(0)],
)
def test_a_batch_of_another_shape_is_refused(tmp_path: Path, batch: NDArray[np.uint8]) -> None:
    network = opened(SMALL, tmp_path)
    with pytest.raises(EstimatorError, match="found"):
        network.begin(batch)
