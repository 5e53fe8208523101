import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.estimators.blazepose.detector import MIN_OVERLAP, decode, overlap, strongest

SIDE_PX = 224


def points_of_box(left: float, top: float, right: float, bottom: float) -> NDArray[np.float32]:
    """A box with its alignment points at its centre."""
    middle = ((left + right) / 2, (top + bottom) / 2)
    return np.array([(left, top), (right, bottom), *[middle] * 4], dtype=np.float32)


def slow_decode(raw: NDArray[np.float32], anchors: NDArray[np.float32]) -> list[list[float]]:
    decoded = []
    for numbers, (anchor_x, anchor_y) in zip(raw.tolist(), anchors.tolist(), strict=True):
        middle_x, middle_y = numbers[0] / SIDE_PX + anchor_x, numbers[1] / SIDE_PX + anchor_y
        width, height = numbers[2] / SIDE_PX, numbers[3] / SIDE_PX
        row = [middle_x - width / 2, middle_y - height / 2]
        row += [middle_x + width / 2, middle_y + height / 2]
        for start in range(4, 12, 2):
            row += [numbers[start] / SIDE_PX + anchor_x, numbers[start + 1] / SIDE_PX + anchor_y]
        decoded.append(row)
    return decoded


def slow_overlap(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    (left, top), (right, bottom) = one[:2].tolist()
    (other_left, other_top), (other_right, other_bottom) = other[:2].tolist()
    width = min(right, other_right) - max(left, other_left)
    height = min(bottom, other_bottom) - max(top, other_top)
    if width <= 0 or height <= 0:
        return 0.0
    area = (right - left) * (bottom - top)
    other_area = (other_right - other_left) * (other_bottom - other_top)
    return float(width * height / (area + other_area - width * height))


def test_boxes_decode_as_the_slow_twin_does() -> None:
    random = np.random.default_rng(1)
    raw = random.normal(0, 60, (50, 12)).astype(np.float32)
    anchors = random.random((50, 2), dtype=np.float32)
    fast = decode(raw, anchors, SIDE_PX).reshape(50, 12)
    np.testing.assert_allclose(fast, slow_decode(raw, anchors), atol=1e-5)


def test_overlap_is_that_of_the_slow_twin() -> None:
    corners = np.sort(np.random.default_rng(2).random((100, 2, 2)), axis=1)
    boxes = np.array([points_of_box(*pair.ravel()) for pair in corners])
    slow = [slow_overlap(box, boxes[0]) for box in boxes]
    np.testing.assert_allclose(overlap(boxes, boxes[0]), slow, atol=1e-6)


def test_a_box_overlaps_itself_fully_and_a_distant_box_not_at_all() -> None:
    boxes = np.array([points_of_box(0.1, 0.1, 0.3, 0.3), points_of_box(0.5, 0.5, 0.7, 0.7)])
    assert overlap(boxes, boxes[0]).tolist() == pytest.approx([1, 0], abs=1e-6)


def test_inverted_boxes_overlap_nothing() -> None:
    boxes = np.array([points_of_box(0.3, 0.3, 0.1, 0.1), points_of_box(0.1, 0.1, 0.3, 0.3)])
    assert overlap(boxes, boxes[1]).tolist() == pytest.approx([0, 1], abs=1e-6)


def test_nobody_is_found_below_the_minimum_score() -> None:
    boxes = np.array([points_of_box(0.1, 0.1, 0.3, 0.3)])
    assert strongest(boxes, np.array([0.49], dtype=np.float32)) is None


def test_boxes_around_the_best_one_are_blended_by_their_scores() -> None:
    best, near = points_of_box(0.10, 0.1, 0.30, 0.3), points_of_box(0.12, 0.1, 0.32, 0.3)
    assert overlap(near[None], best)[0] > MIN_OVERLAP
    far, weak = points_of_box(0.6, 0.6, 0.8, 0.8), points_of_box(0.11, 0.1, 0.31, 0.3)
    scores = np.array([0.6, 0.9, 0.7, 0.3], dtype=np.float32)
    blended = strongest(np.array([near, best, far, weak]), scores)
    assert blended is not None
    np.testing.assert_allclose(blended, (0.9 * best + 0.6 * near) / 1.5, atol=1e-6)


def test_a_box_without_area_can_still_be_the_only_one() -> None:
    flat = points_of_box(0.4, 0.4, 0.4, 0.4)
    found = strongest(flat[None], np.array([0.8], dtype=np.float32))
    assert found is not None
    np.testing.assert_allclose(found, flat)
