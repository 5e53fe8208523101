"""dlib's face network in plain numpy, slow and obvious, and random weights for it."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from spotter.faces.network.weights import Weights

Maps = NDArray[np.float32]

_CHANNELS = {
    "conv32_1": (32, 32),
    "conv32_2": (32, 32),
    "conv32_3": (32, 32),
    "conv64_down": (32, 64),
    "conv64_1": (64, 64),
    "conv64_2": (64, 64),
    "conv64_3": (64, 64),
    "conv128_down": (64, 128),
    "conv128_1": (128, 128),
    "conv128_2": (128, 128),
    "conv256_down": (128, 256),
    "conv256_1": (256, 256),
    "conv256_2": (256, 256),
    "conv256_down_out": (256, 256),
}


def random_weights(rng: np.random.Generator) -> dict[str, Maps]:
    """Weights under the package's names; activations stay about as large as the pixels."""
    weights = _layer(rng, "conv32_down", 7, 3, 32)
    for name, (before, after) in _CHANNELS.items():
        weights |= _layer(rng, f"{name}/conv1", 3, before, after)
        weights |= _layer(rng, f"{name}/conv2", 3, after, after)
    return {**weights, "fc": rng.normal(0, 0.1, (256, 128)).astype(np.float32)}


def embedding(rgb: NDArray[np.uint8], weights: Weights) -> Maps:
    """(128,) of a (150, 150, 3) picture, layer by layer; maps are (H, W, C)."""
    mean = np.array([122.782, 117.001, 104.298], np.float32)
    maps: Maps = (rgb.astype(np.float32) - mean) / np.float32(256)
    maps = np.maximum(_convolved(maps, weights, "conv32_down", stride=2), 0)
    maps = sliding_window_view(maps, (3, 3), (0, 1))[::2, ::2].max(axis=(-2, -1))
    for name in _CHANNELS:
        maps = _down(maps, weights, name) if "down" in name else _same(maps, weights, name)
    return np.asarray(maps.mean(axis=(0, 1)) @ weights["fc"], np.float32)


def _layer(
    rng: np.random.Generator, name: str, side: int, before: int, after: int
) -> dict[str, Maps]:
    spread = 1 / np.sqrt(side * side * before)
    return {
        f"{name}/conv/filters": rng.normal(0, spread, (side, side, before, after)).astype("f4"),
        f"{name}/conv/bias": rng.normal(0, 0.1, after).astype("f4"),
        f"{name}/scale/weights": rng.uniform(0.5, 1.5, after).astype("f4"),
        f"{name}/scale/biases": rng.normal(0, 0.1, after).astype("f4"),
    }


def _same(maps: Maps, weights: Weights, name: str) -> Maps:
    out = np.maximum(_convolved(_bordered(maps), weights, f"{name}/conv1"), 0)
    out = _convolved(_bordered(out), weights, f"{name}/conv2")
    return np.asarray(np.maximum(out + maps, 0), np.float32)


def _down(maps: Maps, weights: Weights, name: str) -> Maps:
    out = np.maximum(_convolved(maps, weights, f"{name}/conv1", stride=2), 0)
    out = _convolved(_bordered(out), weights, f"{name}/conv2")
    half = len(maps) // 2
    pooled = maps[: 2 * half, : 2 * half].reshape(half, 2, half, 2, -1).mean(axis=(1, 3))
    total = np.zeros((half, half, out.shape[2]), np.float32)
    total[:, :, : pooled.shape[2]] = pooled
    total[: len(out), : len(out)] += out
    return np.maximum(total, 0)


def _bordered(maps: Maps) -> Maps:
    return np.asarray(np.pad(maps, ((1, 1), (1, 1), (0, 0))), np.float32)


def _convolved(maps: Maps, weights: Weights, name: str, stride: int = 1) -> Maps:
    filters = weights[f"{name}/conv/filters"]
    windows = sliding_window_view(maps, filters.shape[:2], (0, 1))[::stride, ::stride]
    out = np.tensordot(windows, filters, ([3, 4, 2], [0, 1, 2])) + weights[f"{name}/conv/bias"]
    scaled = out * weights[f"{name}/scale/weights"] + weights[f"{name}/scale/biases"]
    return np.asarray(scaled, np.float32)
