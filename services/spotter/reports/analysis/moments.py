"""Chooses the moments of a rep to show: its start, its worst moment, its end."""

from dataclasses import dataclass

import numpy as np

from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.values import COCO_18, Fault, Joint, Keypoints, PoseSeries
from spotter.movement.wording.hints import caption
from spotter.recordings.analysis import Aligned, RepAnalysis
from spotter.reports.analysis.key_pictures import Crop, Shot, aspect_of, crop_around

Size = tuple[int, int] | None
"""Width and height of a recording's pictures; None without pictures."""


_EDGE_RATIO = 0.15


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """One moment of a rep: the attempt with the reference over it, and the reference itself."""

    caption: str
    attempt: Shot
    model: Shot | None


def moments_of(rep: RepAnalysis, attempt_size: Size, model_size: Size) -> list[Moment]:
    """The key moments of ``rep``, in the order of time."""
    aspect = aspect_of(rep.poses.keypoints)
    crops = (
        crop_around(rep.poses.keypoints, attempt_size, aspect),
        crop_around(rep.model.keypoints, model_size, aspect),
    )
    frames = ((0, "Start", None), _worst(rep), (len(rep.poses) - 1, "End", None))
    return [_moment(rep, crops, *frame) for frame in frames]


def worst_fault(rep: RepAnalysis) -> Fault | None:
    """The largest of a rep's faults."""
    return max(rep.verdict.faults, key=lambda fault: fault.size_tl, default=None)


def _worst(rep: RepAnalysis) -> tuple[int, str, Joint | None]:
    fault = worst_fault(rep)
    if fault is not None:
        return fault.frame_index, f"Worst: {caption(fault)}", _joint(fault)
    if not len(rep.aligned.path):
        return len(rep.poses) // 2, "Middle", None
    return furthest_frame(rep.aligned), "Furthest from the reference", None


def furthest_frame(aligned: Aligned) -> int:
    """The attempt's frame with the largest mean distance, away from its start and end."""
    frames = aligned.path[:, 0]
    gaps = aligned.attempt[frames] - aligned.model[aligned.path[:, 1]]
    distances = np.hypot(gaps[..., 0], gaps[..., 1])[:, COCO_18]
    seen = np.isfinite(distances)
    means = np.where(seen, distances, 0).sum(axis=1) / np.maximum(seen.sum(axis=1), 1)
    last = len(aligned.attempt) - 1
    inside = (frames >= _EDGE_RATIO * last) & (frames <= (1 - _EDGE_RATIO) * last)
    return int(frames[np.where(inside, means, -1).argmax()])


def _moment(
    rep: RepAnalysis, crops: tuple[Crop, Crop], frame: int, words: str, marked: Joint | None
) -> Moment:
    """The moment of the attempt's ``frame``."""
    poses, model_frame = rep.poses, rep.aligned.model_frame(frame)
    ghost = None if model_frame is None else _in_attempt(rep, rep.aligned.model[model_frame])
    captured_us = int(poses.captured_us[frame])
    attempt = Shot(captured_us, crops[0], poses.keypoints[frame], ghost, marked)
    model = None if model_frame is None else _plain(rep.model, model_frame, crops[1])
    return Moment(f"{words}, {captured_us / 1e6:.1f} s", attempt, model)


def _plain(poses: PoseSeries, frame: int, crop: Crop) -> Shot:
    return Shot(int(poses.captured_us[frame]), crop, poses.keypoints[frame])


def _in_attempt(rep: RepAnalysis, pose: Coordinates) -> Keypoints:
    """The model's pose, (25, 2) torso lengths, in the pixels of the attempt's pictures."""
    ghost = np.ones((*pose.shape[:-1], 3), dtype=np.float32)
    for axis in range(2):
        body, picture = rep.aligned.attempt[..., axis], rep.poses.keypoints[..., axis]
        seen = np.isfinite(body) & np.isfinite(picture)
        slope, offset = np.polyfit(body[seen], picture[seen], 1)
        ghost[..., axis] = slope * pose[..., axis] + offset
    return ghost


def _joint(fault: Fault) -> Joint | None:
    """The joint to mark; none for a fault of equipment, which is not drawn."""
    return fault.joint if isinstance(fault.joint, Joint) else None
