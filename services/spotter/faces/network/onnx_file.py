"""Writes the network as an ONNX file.

The input ``faces`` is (batch, 150, 150, 3) uint8 RGB; the output ``embeddings`` is (batch, 128).
"""

from pathlib import Path

import numpy as np
import onnx

from spotter.estimators.models.onnx_writing import GrowingGraph, model_of, write_model
from spotter.faces.network.structure import BLOCKS, HEAD, MEAN_RGB, SCALE, SIDE_PX, STEM, Block
from spotter.faces.network.weights import Weights

INPUT, OUTPUT = "faces", "embeddings"
LENGTH = 128
_LICENCE = "dlib's network is CC0; the 8-bit weights are MIT"


def write_network(weights: Weights, path: Path) -> None:
    """Write the network to ``path`` in one step, after ONNX's own checker has accepted it.

    Raises :class:`OSError` if the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_model(model_of(_Network(weights).graph(), {"licence": _LICENCE}), path)


class _Network(GrowingGraph):
    """The network's layers, with its weights."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self._weights = weights

    def graph(self) -> onnx.GraphProto:
        """The whole graph."""
        pixels = self.pixels(INPUT, MEAN_RGB, SCALE)
        value = self.add("Relu", self._convolution(pixels, STEM, stride=2, pad=0))
        value = self.add("MaxPool", value, kernel_shape=[3, 3], strides=[2, 2])
        side_px, channels = (SIDE_PX - 7) // 2 + 1, 32
        side_px = (side_px - 3) // 2 + 1
        for block in BLOCKS:
            value, side_px = self._block(value, block, side_px, channels)
            channels = block.channels
        mean = self.add("ReduceMean", value, axes=[2, 3], keepdims=0)
        self.add("MatMul", mean, self.constant(HEAD, self._weights[HEAD]), output=OUTPUT)
        return self.finished(
            "dlib_face_recognition_resnet",
            side_px=SIDE_PX,
            given=INPUT,
            found=OUTPUT,
            count=LENGTH,
        )

    def _block(self, value: str, block: Block, side_px: int, channels: int) -> tuple[str, int]:
        """What a block gives of maps of ``side_px`` and so many ``channels``, and their side."""
        stride, pad = (2, 0) if block.halves else (1, 1)
        out = self.add("Relu", self._convolution(value, f"{block.name}/conv1", stride, pad))
        out = self._convolution(out, f"{block.name}/conv2", 1, 1)
        if not block.halves:
            return self.add("Relu", self.add("Add", out, value)), side_px
        kept, pooled = (side_px - 3) // 2 + 1, side_px // 2
        short = self.add("AveragePool", value, kernel_shape=[2, 2], strides=[2, 2])
        short = self._padded(short, channels=block.channels - channels)
        out = self._padded(out, side=pooled - kept)
        return self.add("Relu", self.add("Add", out, short)), pooled

    def _convolution(self, value: str, name: str, stride: int, pad: int) -> str:
        """A convolution with its scale and offset by channel folded in."""
        filters = self._weights[f"{name}/conv/filters"].transpose(3, 2, 0, 1)
        scale = self._weights[f"{name}/scale/weights"]
        offset = self._weights[f"{name}/conv/bias"] * scale + self._weights[f"{name}/scale/biases"]
        inputs = [
            value,
            self.constant(f"{name}/filters", filters * scale[:, None, None, None]),
            self.constant(f"{name}/offset", offset),
        ]
        return self.add("Conv", *inputs, strides=[stride] * 2, pads=[pad] * 4)

    def _padded(self, value: str, *, channels: int = 0, side: int = 0) -> str:
        """With zeros added after the last channel, row and column."""
        if not channels and not side:
            return value
        pads = np.array([0, 0, 0, 0, 0, channels, side, side], np.int64)
        return self.add("Pad", value, self.constant(f"pads_of_{value}", pads))
