"""The grid of anchor points to which the pose detector's boxes refer."""

import numpy as np
from numpy.typing import NDArray


def anchor_centers(side_px: int, strides_px: tuple[int, ...], per_cell: int) -> NDArray[np.float32]:
    """The anchors' x and y as fractions of the picture's side, (N, 2) float32.

    Every stride in ``strides_px`` lays a grid of cells over a square of ``side_px``; each cell has
    ``per_cell`` anchors at its middle. Strides that repeat share one grid, whose cells then have as
    many times more anchors. Rows run left to right, top to bottom, grid after grid, as in SSD (Liu
    et al. 2016) with the settings of MediaPipe's ``pose_detection`` graph.
    """
    grids = []
    for stride_px in dict.fromkeys(strides_px):
        cells = -(-side_px // stride_px)
        middles = (np.arange(cells, dtype=np.float32) + 0.5) / np.float32(cells)
        y, x = np.meshgrid(middles, middles, indexing="ij")
        grid = np.stack([x, y], axis=-1).reshape(-1, 2)
        grids.append(np.repeat(grid, per_cell * strides_px.count(stride_px), axis=0))
    return np.concatenate(grids)
