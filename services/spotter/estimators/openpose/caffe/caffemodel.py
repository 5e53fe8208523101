"""Reads a caffemodel: the trained parameters of one of OpenPose's networks."""

from hashlib import sha256
from itertools import dropwhile
from math import prod
from pathlib import Path

import numpy as np
from google.protobuf.message import DecodeError
from numpy.typing import NDArray

from spotter.estimators.errors import ModelError
from spotter.estimators.openpose.caffe.caffe_net_pb2 import BlobProto, NetParameter
from spotter.estimators.openpose.published.layers import Shape
from spotter.estimators.openpose.published.structure import Structure
from spotter.estimators.openpose.published.weights import Weights

MAX_CAFFEMODEL_BYTES = 1 << 30
_TEXT_BYTES = 1 << 10
_MAX_DIMENSIONS = 8


def read_caffemodel(path: Path, structure: Structure) -> Weights:
    """The weights of the network ``structure``, from either of Caffe's two formats.

    Layers that the structure lacks are skipped, as in Caffe. Peak memory is about twice the file's
    size.

    Raises :class:`ModelError` if the file cannot be read, is truncated or not a caffemodel, belongs
    to another network, or holds numbers that are not finite; the message names the layer.
    """
    net, caffemodel_sha256 = _parsed(path)
    layers = net.layer or net.layers
    if not layers:
        raise ModelError(f"expected the layers of a network in the caffemodel {path}; found none")
    blobs = {layer.name: layer.blobs for layer in layers}
    try:
        parameters = {
            name: _array(name, blob, shape)
            for layer in structure.layers
            for (name, shape), blob in zip(
                layer.parameter_shapes.items(), blobs.get(layer.name, ()), strict=False
            )
        }
        return Weights(structure, parameters, caffemodel_sha256)
    except ModelError as error:
        raise ModelError(
            f"{path} is not a valid caffemodel of the network {structure.name}: {error}"
        ) from error


def _parsed(path: Path) -> tuple[NetParameter, str]:
    """The parsed file, and the SHA-256 of its bytes."""
    content = _bytes(path)
    try:
        return NetParameter.FromString(content), sha256(content).hexdigest()
    except DecodeError as error:
        is_text = b"\0" not in content[:_TEXT_BYTES]
        found = "text. Is it the prototxt?" if is_text else "a truncated one, or something else"
        raise ModelError(f"expected a caffemodel in {path}; found {found}") from error


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_CAFFEMODEL_BYTES + 1)
    except OSError as error:
        raise ModelError(f"the caffemodel {path} cannot be read: {error.strerror}") from error
    if not content:
        raise ModelError(f"expected a caffemodel in {path}; found an empty file")
    if len(content) > MAX_CAFFEMODEL_BYTES:
        raise ModelError(
            f"expected at most {MAX_CAFFEMODEL_BYTES} bytes in the caffemodel {path}; found more"
        )
    return content


def _array(name: str, blob: BlobProto, expected: Shape) -> NDArray[np.float32]:
    """A blob's numbers in its own shape, or in the ``expected`` one if only leading 1s differ.

    In older files every blob has four dimensions.
    """
    values = blob.data or blob.double_data
    with np.errstate(over="ignore"):  # overflow becomes infinity, which is reported with its layer
        array = np.fromiter(values, np.float32, len(values))
    own = tuple(blob.shape.dim) or (blob.num, blob.channels, blob.height, blob.width)
    if len(own) > _MAX_DIMENSIONS or min(own, default=0) < 0:
        shown = ", ".join(map(str, own[:_MAX_DIMENSIONS]))
        raise ModelError(f"expected {name} to be {expected}; found {len(own)} dimensions, {shown}")
    if prod(own) != len(array):
        raise ModelError(f"expected {prod(own)} numbers of {name}, {own}; found {len(array)}")
    return array.reshape(expected if _trimmed(own) == _trimmed(expected) else own)


def _trimmed(shape: Shape) -> Shape:
    """The shape without leading dimensions of 1."""
    return tuple(dropwhile(lambda length: length == 1, shape))
