from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper

from spotter.estimators.errors import EstimatorError, ModelError
from spotter.estimators.openpose.onnx.network import OnnxNetwork
from support.networks.onnx_networks import SmallNetwork

SMALL = SmallNetwork()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.onnx", tmp_path):
        with pytest.raises(ModelError, match=f"expected an ONNX file at {path}; found none"):
            OnnxNetwork(path, threads=1)


@pytest.mark.parametrize("keep", [0, 10, 0.5, 0.99])
def test_a_truncated_file_is_named(tmp_path: Path, keep: float) -> None:
    path = SMALL.write(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: int(keep * len(content)) if keep < 1 else int(keep)])
    with pytest.raises(ModelError, match=r"expected an ONNX file at .*network\.onnx that can be"):
        OnnxNetwork(path, threads=1)


def test_a_text_file_is_not_a_network(tmp_path: Path) -> None:
    path = tmp_path / "network.onnx"
    path.write_text("layers, in order\n")
    with pytest.raises(ModelError, match="expected an ONNX file"):
        OnnxNetwork(path, threads=1)


def write(
    folder: Path, inputs: Mapping[str, Sequence[int | str]], kind: int, *nodes: onnx.NodeProto
) -> Path:
    """A network of one node after another, whose output is called ``out``."""
    path = folder / "other.onnx"
    graph = helper.make_graph(
        nodes,
        "other",
        [helper.make_tensor_value_info(name, kind, shape) for name, shape in inputs.items()],
        [helper.make_tensor_value_info("out", kind, None)],
    )
    opset = helper.make_opsetid("", 13)
    onnx.save_model(helper.make_model(graph, opset_imports=[opset], ir_version=8), path)
    return path


def test_a_classifier_is_refused(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"image": (1, 3, 32, 32)},
        TensorProto.FLOAT,
        helper.make_node("GlobalAveragePool", ["image"], ["mean"]),
        helper.make_node("Flatten", ["mean"], ["out"]),
    )
    with pytest.raises(
        ModelError,
        match=r"other\.onnx is not a network of the OpenPose family: expected an output of 57 or "
        r"78 maps.*; found out \(1, 3\)",
    ):
        OnnxNetwork(path, threads=1)


@pytest.mark.parametrize(
    ("inputs", "kind", "words"),
    [
        ({"words": (1, 128)}, TensorProto.FLOAT, r"found \(1, 128\) of tensor\(float\)"),
        ({"image": (1, 1, 32, 32)}, TensorProto.FLOAT, r"found \(1, 1, 32, 32\)"),
        ({"image": (1, 3, 32, 32)}, TensorProto.DOUBLE, r"of tensor\(double\)"),
        ({"image": (1, 3, 32, "width")}, TensorProto.FLOAT, r"both fixed or both free"),
    ],
)
def test_a_network_that_does_not_take_pictures_is_refused(
    tmp_path: Path, inputs: Mapping[str, Sequence[int | str]], kind: int, words: str
) -> None:
    path = write(tmp_path, inputs, kind, helper.make_node("Identity", [*inputs], ["out"]))
    with pytest.raises(ModelError, match=words):
        OnnxNetwork(path, threads=1)


def test_a_network_with_two_inputs_is_refused(tmp_path: Path) -> None:
    inputs = {"left": (1, 3, 32, 32), "right": (1, 3, 32, 32)}
    node = helper.make_node("Add", [*inputs], ["out"])
    path = write(tmp_path, inputs, TensorProto.FLOAT, node)
    with pytest.raises(ModelError, match="expected one input, pictures; found 2: left, right"):
        OnnxNetwork(path, threads=1)


def test_maps_that_do_not_divide_the_input_are_refused(tmp_path: Path) -> None:
    small = replace(SMALL, size_px=(60, 48))
    with pytest.raises(ModelError, match="square cells; found 7x6 cells for 60x48 pixels"):
        OnnxNetwork(small.write(tmp_path), threads=1)


def test_coarse_cells_are_refused_if_the_size_is_free(tmp_path: Path) -> None:
    small = replace(SMALL, size_px=None, batch=None, stride_px=16)
    with pytest.raises(ModelError, match=r"expected cells of 8 pixels.*found 16"):
        OnnxNetwork(small.write(tmp_path), threads=1)


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ({"spotter.colours": "grey"}, r"spotter\.colours bgr or rgb; found 'grey'"),
        ({"spotter.scale": "1/255"}, r"spotter\.scale as one number.*found '1/255'"),
        ({"spotter.scale": "1,2"}, r"spotter\.scale as one number.*found '1,2'"),
        ({"spotter.offset": "nan"}, r"spotter\.offset as one number.*found 'nan'"),
        ({"spotter.offset": ""}, r"spotter\.offset as one number.*found ''"),
    ],
)
def test_invalid_pixel_metadata_are_refused(
    tmp_path: Path, metadata: dict[str, str], words: str
) -> None:
    with pytest.raises(ModelError, match=words):
        OnnxNetwork(replace(SMALL, metadata=metadata).write(tmp_path), threads=1)


def test_a_missing_gpu_is_reported(tmp_path: Path) -> None:
    if "CUDAExecutionProvider" in onnxruntime.get_available_providers():
        pytest.skip("this ONNX Runtime has CUDA")
    with pytest.raises(EstimatorError, match="onnxruntime-gpu"):
        OnnxNetwork(SMALL.write(tmp_path), threads=1, device="cuda")
