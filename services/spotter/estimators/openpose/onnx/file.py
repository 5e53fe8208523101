"""Writes one of OpenPose's networks as an ONNX file, for ONNX Runtime and other engines.

The input ``image`` is (batch, 3, height, width) float32, BGR from 0 to 255 as cameras deliver it:
the graph itself scales the numbers to what the network was trained with. Sides are multiples of 8.
The output ``maps`` is (batch, 57 or 78, height / 8, width / 8): heat maps, then affinity maps.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from spotter.estimators.models.onnx_writing import model_of, write_model
from spotter.estimators.openpose.onnx.pixels import COLOURS_KEY
from spotter.estimators.openpose.published.layers import (
    Concat,
    Convolution,
    Layer,
    MaxPool,
    PReLU,
    ReLU,
)
from spotter.estimators.openpose.published.structure import (
    IMAGE,
    PIXEL_OFFSET,
    PIXEL_SCALE,
    Structure,
)
from spotter.estimators.openpose.published.weights import LICENCE, Weights

MAPS = "maps"


def write_onnx(weights: Weights, path: Path) -> None:
    """Write the network to ``path`` in one step, after ONNX's own checker has accepted it.

    The file's ``metadata_props`` state that colours are BGR, and the licence. Peak memory is about
    four times the file's size.

    Raises :class:`OSError` if the file cannot be written.
    """
    write_model(_model(weights), path)


def _model(weights: Weights) -> onnx.ModelProto:
    structure = weights.structure
    channels = structure.model.heat_count + structure.model.affinity_count
    graph = helper.make_graph(
        list(_nodes(structure)),
        f"openpose_{structure.name}",
        [_values(IMAGE, "batch", 3, "height", "width")],
        [_values(MAPS, "batch", channels, "rows", "columns")],
    )
    model = model_of(graph, {COLOURS_KEY: "bgr", "licence": LICENCE})
    for name, array in _constants(weights):  # only now, as the model has a copy of the graph
        model.graph.initializer.append(numpy_helper.from_array(array, name))
    return model


def _values(name: str, *shape: int | str) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape)


def _nodes(structure: Structure) -> Iterator[onnx.NodeProto]:
    """The graph's nodes. ONNX values are written once, so a layer in place gets a new name."""
    yield helper.make_node("Mul", [IMAGE, "pixel_scale"], ["scaled"], name="scale")
    yield helper.make_node("Add", ["scaled", "pixel_offset"], ["pixels"], name="offset")
    values = {IMAGE: "pixels"}
    for layer in structure.layers:
        value = MAPS if layer is structure.layers[-1] else layer.name
        yield _node(layer, [values[blob] for blob in layer.bottoms], value)
        values[layer.top] = value


def _node(layer: Layer, inputs: list[str], output: str) -> onnx.NodeProto:
    operator, settings = _operator(layer)
    node = helper.make_node(operator, [*inputs, *layer.parameter_shapes], [output], name=layer.name)
    node.attribute.extend(helper.make_attribute(key, value) for key, value in settings.items())
    return node


def _operator(layer: Layer) -> tuple[str, dict[str, int | list[int]]]:
    match layer:
        case Convolution():
            return "Conv", {"kernel_shape": [layer.kernel] * 2, "pads": [layer.padding] * 4}
        case MaxPool():
            return "MaxPool", {"kernel_shape": [layer.size] * 2, "strides": [layer.size] * 2}
        case ReLU():
            return "Relu", {}
        case PReLU():
            return "PRelu", {}
        case Concat():
            return "Concat", {"axis": 1}
        case _:
            raise TypeError(f"no operator for the layer {layer}")


def _constants(weights: Weights) -> Iterator[tuple[str, NDArray[np.float32]]]:
    yield "pixel_scale", np.array([PIXEL_SCALE], dtype=np.float32)
    yield "pixel_offset", np.array([PIXEL_OFFSET], dtype=np.float32)
    for layer in weights.structure.layers:
        for name in layer.parameter_shapes:
            array = weights.parameters[name]
            yield name, array[:, None, None] if isinstance(layer, PReLU) else array
