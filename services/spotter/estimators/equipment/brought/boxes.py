"""Reads the boxes out of a detector's output, in either of the two common layouts.

- (1, N, 6): left, top, right, bottom, confidence and class of N boxes, overlaps already dropped.
- (1, 4 + C, N): middle, width and height, then a confidence for each of C classes, of N boxes.

All in pixels of the network's input.
"""

from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from spotter.estimators.errors import ModelError

LEAST_CONFIDENCE = 0.05
"""Below it a network finds boxes everywhere."""
_SAME_RATIO = 0.5
"""Boxes of one class that overlap more, as intersection over union, are one."""

Boxes = NDArray[np.float64]
"""(N, 6): left, top, right, bottom, confidence, place of the class."""


class Layout(StrEnum):
    """How boxes are told."""

    FINISHED = "finished"
    RAW = "raw"


def layout_of(shape: tuple[int, ...], classes: int) -> Layout:
    """The layout of an output of this shape; raises :class:`ModelError` for any other."""
    if len(shape) == 3 and shape[0] == 1:
        if shape[2] == 6:
            return Layout.FINISHED
        if shape[1] == 4 + classes:
            return Layout.RAW
    raise ModelError(
        f"expected boxes as (1, N, 6) or, of {classes} classes, (1, {4 + classes}, N); found "
        f"{shape}"
    )


def boxes_of(output: NDArray[np.floating], layout: Layout, classes: int) -> Boxes:
    """The (N, 6) boxes of an output that are not too unsure, without those of unknown classes."""
    told = np.asarray(output[0], dtype=np.float64)
    found = told if layout is Layout.FINISHED else _apart(told.T)
    known = np.isfinite(found).all(axis=1)
    found = found[known]
    places = found[:, 5]
    keep = (found[:, 4] >= LEAST_CONFIDENCE) & (places >= 0) & (places < classes)
    return found[keep]


def _apart(rows: NDArray[np.float64]) -> Boxes:
    """(N, 4 + C) rows as boxes, of those that overlap only the surest."""
    middles, sizes, sure = rows[:, :2], rows[:, 2:4], rows[:, 4:]
    places, confidences = sure.argmax(axis=1), sure.max(axis=1)
    corners = middles - sizes / 2
    boxes = np.column_stack([corners, corners + sizes, confidences, places])
    kept = cv2.dnn.NMSBoxesBatched(
        np.column_stack([corners, sizes]).tolist(),
        confidences.tolist(),
        places.tolist(),
        LEAST_CONFIDENCE,
        _SAME_RATIO,
    )
    return boxes[np.asarray(kept, dtype=np.intp).ravel()]
