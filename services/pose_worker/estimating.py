"""The main loop: pictures in, poses out."""

from collections.abc import Callable, Sequence
from queue import Empty, Queue

from estimators.estimator import Estimator, Person, Picture
from pose_worker.decoding import ReadyFrame
from pose_worker.entry_ids import age_s
from pose_worker.metrics import Metrics
from pose_worker.outbox import Parcel
from pose_worker.server_clock import ServerClock
from pose_worker.watchlist import Watch
from pose_worker.zones import shifted
from wire.poses import PoseFrame

_WAIT_S = 0.2


class Estimating:
    """Estimates batch after batch and follows the people.

    ``send`` takes the poses on.
    """

    def __init__(
        self,
        estimator: Estimator,
        ready: Queue[list[ReadyFrame]],
        send: Callable[[list[Parcel]], None],
        clock: ServerClock,
        metrics: Metrics,
    ) -> None:
        self._estimator = estimator
        self._ready = ready
        self._send = send
        self._clock = clock
        self._metrics = metrics
        self._watches: dict[str, Watch] = {}

    def turn(self) -> None:
        """Work on the next batch, if one comes before long."""
        try:
            batch = self._ready.get(timeout=_WAIT_S)
        except Empty:
            return
        people = self._estimated(batch)
        self._send([self._parcel(frame, found) for frame, found in zip(batch, people, strict=True)])
        self._metrics.people.inc(sum(map(len, people)))

    def _estimated(self, batch: Sequence[ReadyFrame]) -> list[tuple[Person, ...]]:
        for frame in batch:
            self._metrics.queue_age_s.observe(age_s(frame.entry_id, self._clock.now_s()))
            self._look_afresh_if_new(frame.watch)
        self._metrics.batch_frames.observe(len(batch))
        begun_s = self._clock.steady_s()
        people = self._estimator.estimate(
            [Picture(f.watch.station.station_id, f.captured_us, f.bgr) for f in batch]
        )
        self._metrics.estimate_s.observe(self._clock.steady_s() - begun_s)
        return people

    def _look_afresh_if_new(self, watch: Watch) -> None:
        """What the estimator remembers is of no use after a break, or in another zone."""
        station_id = watch.station.station_id
        if self._watches.get(station_id) is not watch:
            self._estimator.forget(station_id)
            self._watches[station_id] = watch

    def _parcel(self, frame: ReadyFrame, found: tuple[Person, ...]) -> Parcel:
        keypoints = [shifted(person.keypoints, frame.corner) for person in found]
        poses = PoseFrame(
            station_id=frame.watch.station.station_id,
            captured_us=frame.captured_us,
            width_px=frame.width_px,
            height_px=frame.height_px,
            trace_id=frame.trace_id,
            people=frame.watch.tracker.track(frame.captured_us, keypoints),
        )
        return Parcel(frame.entry_id, poses, self._clock.steady_s())
