"""Writes networks as ONNX files, for ONNX Runtime and other engines."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from numpy.typing import ArrayLike, NDArray
from onnx import helper, numpy_helper

_OPSET = 13
_IR_VERSION = 8  # contemporary with this opset, so that older engines read it too


def model_of(graph: onnx.GraphProto, facts: Mapping[str, str]) -> onnx.ModelProto:
    """The model of a copy of ``graph``; ``facts`` become its ``metadata_props``."""
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION
    )
    helper.set_model_props(model, dict(facts))
    return model


def write_model(model: onnx.ModelProto, path: Path) -> None:
    """Write ``model`` to ``path`` in one step, after ONNX's own checker has accepted it.

    Raises :class:`OSError` if the file cannot be written.
    """
    with TemporaryDirectory(prefix=".onnx-", dir=path.parent) as folder:
        draft = Path(folder, path.name)
        onnx.save_model(model, draft)
        onnx.checker.check_model(draft)
        draft.replace(path)


class GrowingGraph:
    """A graph of what a network does with pictures; methods return the name of what they add."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def constant(self, name: str, array: NDArray[np.generic]) -> str:
        """A constant of that name."""
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(
        self, operator: str, *inputs: str, output: str = "", **settings: int | list[int]
    ) -> str:
        """What ``operator`` makes of ``inputs``, by the name of ``output`` if one is given."""
        output = output or f"{operator.lower()}_{len(self._nodes)}"
        node = helper.make_node(operator, list(inputs), [output])
        node.attribute.extend(helper.make_attribute(key, value) for key, value in settings.items())
        self._nodes.append(node)
        return output

    def pixels(self, pictures: str, mean: ArrayLike, scale: ArrayLike) -> str:
        """(batch, H, W, 3) uint8 ``pictures`` as (batch, 3, H, W) numbers: less mean, by scale."""
        value = self.add("Cast", pictures, to=onnx.TensorProto.FLOAT)
        value = self.add("Sub", value, self.constant("mean", np.array(mean, np.float32)))
        value = self.add("Mul", value, self.constant("scale", np.array(scale, np.float32)))
        return self.add("Transpose", value, perm=[0, 3, 1, 2])

    def finished(
        self, name: str, *, side_px: int, given: str, found: str, count: int
    ) -> onnx.GraphProto:
        """The whole: of square pictures ``given``, (batch, ``count``) numbers ``found``."""
        pixels, numbers = onnx.TensorProto.UINT8, onnx.TensorProto.FLOAT
        shape: list[str | int] = ["batch", side_px, side_px, 3]
        return helper.make_graph(
            self._nodes,
            name,
            [helper.make_tensor_value_info(given, pixels, shape)],
            [helper.make_tensor_value_info(found, numbers, ["batch", count])],
            self._constants,
        )
