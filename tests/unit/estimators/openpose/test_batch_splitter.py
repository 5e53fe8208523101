import numpy as np
import pytest

from spotter.estimators.errors import EstimatorError
from spotter.estimators.openpose.batch_splitter import BatchSplitter, DeviceMemoryError
from spotter.estimators.openpose.maps import Maps
from spotter.estimators.openpose.network import PendingMaps, Pictures


class SmallDevice:
    """Holds ``room_px`` pixels at once; its maps carry the first value of each picture."""

    def __init__(self, room_px: int) -> None:
        self.room_px = room_px
        self.begun: list[int] = []
        self.refused: list[int] = []

    def begin(self, batch: Pictures) -> PendingMaps:
        if batch.shape[0] * batch.shape[1] * batch.shape[2] > self.room_px:
            self.refused.append(len(batch))
            raise DeviceMemoryError("tried to take 3 GiB")
        self.begun.append(len(batch))
        heat = batch[:, :1, :1, :1].astype(np.float32)
        return lambda: Maps(heat, -heat)


def pictures(count: int, side_px: int = 8) -> Pictures:
    batch = np.zeros((count, side_px, side_px, 3), np.uint8)
    batch[:, 0, 0, 0] = np.arange(count)
    return batch


def test_a_batch_that_fits_is_run_whole() -> None:
    device = SmallDevice(room_px=10 * 64)
    maps = BatchSplitter(device.begin, "a GPU").begin(pictures(10))()
    assert device.begun == [10]
    assert maps.heat.ravel().tolist() == list(range(10))


def test_a_batch_that_does_not_fit_is_processed_in_parts_in_order() -> None:
    device = SmallDevice(room_px=3 * 64)
    maps = BatchSplitter(device.begin, "a GPU").begin(pictures(11))()
    assert device.refused == [11, 5]
    assert device.begun == [2, 2, 2, 2, 2, 1]
    assert maps.heat.ravel().tolist() == list(range(11))
    assert maps.affinity.ravel().tolist() == [-number for number in range(11)]


def test_a_size_that_did_not_fit_is_not_tried_again() -> None:
    device = SmallDevice(room_px=3 * 64)
    splitter = BatchSplitter(device.begin, "a GPU")
    splitter.begin(pictures(11))()
    device.begun.clear()
    device.refused.clear()
    splitter.begin(pictures(5))()
    assert device.begun == [2, 2, 1]
    assert device.refused == []


def test_more_of_smaller_and_fewer_of_larger_pictures_are_tried() -> None:
    device = SmallDevice(room_px=8 * 64)
    splitter = BatchSplitter(device.begin, "a GPU")
    splitter.begin(pictures(16))()
    splitter.begin(pictures(4, side_px=16))()
    splitter.begin(pictures(32, side_px=4))()
    assert device.begun == [8, 8, 2, 2, 32]


def test_a_single_picture_that_does_not_fit_is_an_error_with_its_size_and_the_device() -> None:
    splitter = BatchSplitter(SmallDevice(room_px=8).begin, "a GPU of 2 GiB")
    with pytest.raises(EstimatorError) as refused:
        splitter.begin(pictures(4, side_px=16))
    assert str(refused.value) == (
        "a picture of 16x16 px does not fit the memory of a GPU of 2 GiB, not even alone; "
        "expected a smaller input size: tried to take 3 GiB"
    )
    assert not isinstance(refused.value, DeviceMemoryError)


def test_other_errors_are_not_taken_for_a_lack_of_memory() -> None:
    def begin(batch: Pictures) -> PendingMaps:
        raise RuntimeError(f"an illegal instruction in a batch of {len(batch)}")

    with pytest.raises(RuntimeError, match="illegal instruction in a batch of 4"):
        BatchSplitter(begin, "a GPU").begin(pictures(4))
