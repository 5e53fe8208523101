"""The protocol of all networks of the OpenPose family, whatever they run on."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.errors import EstimatorError
from spotter.estimators.openpose.body_model import BodyModel
from spotter.estimators.openpose.maps import STRIDE_PX, Maps

Pictures = NDArray[np.uint8]
"""(N, height, width, 3) BGR: N pictures of one size."""

PendingMaps = Callable[[], Maps]
"""Waits for the maps of a started batch; called once, by any thread."""


class MapNetwork(Protocol):
    """Turns pictures into heat and affinity maps.

    It takes pixels as a camera delivers them and scales them itself to what it was trained with,
    so that a GPU can do that. :meth:`begin` belongs to one thread.
    """

    @property
    @abstractmethod
    def model(self) -> BodyModel:
        """The joints and limbs of the maps."""

    @property
    @abstractmethod
    def device(self) -> str:
        """What it runs on, in words: ``CPU, 2 threads`` or the name of a GPU."""

    @property
    @abstractmethod
    def input_size_px(self) -> tuple[int, int] | None:
        """The required width and height; None: any multiples of 8."""

    @abstractmethod
    def begin(self, batch: Pictures) -> PendingMaps:
        """Start on (N, height, width, 3) uint8 BGR pictures; the result waits for the maps.

        Raises :class:`EstimatorError` for a batch of another shape, or one that does not fit the
        device's memory even picture by picture.
        """


def check_batch(batch: Pictures, input_size_px: tuple[int, int] | None = None) -> None:
    """Check that a network can take the batch.

    Raises :class:`EstimatorError`, which says what was expected and what was found.
    """
    if batch.ndim != 4 or batch.shape[3] != 3 or batch.dtype != np.uint8 or not batch.size:
        found = f"{batch.shape} {batch.dtype}"
        raise EstimatorError(f"expected (N, height, width, 3) uint8 pictures; found {found}")
    height_px, width_px = batch.shape[1:3]
    if input_size_px is not None and input_size_px != (width_px, height_px):
        expected = "{}x{}".format(*input_size_px)
        raise EstimatorError(f"expected pictures of {expected} px; found {width_px}x{height_px}")
    if input_size_px is None and (height_px % STRIDE_PX or width_px % STRIDE_PX):
        found = f"{width_px}x{height_px}"
        raise EstimatorError(f"expected sides that are multiples of {STRIDE_PX} px; found {found}")


def joined(maps: Sequence[Maps]) -> Maps:
    """The maps of the parts of one batch, joined in order; at least one part."""
    if len(maps) == 1:
        return maps[0]
    return Maps(
        np.concatenate([part.heat for part in maps]),
        np.concatenate([part.affinity for part in maps]),
    )
