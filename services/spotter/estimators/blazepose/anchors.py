"""The grid of anchor points that the pose detector's boxes are relative to."""

import numpy as np
from numpy.typing import NDArray


def anchor_centers(side_px: int, strides_px: tuple[int, ...], per_cell: int) -> NDArray[np.float32]:
    """The anchors' x and y as ratios of the picture's side, (N, 2) float32.

    Every stride in ``strides_px`` lays a grid of cells over a square of ``side_px``; each cell has
    ``per_cell`` anchors at its centre. A stride that occurs several times has one grid with that
    many times the anchors per cell. Anchors run left to right, top to bottom, grid after grid, as
    in SSD (Liu et al. 2016) with the settings of MediaPipe's ``pose_detection`` graph.
    """
    grids = []
    for stride_px in dict.fromkeys(strides_px):
        cells = -(-side_px // stride_px)
        middles = (np.arange(cells, dtype=np.float32) + 0.5) / np.float32(cells)
        y, x = np.meshgrid(middles, middles, indexing="ij")
        grid = np.stack([x, y], axis=-1).reshape(-1, 2)
        grids.append(np.repeat(grid, per_cell * strides_px.count(stride_px), axis=0))
    return np.concatenate(grids)
