"""Turns pose frames into what a page draws."""

from math import isnan

import numpy as np

from spotter.notifier.views.messages import PersonView, PoseView
from spotter.wire.poses.people import PoseFrame, TrackedPerson
from spotter.wire.stations import Zone

_WHOLE = Zone(0.0, 0.0, 1.0, 1.0)


def pose_view(frame: PoseFrame, zone: Zone | None) -> PoseView:
    """The people in the ``zone`` of ``frame``; None means the whole picture."""
    zone = zone or _WHOLE
    top_left = np.array([zone.left_ratio * frame.width_px, zone.top_ratio * frame.height_px])
    width_px = (zone.right_ratio - zone.left_ratio) * frame.width_px
    height_px = max((zone.bottom_ratio - zone.top_ratio) * frame.height_px, 1.0)
    return PoseView(
        station_id=frame.station_id,
        width=round(1000 * width_px / height_px),
        people=[_person_view(person, top_left, height_px) for person in frame.people],
    )


def _person_view(
    person: TrackedPerson, top_left: np.ndarray[tuple[int], np.dtype[np.float64]], height_px: float
) -> PersonView:
    scaled = (person.keypoints[:, :2] - top_left) * (1000 / height_px)
    whole = np.where(np.isfinite(scaled), scaled.round(), np.nan).ravel().tolist()
    return PersonView(
        track_id=person.track_id,
        xy=[None if isnan(value) else int(value) for value in whole],
    )
