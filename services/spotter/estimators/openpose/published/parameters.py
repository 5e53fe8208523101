"""Checks that trained arrays are those of a structure."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.errors import ModelError
from spotter.estimators.openpose.published.structure import Structure

Parameters = Mapping[str, NDArray[np.float32]]
"""``<layer>.weight`` (out, in, kernel, kernel), ``<layer>.bias`` and ``<layer>.slope``."""

_MAX_NAMED = 3


def check_parameters(structure: Structure, parameters: Parameters) -> None:
    """Check that the arrays are exactly those of the structure, with the right shape and dtype.

    Raises :class:`ModelError`, which names what was expected and what was found.
    """
    shapes = structure.parameter_shapes
    for what, names in (
        ("lack", [name for name in shapes if name not in parameters]),
        ("also have", [name for name in parameters if name not in shapes]),
    ):
        if names:
            raise ModelError(
                f"expected the {len(shapes)} arrays of the network {structure.name}; the weights "
                f"{what} {_some(names)}"
            )
    for name, shape in shapes.items():
        found = parameters[name]
        if found.shape != shape or found.dtype != np.float32:
            raise ModelError(
                f"expected {name} of the network {structure.name} to be {shape} float32; found "
                f"{found.shape} {found.dtype}"
            )
        if not np.isfinite(found).all():
            raise ModelError(
                f"expected finite numbers in {name} of the network {structure.name}; found some "
                "that are not"
            )


def _some(names: list[str]) -> str:
    more = len(names) - _MAX_NAMED
    return ", ".join(names[:_MAX_NAMED]) + (f" and {more} more" if more > 0 else "")
