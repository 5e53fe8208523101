"""Checks the shapes of arrays from outside."""

from typing import Any

from numpy.typing import NDArray

from spotter.movement.values.errors import MovementError


def check_shape(shape: tuple[int, ...], **arrays: NDArray[Any]) -> None:
    """Raise :class:`MovementError`, naming the array, unless each one has this shape."""
    for name, array in arrays.items():
        if array.shape != shape:
            raise MovementError(f"{name} must have the shape {shape}; found {array.shape}")
