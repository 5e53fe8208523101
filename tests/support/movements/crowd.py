"""Several people before one camera: the squatting stick figure moved, enlarged or walking."""

from dataclasses import replace

import numpy as np

from spotter.movement.values.body.poses import PoseSeries
from support.movements.stick_squats import FRAME_US

MIDDLE_PX = 320
FEET_PX = 390


def aside(poses: PoseSeries, by_px: float) -> PoseSeries:
    """The same person further to the right in the picture."""
    return replace(poses, keypoints=poses.keypoints + np.array([by_px, 0, 0], dtype=np.float32))


def enlarged(poses: PoseSeries, ratio: float) -> PoseSeries:
    """The same person, larger, with the feet in the same place."""
    keypoints = poses.keypoints.copy()
    feet = np.array([MIDDLE_PX, FEET_PX], dtype=np.float32)
    keypoints[..., :2] = feet + ratio * (keypoints[..., :2] - feet)
    return replace(poses, keypoints=keypoints)


def walking(poses: PoseSeries, from_px: float, to_px: float) -> PoseSeries:
    """The same person, moving from one place to another, right of the middle."""
    keypoints = poses.keypoints.copy()
    keypoints[..., 0] += np.linspace(from_px, to_px, len(poses), dtype=np.float32)[:, np.newaxis]
    return replace(poses, keypoints=keypoints)


def after(poses: PoseSeries, seconds: float) -> PoseSeries:
    """The same movement, later by about this long, in the same frames as others."""
    later_us = round(seconds * 1e6 / FRAME_US) * FRAME_US
    return replace(poses, captured_us=poses.captured_us + later_us)


def without(poses: PoseSeries, from_s: float, to_s: float) -> PoseSeries:
    """The same movement, not seen between two times since the first pose."""
    seen = (poses.times_s < from_s) | (poses.times_s >= to_s)
    return PoseSeries(poses.captured_us[seen], poses.keypoints[seen])


def until(poses: PoseSeries, seconds: float) -> PoseSeries:
    """The beginning of the movement, this long."""
    return without(poses, seconds, np.inf)


def one_after_another(*parts: PoseSeries) -> PoseSeries:
    """One person who does all parts, each starting in the frame after the previous one."""
    starts_us = np.cumsum([0, *(len(part) for part in parts)]) * FRAME_US + parts[0].captured_us[0]
    return PoseSeries(
        np.concatenate(
            [
                part.captured_us - part.captured_us[0] + start_us
                for part, start_us in zip(parts, starts_us, strict=False)
            ]
        ),
        np.concatenate([part.keypoints for part in parts]),
    )
