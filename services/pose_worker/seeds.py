"""Where the tracks of a station that is taken over begin."""

from pose_worker.courier import Courier
from pose_worker.segmenter import LatestPoses
from pose_worker.track_ids import TrackIds
from pose_worker.tracks import Tracker


class Seeds:
    """Asks the station's segmenter who was there, and Redis which ids were given."""

    def __init__(self, courier: Courier, track_ids: TrackIds) -> None:
        self._courier = courier
        self._track_ids = track_ids

    def ask(self, station_id: str) -> LatestPoses | None:
        """Ask for the station's latest poses; None when no segmenter can be asked now."""
        return self._courier.latest_poses(station_id)

    def tracker(self, station_id: str, answer: LatestPoses) -> Tracker:
        """The tracker that continues from an answer that is done.

        Raises :class:`pose_worker.errors.SegmenterError` when there was no proper answer.
        """
        return Tracker(self._track_ids.next_id(station_id), answer.result())
