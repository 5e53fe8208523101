"""The pipeline by station: what goes in, what comes out, and where it stalls."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

VERDICT_LATE_S = 15.0
"""More than a scorer waits for the verdict of an earlier rep."""


class Stage(Enum):
    """A part of the pipeline, by what it should deliver."""

    FRAMES = "frames"
    POSES = "poses"
    VERDICTS = "verdicts"


@dataclass(frozen=True, slots=True)
class StationFlow:
    """Seconds since a station's last frame and last poses, and its reps without a verdict.

    The age of a frame is None until there has been one; that of the poses then counts from the
    first look. The oldest rep that waits does so for ``wait_s``.
    """

    frame_age_s: float | None
    pose_age_s: float
    reps_waiting: int
    wait_s: float

    def stalled(self, silent_after_s: float) -> Stage | None:
        """The first stage that delivers nothing of what it was given; None while all is well.

        Poses are due for every frame, with people in it or not, verdicts only for reps: a station
        where nobody trains is well.
        """
        if self.pose_age_s <= silent_after_s:
            return Stage.VERDICTS if self.wait_s > VERDICT_LATE_S else None
        has_frames = self.frame_age_s is not None and self.frame_age_s <= silent_after_s
        return Stage.POSES if has_frames else Stage.FRAMES


WORDS = {
    Stage.FRAMES: "nobody takes frames from its camera",
    Stage.POSES: "frames arrive, but no poses come of them",
    Stage.VERDICTS: "reps are counted, but their verdicts do not come",
}


class FlowBoard:
    """Keeps the flow of every station, and how often processes were restarted.

    ``clock`` is monotonic, in seconds. A stage stalls after ``silent_after_s`` without its product.
    """

    def __init__(self, clock: Callable[[], float], silent_after_s: float) -> None:
        self.restarts: Mapping[str, int] = {}
        self._clock = clock
        self._silent_after_s = silent_after_s
        self._frame_ages_s: dict[str, float] = {}
        self._poses: dict[str, tuple[bytes | None, float]] = {}
        self._waiting_since_s: dict[str, dict[str, float]] = {}

    def keep_only(self, station_ids: Iterable[str]) -> None:
        """Forget all stations but these: one that comes back has no past."""
        kept = set(station_ids)
        self._poses = {key: one for key, one in self._poses.items() if key in kept}
        self._waiting_since_s = {
            key: one for key, one in self._waiting_since_s.items() if key in kept
        }

    def set_frame_ages(self, ages_s: Mapping[str, float]) -> None:
        """Set how many seconds ago each station's last frame came in."""
        self._frame_ages_s = dict(ages_s)

    def set_newest_poses(self, station_id: str, entry_id: bytes | None) -> None:
        """Note a station's newest poses, if any; only a change shows that some have come."""
        known = self._poses.get(station_id)
        if known is None or entry_id != known[0]:
            self._poses[station_id] = entry_id, self._clock()

    def set_waiting(self, station_id: str, rep_ids: Iterable[str]) -> None:
        """Set which of a station's reps have no verdict."""
        before, now_s = self._waiting_since_s.get(station_id, {}), self._clock()
        self._waiting_since_s[station_id] = {
            rep_id: before.get(rep_id, now_s) for rep_id in rep_ids
        }

    def stalled(self, station_id: str) -> Stage | None:
        """The first stage that delivers nothing for a station; None while all is well."""
        return self.flow(station_id).stalled(self._silent_after_s)

    def idle_stages(self, station_ids: Iterable[str]) -> list[Stage]:
        """The stages that deliver nothing at any of these stations, as opposed to at some."""
        flows = [self.flow(station_id) for station_id in station_ids]
        stalled = {flow.stalled(self._silent_after_s) for flow in flows}
        if None not in stalled and Stage.VERDICTS not in stalled:
            return sorted(filter(None, stalled), key=lambda stage: stage.value)
        waiting = {flow.stalled(self._silent_after_s) for flow in flows if flow.reps_waiting}
        return [Stage.VERDICTS] if waiting == {Stage.VERDICTS} else []

    def flow(self, station_id: str) -> StationFlow:
        """The flow of one station now."""
        now_s = self._clock()
        _, posed_s = self._poses.get(station_id, (None, now_s))
        waiting = self._waiting_since_s.get(station_id, {})
        return StationFlow(
            self._frame_ages_s.get(station_id),
            now_s - posed_s,
            len(waiting),
            now_s - min(waiting.values(), default=now_s),
        )
