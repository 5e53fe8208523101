"""Batches in parts that fit into a device's memory."""

from collections.abc import Callable

from spotter.estimators.errors import EstimatorError
from spotter.estimators.openpose.network import PendingMaps, Pictures, joined


class DeviceMemoryError(EstimatorError):
    """A batch does not fit into the device's memory; fewer pictures may."""


class BatchSplitter:
    """Halves a batch that does not fit, and remembers how much did not.

    ``run`` begins a batch or raises :class:`DeviceMemoryError`; ``device`` is the device's name.
    What fits is reckoned in pixels, for larger pictures need more memory.
    """

    def __init__(self, run: Callable[[Pictures], PendingMaps], device: str) -> None:
        self._run = run
        self._device = device
        self._greatest_px: int | None = None

    def begin(self, batch: Pictures) -> PendingMaps:
        """Begin all parts of the batch, one after another.

        Raises :class:`EstimatorError` if a single picture does not fit.
        """
        begun: list[PendingMaps] = []
        rest = batch
        while len(rest):
            part = rest[: self._greatest(rest)]
            try:
                begun.append(self._run(part))
            except DeviceMemoryError as error:
                self._learn(part, error)
            else:
                rest = rest[len(part) :]
        return lambda: joined([pending() for pending in begun])

    def _greatest(self, pictures: Pictures) -> int:
        if self._greatest_px is None:
            return len(pictures)
        height_px, width_px = pictures.shape[1:3]
        return max(1, self._greatest_px // int(height_px * width_px))

    def _learn(self, part: Pictures, error: DeviceMemoryError) -> None:
        count, height_px, width_px = part.shape[:3]
        if count == 1:
            raise EstimatorError(
                f"a picture of {width_px}x{height_px} px does not fit into the memory of "
                f"{self._device}, not even alone; expected a smaller input size: {error}"
            ) from error
        self._greatest_px = count // 2 * height_px * width_px
