"""For how long the member at a station keeps a position of their workout. Pure."""

from dataclasses import dataclass

from spotter.movement.segmentation.holding.positions import HoldPositions
from spotter.movement.segmentation.holding.timer import HoldTimer
from spotter.movement.values import Pose
from spotter.wire.holds import Hold
from spotter.wire.poses.people import PoseFrame


@dataclass(frozen=True, slots=True, eq=False)
class ToHold:
    """The position that is to be kept in a session, and the exercise that shows it."""

    session_id: str
    exercise: str
    positions: HoldPositions


class StationHolds:
    """Times the holds at one station, from the frames that are newer than those before.

    It remembers nothing for a next process: a hold that goes on there is told as another one.
    """

    def __init__(self, station_id: str) -> None:
        self._station_id = station_id
        self._last_us = 0
        self._who = ("", "", 0)
        self._timer: HoldTimer | None = None

    def feed(self, frame: PoseFrame, track_id: int | None, to_hold: ToHold) -> Hold | None:
        """What the frame says of a hold of that person; None: nothing new."""
        if frame.captured_us <= self._last_us:
            return None
        self._last_us = frame.captured_us
        person = next((one for one in frame.people if one.track_id == track_id), None)
        if person is None:
            return None
        kept = self._timer_of(to_hold, person.track_id).feed(
            Pose(frame.captured_us, person.keypoints)
        )
        if kept is None:
            return None
        return Hold(
            self._station_id,
            to_hold.session_id,
            to_hold.exercise,
            kept.started_us,
            kept.ended_us,
            kept.broke,
        )

    def _timer_of(self, to_hold: ToHold, track_id: int) -> HoldTimer:
        who = (to_hold.session_id, to_hold.exercise, track_id)
        if self._timer is None or who != self._who:
            self._timer, self._who = HoldTimer(to_hold.positions), who
        return self._timer
