"""Continues the tracks of a station that is taken over."""

from spotter.pose_worker.delivery.delivery import Delivery
from spotter.pose_worker.delivery.segmenter_client import LatestPoses
from spotter.pose_worker.ownership.track_ids import START_AGAIN, TrackIds
from spotter.tracking.smoothing import PersonTracker, SmoothingTracker
from spotter.tracking.track_observations import LastSeen, Tracked
from spotter.tracking.tracker import Tracker
from spotter.wire.poses.people import PoseFrame


class TrackHandover:
    """Gets the latest poses from the station's segmenter, and the next track id from Redis.

    ``is_jittery`` says that the estimator's keypoints jitter; each person's are then smoothed.
    """

    def __init__(self, delivery: Delivery, track_ids: TrackIds, *, is_jittery: bool) -> None:
        self._delivery = delivery
        self._track_ids = track_ids
        self._is_jittery = is_jittery

    def ask(self, station_id: str) -> LatestPoses | None:
        """Ask for the station's latest poses; None while its segmenter is not connected."""
        return self._delivery.latest_poses(station_id)

    def tracker(self, station_id: str, answer: LatestPoses) -> PersonTracker:
        """A tracker that continues from an answer, which must be done.

        Raises :class:`SegmenterError` when the answer is not valid.
        """
        poses = answer.result()
        last_seen = _last_seen(poses) if poses and _continues(poses) else None
        tracker = Tracker(self._track_ids.next_id(station_id), last_seen)
        return SmoothingTracker(tracker) if self._is_jittery else tracker


def _continues(poses: PoseFrame) -> bool:
    return all(person.track_id < START_AGAIN for person in poses.people)


def _last_seen(poses: PoseFrame) -> LastSeen:
    people = enumerate(poses.people)
    return LastSeen(
        poses.captured_us,
        tuple(Tracked(one.track_id, one.keypoints, place) for place, one in people),
    )
