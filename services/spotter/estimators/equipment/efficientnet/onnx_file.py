"""Writes the network as an ONNX file.

The input ``pictures`` is (batch, 224, 224, 3) uint8 RGB; the output ``likely`` is (batch, 2): how
likely each class of :data:`CLASS_PLACES` is, of all 1000.
"""

from pathlib import Path

import numpy as np
import onnx

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
from spotter.estimators.models.onnx_writing import GrowingGraph, model_of, write_model

INPUT, OUTPUT = "pictures", "likely"


def write_network(parameters: Parameters, path: Path) -> None:
    """Write the network to ``path`` in one step, after ONNX's own checker has accepted it.

    Raises :class:`KeyError` for a missing parameter, and :class:`OSError` if the file cannot be
    written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_model(model_of(_Network(parameters).graph(), {"licence": "Apache-2.0"}), path)


class _Network(GrowingGraph):
    """The network's layers, with its parameters."""

    def __init__(self, parameters: Parameters) -> None:
        super().__init__()
        self._parameters = parameters
        self._zero = self.constant("zero", np.array(0, np.float32))
        self._six = self.constant("six", np.array(6, np.float32))

    def graph(self) -> onnx.GraphProto:
        """The whole graph."""
        pixels = self.pixels(INPUT, MEAN, SCALE)
        value = self._cut_off(self._convolution(pixels, STEM, STEM_NORM, stride=2))
        for block in blocks():
            value = self._block(value, block)
        value = self._cut_off(self._convolution(value, HEAD, HEAD_NORM))
        value = self.add("ReduceMean", value, axes=[2, 3], keepdims=0)
        weight, bias = (self._parameters[f"{LAST}.{part}"] for part in ("weight", "bias"))
        last = self.constant("last", weight), self.constant("last_bias", bias)
        value = self.add("Softmax", self.add("Gemm", value, *last, transB=1), axis=1)
        places = self.constant("classes", np.array(list(CLASS_PLACES.values()), np.int64))
        self.add("Gather", value, places, output=OUTPUT, axis=1)
        return self.finished(
            "efficientnet_lite0",
            side_px=SIDE_PX,
            given=INPUT,
            found=OUTPUT,
            count=len(CLASS_PLACES),
        )

    def _block(self, value: str, block: Block) -> str:
        name, out = block.name, value
        if block.expands:
            out = self._cut_off(self._convolution(out, f"{name}_expand_conv", f"{name}_bn0"))
        out = self._convolution(
            out, f"{name}_depthwise_conv", f"{name}_bn1", stride=block.stride, is_apart=True
        )
        out = self._convolution(self._cut_off(out), f"{name}_project_conv", f"{name}_bn2")
        return self.add("Add", out, value) if block.is_added else out

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
        weights = self.constant(f"{name}_weights", kernels * factor[:, None, None, None])
        offset = self.constant(f"{name}_offset", shift - mean * factor)
        before, after = same_padding(kernels.shape[-1], stride)
        return self.add(
            "Conv",
            *(value, weights, offset),
            strides=[stride] * 2,
            pads=[before, before, after, after],
            group=len(kernels) if is_apart else 1,
        )

    def _cut_off(self, value: str) -> str:
        """ReLU6."""
        return self.add("Clip", value, self._zero, self._six)
