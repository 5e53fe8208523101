"""Where the tracks of a station that is taken over begin."""

from spotter.pose_worker.delivery.delivery import Delivery
from spotter.pose_worker.delivery.segmenter_client import LatestPoses
from spotter.pose_worker.ownership.track_ids import TrackIds
from spotter.tracking.smoothing import PersonTracker, SmoothingTracker
from spotter.tracking.track_observations import LastSeen, Tracked
from spotter.tracking.tracker import Tracker


class TrackHandover:
    """Asks the station's segmenter who was there, and Redis which ids were given.

    ``is_jittery`` says that the estimator's keypoints tremble: then each person's are calmed.
    """

    def __init__(self, delivery: Delivery, track_ids: TrackIds, *, is_jittery: bool) -> None:
        self._delivery = delivery
        self._track_ids = track_ids
        self._is_jittery = is_jittery

    def ask(self, station_id: str) -> LatestPoses | None:
        """Ask for the station's latest poses; None when no segmenter can be asked now."""
        return self._delivery.latest_poses(station_id)

    def tracker(self, station_id: str, answer: LatestPoses) -> PersonTracker:
        """The tracker that continues from an answer that is done.

        Raises :class:`SegmenterError` when there was no proper answer.
        """
        poses = answer.result()
        people = (
            tuple(Tracked(one.track_id, one.keypoints) for one in poses.people) if poses else ()
        )
        last_seen = LastSeen(poses.captured_us, people) if poses else None
        tracker = Tracker(self._track_ids.next_id(station_id), last_seen)
        return SmoothingTracker(tracker) if self._is_jittery else tracker
