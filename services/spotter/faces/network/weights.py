"""Reads weights as TensorFlow.js packs them: a manifest in JSON and a file of bytes."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spotter.faces.errors import FacesError

Weights = Mapping[str, NDArray[np.float32]]


def unpacked(manifest: bytes, content: bytes) -> dict[str, NDArray[np.float32]]:
    """The weights by name, in float32; those of 8 bits are value * scale + min.

    Raises :class:`FacesError` if the two do not belong together.
    """
    weights, at = {}, 0
    for entry in _entries(manifest):
        count = int(np.prod(entry["shape"]))
        quantisation = entry.get("quantization")
        dtype = np.dtype(quantisation["dtype"] if quantisation else entry["dtype"])
        size = count * dtype.itemsize
        if at + size > len(content):
            raise FacesError(f"expected {at + size} bytes of weights; found {len(content)}")
        values = np.frombuffer(content, dtype, count, at).astype(np.float32)
        if quantisation:
            values = values * np.float32(quantisation["scale"]) + np.float32(quantisation["min"])
        weights[entry["name"]] = values.reshape(entry["shape"])
        at += size
    if at != len(content):
        raise FacesError(f"expected {at} bytes of weights; found {len(content)}")
    return weights


def _entries(manifest: bytes) -> list[dict[str, Any]]:
    try:
        groups = json.loads(manifest)
        return [entry for group in groups for entry in group["weights"]]
    except (ValueError, KeyError, TypeError) as error:
        raise FacesError(f"expected a manifest of TensorFlow.js: {error}") from error
