"""Splits batches into parts that fit a device's memory."""

from collections.abc import Callable

from spotter.estimators.errors import EstimatorError
from spotter.estimators.openpose.network import PendingMaps, Pictures, joined


class DeviceMemoryError(EstimatorError):
    """A batch does not fit the device's memory; fewer pictures may."""


class BatchSplitter:
    """Halves a batch that does not fit, and remembers the limit.

    ``run`` begins a batch or raises :class:`DeviceMemoryError`; ``device`` is the device's name.
    The limit counts pixels, as larger pictures need more memory.
    """

    def __init__(self, run: Callable[[Pictures], PendingMaps], device: str) -> None:
        self._run = run
        self._device = device
        self._max_px: int | None = None

    def begin(self, batch: Pictures) -> PendingMaps:
        """Begin all parts of the batch, one after another.

        Raises :class:`EstimatorError` if a single picture does not fit.
        """
        begun: list[PendingMaps] = []
        rest = batch
        while len(rest):
            part = rest[: self._max_count(rest)]
            try:
                begun.append(self._run(part))
            except DeviceMemoryError as error:
                self._lower_limit(part, error)
            else:
                rest = rest[len(part) :]
        return lambda: joined([pending() for pending in begun])

    def _max_count(self, pictures: Pictures) -> int:
        if self._max_px is None:
            return len(pictures)
        height_px, width_px = pictures.shape[1:3]
        return max(1, self._max_px // int(height_px * width_px))

    def _lower_limit(self, part: Pictures, error: DeviceMemoryError) -> None:
        count, height_px, width_px = part.shape[:3]
        if count == 1:
            raise EstimatorError(
                f"a picture of {width_px}x{height_px} px does not fit the memory of "
                f"{self._device}, not even alone; expected a smaller input size: {error}"
            ) from error
        self._max_px = count // 2 * height_px * width_px
