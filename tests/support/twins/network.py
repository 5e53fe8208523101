"""A slow, obvious twin of the published networks: each layer straight from its definition."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from spotter.estimators.openpose.published.layers import (
    Concat,
    Convolution,
    Layer,
    MaxPool,
    PReLU,
    ReLU,
)
from spotter.estimators.openpose.published.parameters import Parameters
from spotter.estimators.openpose.published.structure import IMAGE, OUTPUT, Structure

Array = NDArray[np.float64]


def naive_maps(structure: Structure, parameters: Parameters, bgr: NDArray[np.uint8]) -> Array:
    """All maps of one (H, W, 3) picture, the heat maps first: (C, H/8, W/8)."""
    blobs = {IMAGE: bgr.transpose(2, 0, 1) / 256 - 0.5}
    for layer in structure.layers:
        blobs[layer.top] = _computed(layer, parameters, [blobs[bottom] for bottom in layer.bottoms])
    return blobs[OUTPUT]


def _computed(layer: Layer, parameters: Parameters, inputs: list[Array]) -> Array:
    first = inputs[0]
    match layer:
        case Convolution():
            return _convolved(layer, parameters, first)
        case ReLU():
            return np.maximum(first, 0)
        case PReLU():
            slope = parameters[f"{layer.name}.slope"].astype(np.float64)
            return np.where(first > 0, first, slope[:, None, None] * first)
        case MaxPool():
            channels, height, width = first.shape
            cut = (channels, height // layer.size, layer.size, width // layer.size, layer.size)
            greatest: Array = first.reshape(cut).max(axis=(2, 4))
            return greatest
        case Concat():
            return np.concatenate(inputs)
    raise TypeError(f"no such layer: {layer}")


def _convolved(layer: Convolution, parameters: Parameters, maps: Array) -> Array:
    edges = (layer.padding, layer.padding)
    padded = np.pad(maps, ((0, 0), edges, edges))
    seen = sliding_window_view(padded, (layer.kernel, layer.kernel), axis=(1, 2))
    weight = parameters[f"{layer.name}.weight"].astype(np.float64)
    bias = parameters[f"{layer.name}.bias"].astype(np.float64)
    convolved: Array = np.tensordot(weight, seen, ((1, 2, 3), (0, 3, 4))) + bias[:, None, None]
    return convolved
