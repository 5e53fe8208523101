from math import cos, pi, sin

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from spotter.estimators.blazepose.region import Region, transform

positions_px = st.floats(-500, 2000)
regions = st.builds(
    Region,
    x_px=positions_px,
    y_px=positions_px,
    side_px=st.floats(2, 3000),
    angle_rad=st.floats(-2 * pi, 2 * pi),
)


def into_crop(points: NDArray[np.floating], region: Region, side_px: int) -> NDArray[np.float64]:
    inverse = np.linalg.inv(np.vstack([region.to_picture(side_px), (0, 0, 1)]))
    return transform(points, inverse[:2])


def slow_to_picture(region: Region, crop_side_px: int, x: float, y: float) -> tuple[float, float]:
    right = (x / crop_side_px - 0.5) * region.side_px
    down = (y / crop_side_px - 0.5) * region.side_px
    turned_right = right * cos(region.angle_rad) - down * sin(region.angle_rad)
    turned_down = right * sin(region.angle_rad) + down * cos(region.angle_rad)
    return region.x_px + turned_right, region.y_px + turned_down


@given(region=regions, x=st.floats(0, 256), y=st.floats(0, 256))
def test_points_of_the_crop_map_to_the_picture_as_in_the_slow_twin(
    region: Region, x: float, y: float
) -> None:
    mapped = transform(np.array([[x, y]]), region.to_picture(256))
    assert mapped[0] == pytest.approx(slow_to_picture(region, 256, x, y), abs=1e-6)


@given(region=regions, x_px=positions_px, y_px=positions_px)
def test_a_point_comes_back_from_the_crop(region: Region, x_px: float, y_px: float) -> None:
    there = into_crop(np.array([[x_px, y_px]]), region, 256)
    back = transform(there, region.to_picture(256))
    assert back[0] == pytest.approx((x_px, y_px), abs=1e-3)


@given(
    middle=st.tuples(positions_px, positions_px),
    reach_px=st.floats(5, 500),
    angle_rad=st.floats(-3, 3),
)
def test_the_alignment_point_is_straight_above_the_middle(
    middle: tuple[float, float], reach_px: float, angle_rad: float
) -> None:
    top = (middle[0] + reach_px * sin(angle_rad), middle[1] - reach_px * cos(angle_rad))
    region = Region.of_alignment(np.array(middle), np.array(top), 1.25)
    assert region.side_px == pytest.approx(2 * 1.25 * reach_px)
    above = 128 - 128 / 1.25
    assert transform(np.array([[128, above]]), region.to_picture(256))[0] == pytest.approx(
        top, abs=1e-6
    )


def test_a_person_who_lies_with_the_head_to_the_right_is_rotated_upright() -> None:
    picture = np.zeros((200, 300, 3), dtype=np.uint8)
    picture[95:105, 195:205] = (0, 0, 255)  # the head, red in BGR
    region = Region.of_alignment(np.array([150.0, 100.0]), np.array([200.0, 100.0]), 1.0)
    crop = region.crop(picture, 100, cv2.BORDER_CONSTANT)
    rows, columns = np.nonzero(crop[:, :, 0] > 128)  # red comes first in RGB
    assert columns.mean() == pytest.approx(50, abs=1)
    assert rows.max() <= 6


def test_pixels_beyond_the_edge_repeat_the_edge() -> None:
    picture = np.full((50, 50, 3), 200, dtype=np.uint8)
    region = Region(0, 0, 100, 0)
    assert region.crop(picture, 64, cv2.BORDER_REPLICATE).min() == 200
    assert region.crop(picture, 64, cv2.BORDER_CONSTANT).min() == 0


@pytest.mark.parametrize(("height_px", "width_px"), [(1, 1), (3, 500), (500, 3), (480, 640)])
def test_the_whole_picture_fits_into_its_region(height_px: int, width_px: int) -> None:
    region = Region.of_picture(np.zeros((height_px, width_px, 3), dtype=np.uint8))
    corners = into_crop(np.array([[0.0, 0.0], [width_px, height_px]]), region, 224)
    assert corners.min() >= -1e-9
    assert corners.max() <= 224 + 1e-9


@pytest.mark.parametrize(
    "region",
    [
        Region(float("nan"), 0, 10, 0),
        Region(0, float("inf"), 10, 0),
        Region(0, 0, 0.5, 0),
        Region(0, 0, float("nan"), 0),
        Region(0, 0, 1e7, 0),
    ],
)
def test_an_empty_or_infinite_region_is_not_usable(region: Region) -> None:
    assert not region.is_usable()


def test_a_region_of_two_points_at_one_place_is_not_usable() -> None:
    point = np.array([10.0, 10.0])
    assert not Region.of_alignment(point, point, 1.25).is_usable()
