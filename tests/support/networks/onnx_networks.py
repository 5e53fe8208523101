"""Small ONNX networks of the OpenPose family whose maps are known functions of the picture."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from spotter.estimators.openpose.body_model import COCO, BodyModel

ONE, TWO, TWO_AFFINITY_FIRST, STAGES = ("maps",), ("heat", "affinity"), ("affinity", "heat"), ()
_OPSET, _IR_VERSION = 13, 8


@dataclass(frozen=True, slots=True)
class SmallNetwork:
    """Each map is the mean colour of every cell, weighted by the map's own three numbers.

    ``outputs`` are their names in order; ``STAGES``: two stages of heat and affinity, the first all
    zero. ``size_px`` and ``batch`` are free if None; with ``breaks_on_batches`` the batch is
    declared free, but is not.
    """

    model: BodyModel = COCO
    outputs: tuple[str, ...] = ONE
    input_last: bool = False
    output_last: bool = False
    half: bool = False
    batch: int | None = 1
    size_px: tuple[int, int] | None = (64, 48)
    stride_px: int = 8
    breaks_on_batches: bool = False
    metadata: dict[str, str] = field(default_factory=dict)

    @property
    def map_count(self) -> int:
        return self.model.heat_count + self.model.affinity_count

    @property
    def weights(self) -> NDArray[np.float32]:
        """(maps, 3) for the channels of the input in their order."""
        return np.random.default_rng(8).uniform(-1, 1, (self.map_count, 3)).astype(np.float32)

    def write(self, folder: Path) -> Path:
        """Write ``network.onnx`` into the folder."""
        path = folder / "network.onnx"
        kind = TensorProto.FLOAT16 if self.half else TensorProto.FLOAT
        width, height = self.size_px or ("width", "height")
        batch = self.batch or "batch"
        shape = [batch, height, width, 3] if self.input_last else [batch, 3, height, width]
        graph = helper.make_graph(
            self._nodes(),
            "small",
            [helper.make_tensor_value_info("image", kind, shape)],
            [helper.make_tensor_value_info(name, kind, None) for name in self._output_names()],
            self._constants(),
        )
        opset = helper.make_opsetid("", _OPSET)
        network = helper.make_model(graph, opset_imports=[opset], ir_version=_IR_VERSION)
        helper.set_model_props(network, self.metadata)
        onnx.save_model(network, path)
        return path

    def expected(self, pixels: NDArray[np.number]) -> NDArray[np.float64]:
        """(N, maps, h, w) for the network's input, (N, H, W, 3) in its channels' order."""
        count, height, width, _ = pixels.shape
        side = self.stride_px
        cells = pixels.reshape(count, height // side, side, width // side, side, 3).mean((2, 4))
        maps: NDArray[np.float64] = np.einsum("nhwk,ck->nchw", cells, self.weights)
        return maps

    def _output_names(self) -> tuple[str, ...]:
        return self.outputs or ("heat0", "affinity0", "heat", "affinity")

    def _nodes(self) -> list[onnx.NodeProto]:
        nodes, image = [], "image"
        if self.input_last:
            nodes.append(helper.make_node("Transpose", [image], ["first"], perm=[0, 3, 1, 2]))
            image = "first"
        if self.breaks_on_batches:
            nodes.append(helper.make_node("Reshape", [image, "one"], ["single"]))
            image = "single"
        side = [self.stride_px] * 2
        nodes.append(
            helper.make_node("AveragePool", [image], ["cells"], kernel_shape=side, strides=side)
        )
        for name in self._output_names():
            made = f"{name}_first" if self.output_last else name
            nodes.append(helper.make_node("Conv", ["cells", f"{name}_weights"], [made]))
            if self.output_last:
                nodes.append(helper.make_node("Transpose", [made], [name], perm=[0, 2, 3, 1]))
        return nodes

    def _constants(self) -> list[TensorProto]:
        heat = self.weights[: self.model.heat_count]
        affinity = self.weights[self.model.heat_count :]
        arrays = {
            "maps": self.weights,
            "heat": heat,
            "affinity": affinity,
            "heat0": 0 * heat,
            "affinity0": 0 * affinity,
        }
        kind = np.float16 if self.half else np.float32
        constants = [
            numpy_helper.from_array(arrays[name][..., None, None].astype(kind), f"{name}_weights")
            for name in self._output_names()
        ]
        if self.breaks_on_batches:
            width_px, height_px = self.size_px or (0, 0)
            shape = np.array([1, 3, height_px, width_px], dtype=np.int64)
            constants.append(numpy_helper.from_array(shape, "one"))
        return constants
