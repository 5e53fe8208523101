"""Turns pose frames into what a page draws."""

from math import isnan

import numpy as np

from spotter.notifier.views.messages import PersonView, PoseView
from spotter.wire.poses.people import PoseFrame, TrackedPerson


def pose_view(frame: PoseFrame) -> PoseView:
    """The people in ``frame``."""
    height_px = max(frame.height_px, 1)
    return PoseView(
        station_id=frame.station_id,
        width=round(1000 * frame.width_px / height_px),
        people=[_person_view(person, height_px) for person in frame.people],
    )


def _person_view(person: TrackedPerson, height_px: int) -> PersonView:
    scaled = person.keypoints[:, :2].astype(np.float64) * (1000 / height_px)
    whole = np.where(np.isfinite(scaled), scaled.round(), np.nan).ravel().tolist()
    return PersonView(
        track_id=person.track_id,
        xy=[None if isnan(value) else int(value) for value in whole],
    )
