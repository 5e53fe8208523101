"""The messages that wait for one open page."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

_POSE_MESSAGES_IN_FLIGHT = 2
_MAX_EVENTS = 500


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a page: its JSON, its number of poses, and when the rep it is about ended."""

    json: str
    pose_count: int = 0
    rep_ended_ms: int | None = None


class Mailbox:
    """Keeps every event, but only the newest pose of each station.

    Pose messages are numbered, and at most two are in flight: the next one goes out when the page
    has acknowledged one. So nothing piles up in sockets on the way to a slow page. ``wake`` is
    called whenever there may be something to send; ``snapshot`` makes the message with the whole
    state, which a page gets first, and again when it has fallen too far behind.
    """

    def __init__(self, wake: Callable[[], None], snapshot: Callable[[], Message]) -> None:
        self._wake = wake
        self._snapshot = snapshot
        self._behind = True
        self._events: list[Message] = []
        self._poses: dict[str, str] = {}
        self._watched: frozenset[str] | None = None
        self._sent = 0
        self._seen = 0
        self._dropped = 0

    def watches(self, station_id: str) -> bool:
        """Whether the page wants this station's poses; it wants all until it says otherwise."""
        return self._watched is None or station_id in self._watched

    def watch(self, station_ids: Collection[str] | None) -> None:
        """Set which stations' poses the page wants; None means all."""
        self._watched = None if station_ids is None else frozenset(station_ids)
        self._poses = {key: pose for key, pose in self._poses.items() if self.watches(key)}

    def put_event(self, message: Message) -> None:
        """Add an event; a page that waits for a snapshot needs none."""
        if not self._behind:
            self._events.append(message)
        if len(self._events) > _MAX_EVENTS:
            self.put_snapshot()
        self._wake()

    def put_snapshot(self) -> None:
        """Send the page a new snapshot, which says more than the events that wait."""
        self._behind = True
        self._events.clear()
        self._wake()

    def put_pose(self, station_id: str, pose: str) -> None:
        """Add a station's newest pose, as JSON, replacing one that has not been sent."""
        if not self.watches(station_id):
            return
        self._dropped += station_id in self._poses
        self._poses[station_id] = pose
        self._wake()

    def forget_pose(self, station_id: str) -> None:
        """Drop a station's pose that is out of date."""
        self._poses.pop(station_id, None)

    def seen(self, number: int) -> None:
        """Acknowledge the pose messages up to this number."""
        self._seen = max(self._seen, min(number, self._sent))
        self._wake()

    def count_dropped(self) -> int:
        """How many poses were replaced by newer ones since the last call."""
        dropped, self._dropped = self._dropped, 0
        return dropped

    def drain(self) -> list[Message]:
        """Take the messages that can be sent now."""
        if self._behind:
            self._behind = False
            self._events = [self._snapshot()]
        messages, self._events = self._events, []
        if self._poses and self._sent - self._seen < _POSE_MESSAGES_IN_FLIGHT:
            messages.append(self._drain_poses())
        return messages

    def _drain_poses(self) -> Message:
        self._sent += 1
        poses, self._poses = self._poses, {}
        stations = ",".join(poses.values())
        return Message(f'{{"type":"poses","number":{self._sent},"poses":[{stations}]}}', len(poses))
