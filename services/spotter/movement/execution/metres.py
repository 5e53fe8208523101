"""Metres: how long a person's torso is, from how tall they are."""

from dataclasses import replace

import numpy as np

from spotter.movement.geometry.body.body_size import size_by_limb_px, size_px
from spotter.movement.values import PoseSeries, Scale, ScaleSource, Verdict

_TORSO_OF_HEIGHT = 0.29
"""From neck to mid-hip, of adults: .287 and .296 in women and men (de Leva, 1996, Journal of
Biomechanics 29(9): 498 of 1735 mm, 516 of 1741), .288 after Drillis and Contini (1966), "Body
segment parameters"."""
_LEAST_SHOWN = 0.9


def scale_of_height(height_m: float, poses: PoseSeries) -> Scale | None:
    """How many metres a torso length is in ``poses`` of somebody who is ``height_m`` tall.

    None where the picture never shows the torso at its length, as in a push-up seen from ahead:
    who points at the camera is partly nearer to it, where a metre has more pixels.

    >>> keypoints = np.full((2, 25, 3), np.nan, dtype=np.float32)
    >>> keypoints[:, [1, 8]] = (320, 100, 1), (320, 190, 1)
    >>> scale_of_height(1.8, PoseSeries(np.array([0, 40_000]), keypoints)).metres_per_tl
    0.522
    """
    by_limb_px = size_by_limb_px(poses.keypoints)
    torso_px = size_px(np.where(np.arange(by_limb_px.shape[1]) == 0, by_limb_px, np.nan))
    if not torso_px >= _LEAST_SHOWN * size_px(by_limb_px):  # also where no torso is seen
        return None
    return Scale(round(_TORSO_OF_HEIGHT * height_m, 4), ScaleSource.HEIGHT)


def in_metres(verdict: Verdict, scale: Scale | None) -> Verdict:
    """The verdict with ``scale``; one that has a scale, or no speed, stays as it is."""
    lifting = verdict.measures.lifting
    if lifting is None or lifting.scale is not None or scale is None:
        return verdict
    return replace(
        verdict, measures=replace(verdict.measures, lifting=replace(lifting, scale=scale))
    )
