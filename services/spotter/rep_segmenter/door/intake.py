"""Takes one batch in: lets frames in, logs them, and has them cut."""

import time
from collections.abc import Callable, Sequence

from spotter.rep_segmenter.cutting_queue import CuttingQueue
from spotter.rep_segmenter.door.admission import Admission
from spotter.rep_segmenter.door.metrics import DoorMetrics
from spotter.rep_segmenter.door.refusals import Refusals
from spotter.rep_segmenter.segmenter import Segmenter
from spotter.rep_segmenter.stations.exercises import Exercises


class Intake:
    """May be called from several threads. ``now_us`` is microseconds since the Unix epoch."""

    def __init__(
        self,
        segmenter: Segmenter,
        exercises: Exercises,
        queue: CuttingQueue,
        metrics: DoorMetrics,
        now_us: Callable[[], int],
    ) -> None:
        self._segmenter = segmenter
        self._exercises = exercises
        self._queue = queue
        self._metrics = metrics
        self._now_us = now_us
        self._refusals = Refusals(metrics, time.monotonic)

    def take(self, frames: Sequence[bytes]) -> set[str]:
        """Log the frames that are let in, which may then be acknowledged; returns their stations.

        Raises :class:`redis.RedisError`; the same frames may then be taken again.
        """
        with self._metrics.batch_s.time():
            admission = Admission(frames, self._now_us())
            known = self._exercises.announced(admission.station_ids)
            admitted = admission.admitted(known, self._exercises.paused(admission.station_ids))
            logged = self._segmenter.log(admitted) if admitted else {}
        self._metrics.frames.inc(len(frames))
        self._refusals.note(admission.refusals)
        for station_id, appended in logged.items():
            self._queue.put(station_id, appended)
        return set(logged)
