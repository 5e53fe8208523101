"""Small ONNX detectors: in each cell of 8 x 8 pixels, red is a barbell and green a dumbbell."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

SIDE_PX, CELL_PX = 64, 8
_CELLS = SIDE_PX // CELL_PX
_OPSET, _IR_VERSION = 13, 8


@dataclass(frozen=True, slots=True)
class SmallDetector:
    """``is_finished``: it tells corners and one class, else sizes and every class's confidence.

    ``cells`` is how many cells a box is wide and high.
    """

    is_finished: bool = False
    metadata: dict[str, str] = field(default_factory=lambda: {"spotter.names": "barbell,dumbbell"})
    cells: int = 1

    def write(self, folder: Path, name: str = "detector.onnx") -> Path:
        nodes = [
            helper.make_node(
                "AveragePool",
                ["pixels"],
                ["means"],
                kernel_shape=[CELL_PX] * 2,
                strides=[CELL_PX] * 2,
            ),
            helper.make_node("Reshape", ["means", "shape"], ["colours"]),
            helper.make_node(
                "Gather", ["colours", "red" if self.is_finished else "first"], ["sure"], axis=1
            ),
        ]
        parts = ["boxes", "sure"] + ["class"] * self.is_finished
        joined = "joined" if self.is_finished else "found"
        nodes.append(helper.make_node("Concat", parts, [joined], axis=1))
        if self.is_finished:
            nodes.append(helper.make_node("Transpose", ["joined"], ["found"], perm=[0, 2, 1]))
        graph = helper.make_graph(
            nodes,
            "cells",
            [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, [1, 3, SIDE_PX, SIDE_PX])],
            [helper.make_tensor_value_info("found", TensorProto.FLOAT, None)],
            [numpy_helper.from_array(array, key) for key, array in self._constants().items()],
        )
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION
        )
        helper.set_model_props(model, self.metadata)
        path = folder / name
        onnx.save_model(model, path)
        return path

    def _constants(self) -> dict[str, NDArray[Any]]:
        middles = (
            np.stack(np.meshgrid(*[np.arange(_CELLS)] * 2), 0).reshape(2, -1) + 0.5
        ) * CELL_PX
        sizes = np.full_like(middles, CELL_PX * self.cells)
        told = [middles - sizes / 2, middles + sizes / 2] if self.is_finished else [middles, sizes]
        boxes = np.concatenate(told)[None].astype(np.float32)
        return {
            "boxes": boxes,
            "shape": np.array([1, 3, -1], np.int64),
            "first": np.array([0, 1], np.int64),
            "red": np.array([0], np.int64),
            "class": np.zeros((1, 1, _CELLS**2), np.float32),
        }
