"""Writes the network as an ONNX file.

The input ``pictures`` is (batch, 224, 224, 3) uint8 RGB; the output ``likely`` is (batch, 2): how
likely each class of :data:`CLASS_PLACES` is, of all 1000.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from spotter.estimators.equipment.efficientnet.state_dict import Parameters
from spotter.estimators.equipment.efficientnet.structure import (
    CLASS_PLACES,
    EPSILON,
    HEAD,
    HEAD_NORM,
    LAST,
    MEAN,
    SCALE,
    SIDE_PX,
    STEM,
    STEM_NORM,
    Block,
    blocks,
    same_padding,
)

INPUT, OUTPUT = "pictures", "likely"
_OPSET, _IR_VERSION = 13, 8


def write_network(parameters: Parameters, path: Path) -> None:
    """Write the network to ``path`` in one step, after ONNX's own checker has accepted it.

    Raises :class:`KeyError` for a missing parameter, and :class:`OSError` if the file cannot be
    written.
    """
    model = helper.make_model(
        _Graph(parameters).finished(),
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=_IR_VERSION,
    )
    helper.set_model_props(model, {"licence": "Apache-2.0"})
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".onnx-", dir=path.parent) as folder:
        draft = Path(folder, path.name)
        onnx.save_model(model, draft)
        onnx.checker.check_model(draft)
        draft.replace(path)


class _Graph:
    """The graph as it grows; each method returns the name of the value that it adds."""

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []
        self._zero = self._constant("zero", np.array(0, np.float32))
        self._six = self._constant("six", np.array(6, np.float32))

    def finished(self) -> onnx.GraphProto:
        """The whole graph."""
        self._build()
        pixels, numbers = onnx.TensorProto.UINT8, onnx.TensorProto.FLOAT
        shape: list[str | int] = ["batch", SIDE_PX, SIDE_PX, 3]
        return helper.make_graph(
            self._nodes,
            "efficientnet_lite0",
            [helper.make_tensor_value_info(INPUT, pixels, shape)],
            [helper.make_tensor_value_info(OUTPUT, numbers, ["batch", len(CLASS_PLACES)])],
            self._constants,
        )

    def _build(self) -> None:
        value = self._cut_off(self._convolution(self._pixels(), STEM, STEM_NORM, stride=2))
        for block in blocks():
            value = self._block(value, block)
        value = self._cut_off(self._convolution(value, HEAD, HEAD_NORM))
        value = self._add("ReduceMean", value, axes=[2, 3], keepdims=0)
        weight, bias = (self._parameters[f"{LAST}.{part}"] for part in ("weight", "bias"))
        last = self._constant("last", weight), self._constant("last_bias", bias)
        value = self._add("Softmax", self._add("Gemm", value, *last, transB=1), axis=1)
        places = np.array(list(CLASS_PLACES.values()), np.int64)
        gathered = [value, self._constant("classes", places)]
        self._nodes.append(helper.make_node("Gather", gathered, [OUTPUT], axis=1))

    def _pixels(self) -> str:
        value = self._add("Cast", INPUT, to=onnx.TensorProto.FLOAT)
        value = self._add("Sub", value, self._constant("mean", np.array(MEAN, np.float32)))
        value = self._add("Mul", value, self._constant("scale", np.array(SCALE, np.float32)))
        return self._add("Transpose", value, perm=[0, 3, 1, 2])

    def _block(self, value: str, block: Block) -> str:
        name, out = block.name, value
        if block.expands:
            out = self._cut_off(self._convolution(out, f"{name}_expand_conv", f"{name}_bn0"))
        out = self._convolution(
            out, f"{name}_depthwise_conv", f"{name}_bn1", stride=block.stride, is_apart=True
        )
        out = self._convolution(self._cut_off(out), f"{name}_project_conv", f"{name}_bn2")
        return self._add("Add", out, value) if block.is_added else out

    def _convolution(
        self, value: str, name: str, norm: str, *, stride: int = 1, is_apart: bool = False
    ) -> str:
        """A convolution with its batch normalisation folded in; ``is_apart``: by channel."""
        kernels = self._parameters[f"{name}.weight"]
        scale, shift, mean, variance = (
            self._parameters[f"{norm}.{part}"]
            for part in ("weight", "bias", "running_mean", "running_var")
        )
        factor = scale / np.sqrt(variance + np.float32(EPSILON))
        weights = self._constant(f"{name}_weights", kernels * factor[:, None, None, None])
        offset = self._constant(f"{name}_offset", shift - mean * factor)
        before, after = same_padding(kernels.shape[-1], stride)
        return self._add(
            "Conv",
            *(value, weights, offset),
            strides=[stride] * 2,
            pads=[before, before, after, after],
            group=len(kernels) if is_apart else 1,
        )

    def _cut_off(self, value: str) -> str:
        """ReLU6."""
        return self._add("Clip", value, self._zero, self._six)

    def _constant(self, name: str, array: NDArray[np.generic]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def _add(self, operator: str, *inputs: str, **settings: int | list[int]) -> str:
        output = f"{operator.lower()}_{len(self._nodes)}"
        node = helper.make_node(operator, list(inputs), [output])
        node.attribute.extend(helper.make_attribute(key, value) for key, value in settings.items())
        self._nodes.append(node)
        return output
