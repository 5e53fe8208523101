"""Each joint's trajectory over time, as numbers for a report's plots."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from spotter.evaluation.json_numbers import finite_or_none
from spotter.movement.values import Joint, PoseSeries
from spotter.recordings.analysis import RepAnalysis

PLOTTED = (
    (Joint.NOSE, Joint.NECK, Joint.RIGHT_EYE, Joint.LEFT_EYE, Joint.RIGHT_EAR, Joint.LEFT_EAR),
    (
        Joint.RIGHT_SHOULDER,
        Joint.RIGHT_ELBOW,
        Joint.RIGHT_WRIST,
        Joint.LEFT_SHOULDER,
        Joint.LEFT_ELBOW,
        Joint.LEFT_WRIST,
    ),
    (
        Joint.RIGHT_HIP,
        Joint.RIGHT_KNEE,
        Joint.RIGHT_ANKLE,
        Joint.LEFT_HIP,
        Joint.LEFT_KNEE,
        Joint.LEFT_ANKLE,
    ),
)
"""COCO-18 from head to foot, in rows of a grid."""

Numbers = list[float | None]
Plot = dict[str, Any]
"""``attempt_s`` and ``model_s``: times; ``joints``: name and both trajectories of each joint."""


def before_alignment(rep: RepAnalysis) -> Plot:
    """Heights in the picture, pixels from its top, over the seconds since each rep's start."""
    return {
        "attempt_s": _rounded(rep.poses.times_s, 3),
        "model_s": _rounded(rep.model.times_s, 3),
        "joints": [
            _joint(rep, joint, _height_px(rep.poses, joint), _height_px(rep.model, joint), 1)
            for row in PLOTTED
            for joint in row
        ],
    }


def after_alignment(rep: RepAnalysis) -> Plot | None:
    """Heights in torso lengths, the attempt at the model's frames; None without an alignment."""
    if not len(rep.aligned.path):
        return None
    attempt, model = rep.aligned.attempt_over_model(), rep.aligned.model
    times_s = _rounded(rep.model.times_s, 3)
    return {
        "attempt_s": times_s,
        "model_s": times_s,
        "joints": [
            _joint(rep, joint, attempt[:, joint, 1], model[:, joint, 1], 3)
            for row in PLOTTED
            for joint in row
        ],
    }


def _joint(
    rep: RepAnalysis,
    joint: Joint,
    attempt: NDArray[np.floating],
    model: NDArray[np.floating],
    digits: int,
) -> Plot:
    return {
        "name": joint.label,
        "faulty": joint in {fault.joint for fault in rep.verdict.faults},
        "attempt": _rounded(attempt, digits),
        "model": _rounded(model, digits),
    }


def _height_px(poses: PoseSeries, joint: Joint) -> NDArray[np.floating]:
    return poses.keypoints[:, joint, 1]


def _rounded(values: NDArray[np.floating], digits: int) -> Numbers:
    return [finite_or_none(round(float(value), digits)) for value in values]
