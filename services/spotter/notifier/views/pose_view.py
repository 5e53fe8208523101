"""Turns pose frames into what a page draws."""

from math import isnan

import numpy as np

from spotter.movement.values import EndPoints, Keypoints
from spotter.notifier.views.messages import PersonView, PoseView
from spotter.wire.poses.people import PoseFrame, TrackedPerson


def pose_view(frame: PoseFrame) -> PoseView:
    """The people in ``frame``."""
    height_px = max(frame.height_px, 1)
    return PoseView(
        station_id=frame.station_id,
        width=round(1000 * frame.width_px / height_px),
        people=[_person_view(person, height_px) for person in frame.people],
        equipment_kind=frame.sought.kind if frame.sought else None,
    )


def _person_view(person: TrackedPerson, height_px: int) -> PersonView:
    ends = person.equipment
    return PersonView(
        track_id=person.track_id,
        xy=_scaled(person.keypoints, height_px),
        equipment=[] if ends is None else _scaled(ends, height_px),
    )


def _scaled(points: Keypoints | EndPoints, height_px: int) -> list[int | None]:
    scaled = points[:, :2].astype(np.float64) * (1000 / height_px)
    whole = np.where(np.isfinite(scaled), scaled.round(), np.nan).ravel().tolist()
    return [None if isnan(value) else int(value) for value in whole]
