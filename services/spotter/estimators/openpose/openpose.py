"""OpenPose: finds everybody in the picture with one run of a network."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.errors import EstimatorError
from spotter.estimators.estimator import Estimation, Estimator, Person, Picture
from spotter.estimators.openpose.body_model import to_body_25
from spotter.estimators.openpose.decoding import decode, warm_up
from spotter.estimators.openpose.letterbox import GRID_PX, Letterbox
from spotter.estimators.openpose.network import MapNetwork, PendingMaps

DEFAULT_INPUT_PX = (1104, 368)
"""Inputs are 368 pixels high, OpenPose's default, unless the picture is wider than 3 to 1."""

MAX_PEOPLE = 20
"""If a picture has more people, those with the highest scores are kept."""


class OpenPose(Estimator):
    """Runs a network of the OpenPose family and decodes its maps.

    If the network's input size is free, a picture is scaled to fit into the width and height
    ``input_size_px``; a smaller size is faster but misses people who are small in the picture.
    It keeps no state from picture to picture.

    Raises :class:`EstimatorError` for a size that is not a multiple of 8 or not the network's own.
    """

    finds_everybody = True
    is_jittery = True

    def __init__(
        self, name: str, network: MapNetwork, *, input_size_px: tuple[int, int] | None = None
    ) -> None:
        self._name = name
        self._network = network
        self._input_px = _checked(input_size_px, network.input_size_px)
        warm_up()

    @property
    def name(self) -> str:
        """The name by which the registry makes it."""
        return self._name

    @property
    def device(self) -> str:
        """The device that its network runs on."""
        return self._network.device

    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        """Start the network on the pictures, one batch per input size.

        The returned function decodes the maps.
        """
        boxes = [self._letterbox(picture.bgr) for picture in pictures]
        sizes = dict.fromkeys(box.input_px for box in boxes)
        pending = {size: self._started(size, pictures, boxes) for size in sizes}
        return partial(self._finished, boxes, pending)

    def forget(self, source_id: str) -> None:
        """Do nothing, as there is no state."""

    def _letterbox(self, bgr: NDArray[np.uint8]) -> Letterbox:
        height_px, width_px = bgr.shape[:2]
        place = Letterbox.into if self._network.input_size_px else Letterbox.within
        return place((width_px, height_px), self._input_px)

    def _started(
        self, size_px: tuple[int, int], pictures: Sequence[Picture], boxes: Sequence[Letterbox]
    ) -> PendingMaps:
        chosen = [
            (box, picture.bgr)
            for box, picture in zip(boxes, pictures, strict=True)
            if box.input_px == size_px
        ]
        batch = np.zeros((len(chosen), size_px[1], size_px[0], 3), dtype=np.uint8)
        for (box, bgr), onto in zip(chosen, batch, strict=True):
            box.draw(bgr, onto)
        return self._network.begin(batch)

    def _finished(
        self, boxes: Sequence[Letterbox], pending: dict[tuple[int, int], PendingMaps]
    ) -> list[tuple[Person, ...]]:
        maps = {size: wait() for size, wait in pending.items()}
        pairs = {size: zip(all_.heat, all_.affinity, strict=True) for size, all_ in maps.items()}
        return [self._people(*next(pairs[box.input_px]), box) for box in boxes]

    def _people(
        self, heat: NDArray[np.float32], affinity: NDArray[np.float32], box: Letterbox
    ) -> tuple[Person, ...]:
        """The people in one picture, highest score first."""
        found = decode(heat, affinity, self._network.model)[:MAX_PEOPLE]
        height, width = heat.shape[1:]
        found[..., :2] = box.to_picture(found[..., :2], (width, height))
        inside = ((found[..., :2] >= 0) & (found[..., :2] < box.picture_px)).all(axis=-1)
        found[~inside] = (np.nan, np.nan, 0)
        bodies = to_body_25(found, self._network.model)
        return tuple(Person(body) for body in bodies if body[:, 2].any())


def _checked(asked_px: tuple[int, int] | None, own_px: tuple[int, int] | None) -> tuple[int, int]:
    if own_px is not None:
        if asked_px not in {None, own_px}:
            expected = "{}x{}".format(*own_px)
            found = "{}x{}".format(*asked_px)
            raise EstimatorError(
                f"expected the network's own input size, {expected}; found {found}"
            )
        return own_px
    size_px = asked_px or DEFAULT_INPUT_PX
    if any(side_px < GRID_PX or side_px % GRID_PX for side_px in size_px):
        found = "{}x{}".format(*size_px)
        raise EstimatorError(
            f"expected an input width and height in multiples of {GRID_PX}; found {found}"
        )
    return size_px
