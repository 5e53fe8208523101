"""The messages that wait for one open page."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from spotter.movement.wording.languages.english import ENGLISH
from spotter.notifier.live.pages.viewer import EVERYBODY, Audience, Viewer

MAX_EVENTS = 500
"""More than that, and a snapshot says it shorter."""
_POSE_MESSAGES_IN_FLIGHT = 2


@dataclass(frozen=True, slots=True)
class Message:
    """One message to pages: its JSON, who may get it, and what is counted of it.

    That is its number of poses, and when the rep it is about ended. ``translated`` gives its JSON
    in another language, by tag; without, it has no words of ours.
    """

    json: str
    audience: Audience = EVERYBODY
    pose_count: int = 0
    rep_ended_ms: int | None = None
    translated: Callable[[str], str] | None = None

    def json_in(self, tag: str) -> str:
        """Its JSON in a language."""
        return self.translated(tag) if self.translated and tag != ENGLISH.tag else self.json


@dataclass(frozen=True, slots=True)
class Whole:
    """Makes the message with the whole state for a viewer, and the one that says it has it all."""

    snapshot: Callable[[Viewer], Message]
    heartbeat: Callable[[], Message]


class Mailbox:
    """Keeps every event that its page may get, but only the newest pose of each station.

    Pose messages are numbered, and at most two are in flight: the next one goes out when the page
    has acknowledged one. So nothing piles up in sockets on the way to a slow page. ``wake`` is
    called whenever there may be something to send. A page gets the ``missed`` messages first, or
    the whole state if these are None, as it does when it has fallen too far behind.
    """

    def __init__(
        self,
        wake: Callable[[], None],
        whole: Whole,
        viewer: Viewer,
        missed: Iterable[Message] | None = None,
    ) -> None:
        self._wake = wake
        self._whole = whole
        self._viewer = viewer
        self._behind = missed is None
        self._beat_is_due = missed is not None
        self._events = [one for one in missed or () if viewer.belongs_to(one.audience)]
        self._poses: dict[str, str] = {}
        self._watched: frozenset[str] | None = None
        self._sent = 0
        self._seen = 0
        self._dropped = 0

    @property
    def is_behind(self) -> bool:
        """Whether only a snapshot tells the page what happens now."""
        return self._behind

    @property
    def viewer(self) -> Viewer:
        """What the page may be told."""
        return self._viewer

    def watches(self, station_id: str) -> bool:
        """Whether the page wants this station's poses; it wants all until it says otherwise."""
        is_wanted = self._watched is None or station_id in self._watched
        return is_wanted and self._viewer.sees_station(station_id)

    def watch(self, station_ids: Collection[str] | None) -> None:
        """Set which stations' poses the page wants; None means all."""
        self._watched = None if station_ids is None else frozenset(station_ids)
        self._poses = {key: pose for key, pose in self._poses.items() if self.watches(key)}

    def put_event(self, message: Message) -> None:
        """Add an event, if the page may get it; one that waits for a snapshot needs none."""
        if self._behind or not self._viewer.belongs_to(message.audience):
            return
        self._events.append(message)
        if len(self._events) > MAX_EVENTS:
            self.put_snapshot()
        self._wake()

    def put_snapshot(self) -> None:
        """Send the page a new snapshot, which says more than the events that wait."""
        self._behind = True
        self._events.clear()
        self._wake()

    def put_heartbeat(self) -> None:
        """Tell the page that it has all there is, once it has."""
        self._beat_is_due = True
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
            self._events = [self._whole.snapshot(self._viewer)]
            self._behind = False
        messages, self._events = self._events, []
        if self._beat_is_due:
            self._beat_is_due = False
            messages.append(self._whole.heartbeat())
        if self._poses and self._sent - self._seen < _POSE_MESSAGES_IN_FLIGHT:
            messages.append(self._drain_poses())
        return messages

    def _drain_poses(self) -> Message:
        self._sent += 1
        poses, self._poses = self._poses, {}
        stations = ",".join(poses.values())
        return Message(
            f'{{"type":"poses","number":{self._sent},"poses":[{stations}]}}', pose_count=len(poses)
        )
