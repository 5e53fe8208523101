from math import exp

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.estimators.blazepose.landmarks import in_picture, refine
from spotter.estimators.blazepose.region import Region, transform

SIDE = 64
COLD = -20.0


def slow_refine(points: NDArray[np.float32], heat: NDArray[np.float32]) -> list[list[float]]:
    refined = []
    for number, (x, y) in enumerate(points.tolist()):
        column, row = int(x * SIDE), int(y * SIDE)
        if not (0 <= column < SIDE and 0 <= row < SIDE):
            refined.append([x, y])
            continue
        total = total_x = total_y = hottest = 0.0
        for near_row in range(max(0, row - 3), min(SIDE, row + 4)):
            for near_column in range(max(0, column - 3), min(SIDE, column + 4)):
                warmth = 1 / (1 + exp(-float(heat[near_row, near_column, number])))
                total += warmth
                total_x += warmth * near_column
                total_y += warmth * near_row
                hottest = max(hottest, warmth)
        moved = [total_x / total / SIDE, total_y / total / SIDE]
        refined.append(moved if hottest >= 0.5 else [x, y])
    return refined


def test_points_move_as_in_the_slow_twin() -> None:
    random = np.random.default_rng(3)
    points = random.uniform(0.01, 0.99, (35, 2)).astype(np.float32)
    heat = random.normal(-2, 2, (SIDE, SIDE, 39)).astype(np.float32)
    np.testing.assert_allclose(refine(points, heat), slow_refine(points, heat), atol=1e-5)


def test_a_point_moves_to_the_hot_cell_beside_it() -> None:
    heat = np.full((SIDE, SIDE, 1), COLD, dtype=np.float32)
    heat[12, 22] = 10
    moved = refine(np.array([[20.5 / SIDE, 10.5 / SIDE]], dtype=np.float32), heat)
    assert moved[0] == pytest.approx((22 / SIDE, 12 / SIDE), abs=1e-4)


def test_a_point_stays_where_no_cell_nearby_is_hot() -> None:
    heat = np.full((SIDE, SIDE, 1), COLD, dtype=np.float32)
    heat[10, 30] = 10  # ten cells away
    point = np.array([[20.5 / SIDE, 10.5 / SIDE]], dtype=np.float32)
    np.testing.assert_array_equal(refine(point, heat), point)


@pytest.mark.parametrize("point", [(-0.1, 0.5), (0.5, 1.2), (1.0, 0.5), (30.0, -30.0)])
def test_a_point_outside_the_map_stays(point: tuple[float, float]) -> None:
    heat = np.full((SIDE, SIDE, 1), 10, dtype=np.float32)
    points = np.array([point], dtype=np.float32)
    np.testing.assert_array_equal(refine(points, heat), points)


def test_metres_of_a_rotated_crop_are_turned_back_into_the_picture() -> None:
    metres = np.array([[0.3, -0.4, -0.1]], dtype=np.float32)  # right, up and near, in the crop
    assert in_picture(metres, 0.0)[0] == pytest.approx((0.3, 0.4, 0.1))
    assert in_picture(metres, np.pi / 2)[0] == pytest.approx((0.4, -0.3, 0.1))


def test_metres_are_turned_by_as_much_as_the_crop() -> None:
    region = Region(300.0, 200.0, 256.0, angle_rad=0.4)
    points = np.random.default_rng(2).uniform(0, 256, (33, 2))
    placed = transform(points, region.to_picture(256)) * (1, -1)
    metres = np.column_stack([points, np.zeros(33)]).astype(np.float32)
    turned = in_picture(metres, region.angle_rad)[:, :2]
    np.testing.assert_allclose(turned - turned[0], placed - placed[0], atol=1e-3)
