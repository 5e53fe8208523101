"""Decodes maps into people: finds peaks, pairs them, assembles people."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.errors import EstimatorError
from spotter.estimators.openpose.body_model import BODY_25, BodyModel
from spotter.estimators.openpose.decoding.assembly import assemble, keypoints
from spotter.estimators.openpose.decoding.pairs import find_pairs
from spotter.estimators.openpose.decoding.peaks import find_peaks
from spotter.estimators.openpose.decoding.settings import DecodingSettings

Maps = NDArray[np.float32]

_PUBLISHED = DecodingSettings()


def decode(
    heat: Maps, affinity: Maps, model: BodyModel, settings: DecodingSettings = _PUBLISHED
) -> NDArray[np.float32]:
    """The people in one picture, from its maps (heat_count, h, w) and (affinity_count, h, w).

    Returns (P, joint_count, 3) float32: x, y in cells, where the centre of the first cell is 0, 0,
    and confidence 0 to 1; a missing joint is NaN, NaN, 0. The person with the highest total score
    comes first. Maps may hold any values, including NaN.

    Raises :class:`EstimatorError` if the maps do not fit ``model``.
    """
    size = heat.shape[1:]
    if heat.shape != (model.heat_count, *size) or affinity.shape != (model.affinity_count, *size):
        expected = f"({model.heat_count}, h, w) and ({model.affinity_count}, h, w)"
        found = f"{heat.shape} and {affinity.shape}"
        raise EstimatorError(f"expected maps of {model.name}, {expected}; found {found}")
    joints = np.ascontiguousarray(heat[: model.joint_count], dtype=np.float32)
    vectors = np.ascontiguousarray(affinity, dtype=np.float32)
    limbs, ends = _limbs(model)
    peaks, counts = find_peaks(joints, settings.peak_threshold, settings.max_peaks)
    limits = settings.affinity_threshold, settings.affinity_ratio
    pairs, scores = find_pairs(vectors, limbs, peaks, counts, limits)
    people, totals = assemble(ends, peaks, pairs, scores)
    minimums = settings.min_joints, settings.min_score
    return keypoints(peaks, people, totals, model.body_joint_count, minimums)


def warm_up() -> None:
    """Load the compiled kernels, or compile them, before the first picture arrives."""
    empty = np.zeros((BODY_25.heat_count + BODY_25.affinity_count, 1, 1), dtype=np.float32)
    decode(empty[: BODY_25.heat_count], empty[BODY_25.heat_count :], BODY_25)


@cache
def _limbs(model: BodyModel) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(L, 4) start, end, x map, y map; (L, 3) start, end and whether the limb is redundant."""
    limbs = [(limb.start, limb.end, limb.x_map, limb.y_map) for limb in model.limbs]
    ends = [(*limb[:2], spare) for limb, spare in zip(limbs, model.redundant_limbs, strict=True)]
    return np.array(limbs, dtype=np.int64), np.array(ends, dtype=np.int64)
