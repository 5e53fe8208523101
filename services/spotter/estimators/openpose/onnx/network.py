"""Runs any ONNX network with OpenPose's maps on ONNX Runtime."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from spotter.estimators.errors import EstimatorError, ModelError
from spotter.estimators.estimator import Device
from spotter.estimators.openpose.batch_splitter import BatchSplitter, DeviceMemoryError
from spotter.estimators.openpose.body_model import BodyModel
from spotter.estimators.openpose.maps import STRIDE_PX, Maps
from spotter.estimators.openpose.network import (
    MapNetwork,
    PendingMaps,
    Pictures,
    check_batch,
    joined,
)
from spotter.estimators.openpose.onnx.layout import InputLayout, OutputLayout
from spotter.estimators.openpose.onnx.pixels import PixelFormat
from spotter.estimators.openpose.onnx.session import (
    RUN_ERRORS,
    device_of,
    input_of,
    metadata_of,
    open_session,
    output_names,
)

_PROBE_PX = (160, 128)  # of a network of free size; multiples of 32, which suit any usual stride


class OnnxNetwork(MapNetwork):
    """Runs the network in the file ``path``.

    It has one input, (N, 3, H, W) or (N, H, W, 3), float32 or float16, whose N, H and W are fixed
    or free; its maps are one output of 57 or 78, heat before affinity, or two. :class:`PixelFormat`
    describes the pixels. ``threads`` is for the CPU; ``device`` is ``cpu``, ``cuda``, or ``auto``
    for the GPU if there is one. The constructor does the first run, which is slower than later
    ones.

    Raises :class:`ModelError` if the file is missing or holds no such network, and
    :class:`EstimatorError` if ``device`` is not available.
    """

    def __init__(self, path: Path, *, threads: int, device: Device = "auto") -> None:
        self._path = path
        self._session = open_session(path, threads, device)
        self._device = device_of(self._session, threads)
        try:
            self._pixels = PixelFormat.of_metadata(metadata_of(self._session))
            self._input = InputLayout.of(*input_of(self._session))
            self._output = _probed(self._session, self._input)
        except ModelError as error:
            raise ModelError(f"{path} is not a network of the OpenPose family: {error}") from error
        self._splitter = BatchSplitter(self._begun, self._device)

    @property
    def model(self) -> BodyModel:
        """COCO or BODY_25, by the number of its maps."""
        return self._output.model

    @property
    def device(self) -> str:
        """``CPU, 2 threads``, or a name for the GPU."""
        return self._device

    @property
    def input_size_px(self) -> tuple[int, int] | None:
        """The width and height that the file fixes; None: any multiples of 8."""
        return self._input.size_px

    @property
    def stride_px(self) -> int:
        """The width and height of a map cell in pixels of the input."""
        return self._output.stride_px

    def begin(self, batch: Pictures) -> PendingMaps:
        """The maps of (N, H, W, 3) uint8 pictures; ONNX Runtime computes them before it returns.

        A network of free batch size that cannot take them all at once gets fewer at a time.

        Raises :class:`EstimatorError` for a batch of another shape, or if even a single picture
        fails.
        """
        check_batch(batch, self.input_size_px)
        size = self._input.batch
        if size is None:
            return self._splitter.begin(batch)
        parts = [self._filled(batch[first : first + size]) for first in range(0, len(batch), size)]
        maps = joined(parts)
        return lambda: maps

    def _begun(self, batch: Pictures) -> PendingMaps:
        maps = self._run(batch)
        return lambda: maps

    def _filled(self, part: Pictures) -> Maps:
        """The maps of a part, padded with black pictures to the network's own batch size."""
        count, missing = len(part), (self._input.batch or 0) - len(part)
        maps = self._run(np.pad(part, ((0, missing), (0, 0), (0, 0), (0, 0))) if missing else part)
        return Maps(maps.heat[:count], maps.affinity[:count])

    def _run(self, batch: Pictures) -> Maps:
        try:
            outputs = _outputs(self._session, self._input, self._pixels, batch)
        except RUN_ERRORS as error:
            count, height_px, width_px = batch.shape[:3]
            kind = DeviceMemoryError if count > 1 and self._input.batch is None else EstimatorError
            raise kind(
                f"{self._path} cannot run on {count} x {width_px}x{height_px} pixels on "
                f"{self.device}: {error}"
            ) from error
        return self._output.maps(outputs)


def _probed(session: InferenceSession, layout: InputLayout) -> OutputLayout:
    """The layout of the maps, from a run on black pictures."""
    width_px, height_px = size_px = layout.size_px or _PROBE_PX
    black = np.zeros((layout.batch or 1, height_px, width_px, 3), dtype=np.uint8)
    try:
        outputs = _outputs(session, layout, PixelFormat(), black)
    except RUN_ERRORS as error:
        raise ModelError(f"it cannot run on {width_px}x{height_px} pixels: {error}") from error
    shapes = [np.shape(output) for output in outputs]
    names = output_names(session)
    found = OutputLayout.of(names, shapes, size_px, channels_last=layout.channels_last)
    if layout.size_px is None and STRIDE_PX % found.stride_px:
        raise ModelError(
            f"expected cells of {STRIDE_PX} pixels or a divisor of it if the input's size is free; "
            f"found {found.stride_px}"
        )
    return found


def _outputs(
    session: InferenceSession, layout: InputLayout, pixels: PixelFormat, batch: Pictures
) -> list[NDArray[np.floating]]:
    prepared = pixels.prepare(batch, layout.dtype, channels_last=layout.channels_last)
    outputs: list[NDArray[np.floating]] = session.run(None, {layout.name: prepared})
    return outputs
