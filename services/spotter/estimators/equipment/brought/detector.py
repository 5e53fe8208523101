"""Runs a detector that a gym brings as an ONNX file."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.equipment.brought.boxes import boxes_of, layout_of
from spotter.estimators.equipment.brought.class_names import class_names
from spotter.estimators.equipment.protocol import FILE_PREFIX, Box, Seen
from spotter.estimators.errors import EstimatorError, ModelError
from spotter.estimators.estimator import Device
from spotter.estimators.openpose.letterbox import Letterbox
from spotter.estimators.openpose.onnx.pixels import COLOURS_KEY, SCALE_KEY, PixelFormat
from spotter.estimators.openpose.onnx.session import (
    RUN_ERRORS,
    device_of,
    input_of,
    metadata_of,
    open_session,
)

_USUAL_SIDE_PX = 640
_USUAL_PIXELS = {COLOURS_KEY: "rgb", SCALE_KEY: str(1 / 255)}


class OnnxDetector:
    """The detector at ``path``: one input of (1, 3, height, width) pixels, one output of boxes.

    Pixels are RGB from 0 to 1 unless the file's metadata say otherwise, as for pose networks;
    an input of free size gets 640 x 640. :mod:`spotter.estimators.equipment.brought.boxes`
    describes the output. Raises :class:`ModelError` for a file that is none of this.
    """

    def __init__(self, path: Path, threads: int = 1, device: Device = "auto") -> None:
        self._session = open_session(path, threads, device)
        metadata = metadata_of(self._session)
        self.name = f"{FILE_PREFIX}{path}"
        self.device = device_of(self._session, threads)
        self.classes = class_names(path, metadata)
        self._input, self._size_px = _input_of(input_of(self._session))
        self._pixels = PixelFormat.of_metadata(_USUAL_PIXELS | metadata)
        width_px, height_px = self._size_px
        black = np.zeros((1, height_px, width_px, 3), dtype=np.uint8)
        self._layout = layout_of(self._run(black).shape, len(self.classes))

    def detect(self, bgr: NDArray[np.uint8]) -> tuple[Seen, ...]:
        """The things in an (H, W, 3) uint8 picture, with boxes.

        Raises :class:`EstimatorError` if the network cannot run.
        """
        height_px, width_px, _ = bgr.shape
        letterbox = Letterbox.into((width_px, height_px), self._size_px)
        shown = np.zeros((1, self._size_px[1], self._size_px[0], 3), dtype=np.uint8)
        letterbox.draw(bgr, shown[0])
        scale = np.divide(letterbox.picture_px, letterbox.shown_px)
        return tuple(
            Seen(
                self.classes[int(place)],
                min(confidence, 1.0),
                Box(*(edges * np.tile(scale, 2)).tolist()),
            )
            for *edges, confidence, place in boxes_of(
                self._run(shown), self._layout, len(self.classes)
            ).tolist()
        )

    def _run(self, batch: NDArray[np.uint8]) -> NDArray[np.floating]:
        prepared = self._pixels.prepare(batch, np.float32, channels_last=False)
        try:
            outputs = self._session.run(None, {self._input: prepared})
        except RUN_ERRORS as error:
            raise EstimatorError(f"{self.name} cannot run on {self.device}: {error}") from error
        if len(outputs) != 1:
            raise ModelError(f"expected one output, boxes, of {self.name}; found {len(outputs)}")
        return np.asarray(outputs[0])


def _input_of(found: tuple[str, str, list[int | str | None]]) -> tuple[str, tuple[int, int]]:
    """The input's name, and its width and height."""
    name, kind, shape = found
    is_batch = len(shape) == 4 and (shape[0] == 1 or not isinstance(shape[0], int))
    if kind != "tensor(float)" or not is_batch or shape[1] != 3:
        raise ModelError(f"expected float pixels (1, 3, height, width); found {kind} {shape}")
    height_px, width_px = (
        side if isinstance(side, int) else _USUAL_SIDE_PX for side in (shape[2], shape[3])
    )
    return name, (width_px, height_px)
