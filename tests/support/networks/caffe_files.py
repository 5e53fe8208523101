"""Caffe's files for OpenPose's networks: prototxts as published, caffemodels with given numbers.

Caffemodels are assembled byte by byte from Caffe's published field numbers (BVLC/caffe,
``src/caffe/proto/caffe.proto``), not with the stubs that the product reads them with.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.openpose.published.layers import Concat, Convolution, Layer, MaxPool, PReLU
from spotter.estimators.openpose.published.parameters import Parameters
from spotter.estimators.openpose.published.structure import IMAGE, Structure

_LAYER, _V1_LAYER = 100, 2
_NAME, _TYPE, _BLOBS = 1, 2, 7
_V1_NAME, _V1_TYPE, _V1_BLOBS = 4, 5, 6
_SHAPE, _DATA, _DOUBLE_DATA, _DIM = 7, 5, 8, 1
_V1_KINDS = {"Convolution": 4, "Concat": 3, "Pooling": 17, "ReLU": 18}


def narrowed(structure: Structure, by: int = 16) -> Structure:
    """The same layers with fewer channels, except for the maps: quick to write and run."""
    model = structure.model
    kept = {model.heat_count, model.affinity_count}
    channels = {IMAGE: 3}
    layers: list[Layer] = []
    for layer in structure.layers:
        arriving = sum(channels[bottom] for bottom in layer.bottoms)
        channels[layer.top] = arriving
        if isinstance(layer, Convolution):
            count = layer.out_channels
            channels[layer.top] = count if count in kept else count // by
            layers.append(replace(layer, in_channels=arriving, out_channels=channels[layer.top]))
        elif isinstance(layer, PReLU):
            layers.append(replace(layer, channels=arriving))
        else:
            layers.append(layer)
    return Structure(model, tuple(layers))


def prototxt(structure: Structure, width_px: int = 16, height_px: int = 16) -> str:
    """The network as text, including the training settings in the published files."""
    dims = "".join(
        f"input_dim: {dim} # defined at runtime\n" for dim in (1, 3, height_px, width_px)
    )
    layers = "".join(_layer_text(layer) for layer in structure.layers)
    return f'name: "OpenPose"\ninput: "{IMAGE}"\n{dims}{layers}'


def _layer_text(layer: Layer) -> str:
    lines = [f'name: "{layer.name}"', f'type: "{layer.kind}"']
    lines += [f'bottom: "{bottom}"' for bottom in layer.bottoms]
    lines.append(f'top: "{layer.top}"')
    if isinstance(layer, Convolution):
        lines += ["param { lr_mult: 1.0 decay_mult: 1 }", "param { lr_mult: 2.0 decay_mult: 0 }"]
        sizes = f"pad: {layer.padding} kernel_size: {layer.kernel}"
        fillers = 'weight_filler { type: "gaussian" std: 0.01 } bias_filler { type: "constant" }'
        lines.append(f"convolution_param {{ num_output: {layer.out_channels} {sizes} {fillers} }}")
    elif isinstance(layer, MaxPool):
        sizes = f"kernel_size: {layer.size} stride: {layer.size}"
        lines.append(f"pooling_param {{ pool: MAX {sizes} }}")
    elif isinstance(layer, Concat):
        lines.append("concat_param { axis: 1 }")
    return "layer {\n" + "".join(f"  {line}\n" for line in lines) + "}\n"


def write_caffemodel(
    path: Path,
    structure: Structure,
    parameters: Parameters,
    *,
    in_v1_form: bool = False,
    in_double: bool = False,
) -> None:
    """The network with its numbers; the form before Caffe 1.0 gives each blob four dimensions."""
    with path.open("wb") as file:
        file.write(_field(_NAME, b"OpenPose"))
        for layer in structure.layers:
            blobs = [parameters[name] for name in layer.parameter_shapes if name in parameters]
            encode = _v1_layer if in_v1_form else _layer
            file.write(encode(layer, [_numbers(blob, in_double=in_double) for blob in blobs]))


def _layer(layer: Layer, blobs: list[tuple[NDArray[np.floating], int]]) -> bytes:
    content = _field(_NAME, layer.name.encode()) + _field(_TYPE, layer.kind.encode())
    for numbers, kind in blobs:
        dims = b"".join(_varint(length) for length in numbers.shape)
        shape = _field(_SHAPE, _field(_DIM, dims))
        content += _field(_BLOBS, shape + _field(kind, numbers.tobytes()))
    return _field(_LAYER, content)


def _v1_layer(layer: Layer, blobs: list[tuple[NDArray[np.floating], int]]) -> bytes:
    content = _field(_V1_NAME, layer.name.encode())
    content += _varint(_V1_TYPE << 3) + _varint(_V1_KINDS.get(layer.kind, 0))
    for numbers, kind in blobs:
        lengths = (1,) * (4 - numbers.ndim) + numbers.shape
        dims = b"".join(
            _varint(place << 3) + _varint(length) for place, length in enumerate(lengths, start=1)
        )
        content += _field(_V1_BLOBS, dims + _field(kind, numbers.tobytes()))
    return _field(_V1_LAYER, content)


def _numbers(blob: NDArray[np.floating], *, in_double: bool) -> tuple[NDArray[np.floating], int]:
    return (blob.astype("<f8"), _DOUBLE_DATA) if in_double else (blob.astype("<f4"), _DATA)


def _field(number: int, content: bytes) -> bytes:
    """A field of bytes, text, packed numbers or another message."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    digits = [number >> shift & 0x7F for shift in range(0, max(number.bit_length(), 1), 7)]
    return bytes([*(digit | 0x80 for digit in digits[:-1]), digits[-1]])
