"""EfficientNet-Lite0 as its paper and TensorFlow's padding describe it, layer by layer."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Parameters = Mapping[str, NDArray[np.float32]]

STAGES = (
    # kernel, first stride, channels in and out, expansion, blocks
    (3, 1, 32, 16, 1, 1),
    (3, 2, 16, 24, 6, 2),
    (5, 2, 24, 40, 6, 2),
    (3, 2, 40, 80, 6, 3),
    (5, 1, 80, 112, 6, 3),
    (5, 2, 112, 192, 6, 4),
    (3, 1, 192, 320, 6, 1),
)
CLASSES = 1000


def random_parameters(rng: np.random.Generator) -> dict[str, NDArray[np.float32]]:
    """Parameters with the published names and shapes."""
    made: dict[str, NDArray[np.float32]] = {}

    def convolution(name: str, norm: str, shape: tuple[int, ...]) -> None:
        fan_in = np.prod(shape[1:])
        made[f"{name}.weight"] = rng.normal(0, np.sqrt(2 / fan_in), shape).astype(np.float32)
        for part, low, high in (
            ("weight", 0.5, 1.5),
            ("bias", -0.5, 1.0),
            ("running_mean", -0.3, 0.3),
            ("running_var", 0.3, 2.0),
        ):
            made[f"{norm}.{part}"] = rng.uniform(low, high, shape[0]).astype(np.float32)

    convolution("_conv_stem", "_bn0", (32, 3, 3, 3))
    number = 0
    for kernel, _, channels_in, channels_out, expansion, count in STAGES:
        for place in range(count):
            name, few = f"_blocks.{number}.", channels_out if place else channels_in
            many = few * expansion
            if expansion > 1:
                convolution(f"{name}_expand_conv", f"{name}_bn0", (many, few, 1, 1))
            convolution(f"{name}_depthwise_conv", f"{name}_bn1", (many, 1, kernel, kernel))
            convolution(f"{name}_project_conv", f"{name}_bn2", (channels_out, many, 1, 1))
            number += 1
    convolution("_conv_head", "_bn1", (1280, 320, 1, 1))
    made["_fc.weight"] = rng.normal(0, 0.1, (CLASSES, 1280)).astype(np.float32)
    made["_fc.bias"] = rng.normal(0, 0.1, CLASSES).astype(np.float32)
    return made


def likely(parameters: Parameters, rgb: NDArray[np.uint8]) -> Floats:
    """(1000,) how likely each class is for a (224, 224, 3) picture."""
    value = (rgb.astype(np.float64) - 127) / 128
    value = relu6(layer(value, parameters, "_conv_stem", "_bn0", 2))
    number = 0
    for _, first_stride, _, _, expansion, count in STAGES:
        for place in range(count):
            name, before = f"_blocks.{number}.", value
            if expansion > 1:
                value = relu6(layer(value, parameters, f"{name}_expand_conv", f"{name}_bn0"))
            stride = 1 if place else first_stride
            depthwise = f"{name}_depthwise_conv", f"{name}_bn1"
            value = relu6(layer(value, parameters, *depthwise, stride))
            value = layer(value, parameters, f"{name}_project_conv", f"{name}_bn2")
            value = value + before if place else value
            number += 1
    value = relu6(layer(value, parameters, "_conv_head", "_bn1"))
    logits = parameters["_fc.weight"] @ value.mean(axis=(0, 1)) + parameters["_fc.bias"]
    odds = np.exp(logits - logits.max())
    shares: Floats = odds / odds.sum()
    return shares


def layer(value: Floats, parameters: Parameters, name: str, norm: str, stride: int = 1) -> Floats:
    """A convolution of (H, W, C), padded so that each side becomes its ratio to the stride."""
    kernels = parameters[f"{name}.weight"].astype(np.float64)
    side, kernel = value.shape[0], kernels.shape[-1]
    out = -(-side // stride)
    padding = max((out - 1) * stride + kernel - side, 0)
    pads = (padding // 2, padding - padding // 2)
    padded = np.pad(value, (pads, pads, (0, 0)))
    total = np.zeros((out, out, len(kernels)))
    for row in range(kernel):
        for column in range(kernel):
            part = padded[
                row : row + out * stride : stride, column : column + out * stride : stride
            ]
            part = part[:out, :out]
            if kernels.shape[1] == 1:
                total += part * kernels[:, 0, row, column]
            else:
                total += part @ kernels[:, :, row, column].T
    scale, shift, mean, variance = (
        parameters[f"{norm}.{part}"] for part in ("weight", "bias", "running_mean", "running_var")
    )
    normalised: Floats = (total - mean) / np.sqrt(variance + 1e-3) * scale + shift
    return normalised


def relu6(value: Floats) -> Floats:
    return np.clip(value, 0, 6)
