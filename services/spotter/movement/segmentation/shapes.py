"""Checks the shapes of arrays that come from elsewhere."""

from typing import Any

from numpy.typing import NDArray

from spotter.movement.values.errors import MovementError


def expect_shape(shape: tuple[int, ...], **arrays: NDArray[Any]) -> None:
    """Raises :class:`MovementError` that names the array, unless each one has this shape."""
    for name, array in arrays.items():
        if array.shape != shape:
            raise MovementError(f"{name} has the shape {shape}; found {array.shape}")
