"""OpenPose: everybody in the picture, from one look of a network."""

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

USUAL_INPUT_PX = (1104, 368)
"""Pictures are 368 pixels high, as OpenPose's are by default, unless they are wider than 3 to 1."""

MOST_PEOPLE = 20
"""Of more people in one picture, those are kept of whom the network is surest."""


class OpenPose(Estimator):
    """A network of the OpenPose family and what is read from its maps.

    Where the network leaves its input's size free, a picture is made to fit into the width and
    height ``input_size_px``; smaller is faster, and blind to people who are small in the picture.
    Nothing is remembered from picture to picture.

    Raises :class:`EstimatorError` for a size that is no multiple of 8 or not the network's own.
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
        """The name under which the registry makes it."""
        return self._name

    @property
    def device(self) -> str:
        """What its network runs on."""
        return self._network.device

    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        """Start the network on the pictures, those of one input size together.

        What is returned reads the maps.
        """
        boxes = [self._letterbox(picture.bgr) for picture in pictures]
        sizes = dict.fromkeys(box.input_px for box in boxes)
        pending = {size: self._started(size, pictures, boxes) for size in sizes}
        return partial(self._finished, boxes, pending)

    def forget(self, source_id: str) -> None:
        """Nothing is remembered."""

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
        """Those in one picture, the surest first."""
        found = decode(heat, affinity, self._network.model)[:MOST_PEOPLE]
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
                f"this network takes pictures of {expected} and of no other size; found {found}"
            )
        return own_px
    size_px = asked_px or USUAL_INPUT_PX
    if any(side_px < GRID_PX or side_px % GRID_PX for side_px in size_px):
        found = "{}x{}".format(*size_px)
        raise EstimatorError(
            f"the width and height of a network's input are multiples of {GRID_PX}; found {found}"
        )
    return size_px
