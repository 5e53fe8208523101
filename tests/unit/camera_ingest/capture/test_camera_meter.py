"""What is measured of a camera, by its capture times."""

import numpy as np
import pytest

from spotter.camera_ingest.capture.brightness import brightness
from spotter.camera_ingest.capture.camera_meter import CameraMeter
from spotter.wire.stations import CameraMeasures

START_US = 1_700_000_000_000_000


def fed(meter: CameraMeter, first_s: float, end_s: float, step_s: float, level: float) -> None:
    for number in range(round((end_s - first_s) / step_s)):
        meter.add(START_US + round((first_s + number * step_s) * 1e6), level)


def measured(meter: CameraMeter) -> CameraMeasures:
    assert meter.measures is not None
    return meter.measures


def test_a_camera_is_measured_after_five_seconds_of_film() -> None:
    meter = CameraMeter()
    fed(meter, 0, 5, 0.25, level=100)
    assert meter.measures is None
    fed(meter, 5, 9, 0.25, level=100)
    assert meter.measures == CameraMeasures(4.0, 0.0, 0.2, 100)


def test_only_the_last_ten_seconds_count() -> None:
    meter = CameraMeter()
    fed(meter, 0, 20, 0.25, level=0)
    fed(meter, 20, 40, 0.1, level=200)
    assert meter.measures == CameraMeasures(10.0, 0.0, 0.1, 200)


def test_a_gap_is_measured() -> None:
    meter = CameraMeter()
    fed(meter, 0, 7, 0.1, level=100)
    fed(meter, 8.1, 12, 0.1, level=100)
    assert measured(meter).longest_gap_s == pytest.approx(1.2)


def test_frames_for_which_the_machine_is_too_slow_are_counted() -> None:
    meter = CameraMeter()
    for number in range(60):
        meter.add_late()
        meter.add_late()
        meter.add(START_US + number * 200_000, 100)
    assert measured(meter).frame_rate_hz == pytest.approx(5)
    assert measured(meter).late_hz == pytest.approx(10)


def test_a_clock_that_is_set_back_begins_anew() -> None:
    meter = CameraMeter()
    fed(meter, 100, 112, 0.1, level=100)
    fed(meter, 0, 4, 0.25, level=100)
    assert meter.measures is None
    fed(meter, 4, 9, 0.25, level=100)
    assert measured(meter).frame_rate_hz == pytest.approx(4)


def test_brightness_is_the_mean_luma() -> None:
    picture = np.zeros((48, 64, 3), np.uint8)
    picture[:, 32:] = (0, 0, 255)
    assert brightness(picture) == pytest.approx(0.299 * 255 / 2, abs=0.001)
    assert brightness(picture[:1, :1]) == 0
