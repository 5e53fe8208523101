import numpy as np

from spotter.estimators.blazepose.anchors import anchor_centers

BLAZEPOSE_STRIDES_PX = (8, 16, 32, 32, 32)


def slow_anchor_centers(
    side_px: int, strides_px: tuple[int, ...], per_cell: int
) -> list[tuple[float, float]]:
    centers, layer = [], 0
    while layer < len(strides_px):
        stride_px, anchors = strides_px[layer], 0
        while layer < len(strides_px) and strides_px[layer] == stride_px:
            anchors += per_cell
            layer += 1
        cells = side_px // stride_px
        for row in range(cells):
            for column in range(cells):
                centers += [((column + 0.5) / cells, (row + 0.5) / cells)] * anchors
    return centers


def test_blazepose_has_as_many_anchors_as_its_network_has_boxes() -> None:
    assert anchor_centers(224, BLAZEPOSE_STRIDES_PX, 2).shape == (2254, 2)


def test_anchors_are_in_the_order_of_the_slow_twin() -> None:
    fast = anchor_centers(224, BLAZEPOSE_STRIDES_PX, 2)
    slow = slow_anchor_centers(224, BLAZEPOSE_STRIDES_PX, 2)
    np.testing.assert_allclose(fast, slow, atol=1e-6)


def test_x_varies_faster_than_y_and_every_cell_repeats_its_centre() -> None:
    centers = anchor_centers(4, (2,), 2)
    expected = [[0.25, 0.25]] * 2 + [[0.75, 0.25]] * 2 + [[0.25, 0.75]] * 2 + [[0.75, 0.75]] * 2
    np.testing.assert_array_equal(centers, np.array(expected, dtype=np.float32))
