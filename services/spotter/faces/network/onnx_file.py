"""Writes the network as an ONNX file.

The input ``faces`` is (batch, 150, 150, 3) uint8 RGB; the output ``embeddings`` is (batch, 128).
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from spotter.faces.network.structure import BLOCKS, HEAD, MEAN_RGB, SCALE, SIDE_PX, STEM, Block
from spotter.faces.network.weights import Weights

INPUT, OUTPUT = "faces", "embeddings"
LENGTH = 128
_OPSET, _IR_VERSION = 13, 8


def write_network(weights: Weights, path: Path) -> None:
    """Write the network to ``path`` in one step, after ONNX's own checker has accepted it.

    Raises :class:`OSError` if the file cannot be written.
    """
    graph = _Graph(weights)
    graph.build()
    model = helper.make_model(
        graph.finished(), opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION
    )
    helper.set_model_props(model, {"licence": "dlib's network is CC0; the 8-bit weights are MIT"})
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".onnx-", dir=path.parent) as folder:
        draft = Path(folder, path.name)
        onnx.save_model(model, draft)
        onnx.checker.check_model(draft)
        draft.replace(path)


class _Graph:
    """The graph as it grows; each method returns the name of the value that it adds."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def build(self) -> None:
        """Add all layers."""
        value = self._add("Relu", self._convolution(self._pixels(), STEM, stride=2, pad=0))
        value = self._add("MaxPool", value, kernel_shape=[3, 3], strides=[2, 2])
        side_px, channels = (SIDE_PX - 7) // 2 + 1, 32
        side_px = (side_px - 3) // 2 + 1
        for block in BLOCKS:
            value, side_px = self._block(value, block, side_px, channels)
            channels = block.channels
        mean = self._add("ReduceMean", value, axes=[2, 3], keepdims=0)
        head = self._constant(HEAD, self._weights[HEAD])
        self._nodes.append(helper.make_node("MatMul", [mean, head], [OUTPUT]))

    def finished(self) -> onnx.GraphProto:
        """The whole graph."""
        pixels, numbers = onnx.TensorProto.UINT8, onnx.TensorProto.FLOAT
        return helper.make_graph(
            self._nodes,
            "dlib_face_recognition_resnet",
            [helper.make_tensor_value_info(INPUT, pixels, ["batch", SIDE_PX, SIDE_PX, 3])],
            [helper.make_tensor_value_info(OUTPUT, numbers, ["batch", LENGTH])],
            self._constants,
        )

    def _pixels(self) -> str:
        value = self._add("Cast", INPUT, to=onnx.TensorProto.FLOAT)
        mean = self._constant("mean", np.array(MEAN_RGB, np.float32))
        scale = self._constant("scale", np.array(SCALE, np.float32))
        value = self._add("Mul", self._add("Sub", value, mean), scale)
        return self._add("Transpose", value, perm=[0, 3, 1, 2])

    def _block(self, value: str, block: Block, side_px: int, channels: int) -> tuple[str, int]:
        """What a block gives of maps of ``side_px`` and so many ``channels``, and their side."""
        stride, pad = (2, 0) if block.halves else (1, 1)
        out = self._add("Relu", self._convolution(value, f"{block.name}/conv1", stride, pad))
        out = self._convolution(out, f"{block.name}/conv2", 1, 1)
        if not block.halves:
            return self._add("Relu", self._add("Add", out, value)), side_px
        kept, pooled = (side_px - 3) // 2 + 1, side_px // 2
        short = self._add("AveragePool", value, kernel_shape=[2, 2], strides=[2, 2])
        short = self._padded(short, channels=block.channels - channels)
        out = self._padded(out, side=pooled - kept)
        return self._add("Relu", self._add("Add", out, short)), pooled

    def _convolution(self, value: str, name: str, stride: int, pad: int) -> str:
        """A convolution with its scale and offset by channel folded in."""
        filters = self._weights[f"{name}/conv/filters"].transpose(3, 2, 0, 1)
        scale = self._weights[f"{name}/scale/weights"]
        offset = self._weights[f"{name}/conv/bias"] * scale + self._weights[f"{name}/scale/biases"]
        inputs = [
            value,
            self._constant(f"{name}/filters", filters * scale[:, None, None, None]),
            self._constant(f"{name}/offset", offset),
        ]
        return self._add("Conv", *inputs, strides=[stride] * 2, pads=[pad] * 4)

    def _padded(self, value: str, *, channels: int = 0, side: int = 0) -> str:
        """With zeros added after the last channel, row and column."""
        if not channels and not side:
            return value
        pads = np.array([0, 0, 0, 0, 0, channels, side, side], np.int64)
        return self._add("Pad", value, self._constant(f"pads_{len(self._constants)}", pads))

    def _constant(self, name: str, array: NDArray[np.generic]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def _add(self, operator: str, *inputs: str, **settings: int | list[int]) -> str:
        output = f"{operator.lower()}_{len(self._nodes)}"
        node = helper.make_node(operator, list(inputs), [output])
        node.attribute.extend(helper.make_attribute(key, value) for key, value in settings.items())
        self._nodes.append(node)
        return output
