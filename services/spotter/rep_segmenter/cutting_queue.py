"""Cuts logged frames in threads: each station in order, and none waits for another."""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial

import redis
import structlog

from spotter.rep_segmenter.segmenter import Segmenter
from spotter.rep_segmenter.storage.pose_log import Appended
from spotter.runtime.redis.outage import RedisOutage

_log = structlog.get_logger()

_MOST_WAITING_FRAMES = 1000
"""Per station; what has waited for longer is read from the log again."""
_STUCK_S = 30.0


class CuttingQueue:
    """Cuts and maintains up to ``threads`` stations at once; ``clock`` is monotonic, in seconds.

    Nothing is lost with it: the log has the frames, and whoever cuts a station next catches up.
    """

    def __init__(self, segmenter: Segmenter, *, threads: int, clock: Callable[[], float]) -> None:
        self._segmenter = segmenter
        self._clock = clock
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="cutter")
        self._waiting: dict[str, deque[Appended]] = {}
        self._running: dict[str, Future[None]] = {}
        self._began_s: dict[str, float] = {}
        self._lock = threading.Lock()
        self._outage = RedisOutage("cutting")

    def put(self, station_id: str, appended: Appended) -> None:
        """Cut these frames after those of the station that wait; never blocks."""
        with self._lock:
            waiting = self._waiting.setdefault(station_id, deque())
            waiting.append(appended)
            while len(waiting) > 1 and _frame_count(waiting) > _MOST_WAITING_FRAMES:
                waiting.popleft()
            self._ensure_running(station_id)

    def maintain(self, station_id: str) -> None:
        """Do what no frame triggers, unless the station is being cut anyway; never blocks."""
        with self._lock:
            self._ensure_running(station_id)

    def pending(self, station_ids: Iterable[str]) -> list[Future[None]]:
        """The work that is done once all that was put for these stations is cut."""
        with self._lock:
            return [self._running[one] for one in station_ids if one in self._running]

    def check(self) -> str | None:
        """Readiness: None, or the station that is stuck."""
        now_s = self._clock()
        stuck = [one for one, at_s in self._began_s.copy().items() if now_s - at_s > _STUCK_S]
        return f"{', '.join(stuck)}: being cut for more than {_STUCK_S:g} s" if stuck else None

    def close(self, timeout_s: float) -> None:
        """Wait up to ``timeout_s`` for what was put, and leave the rest to the log."""
        with self._lock:
            running = list(self._running.values())
        wait(running, timeout_s)
        with self._lock:
            self._waiting.clear()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _ensure_running(self, station_id: str) -> None:
        if station_id not in self._running:
            self._running[station_id] = self._threads.submit(self._work, station_id)

    def _work(self, station_id: str) -> None:
        """Cut what waits, in order; when nothing does, maintain the station."""
        if self._has_nothing(station_id):
            self._attempt(station_id, partial(self._segmenter.maintain, station_id))
        while appended := self._next(station_id):
            self._attempt(station_id, partial(self._segmenter.cut, station_id, appended))

    def _attempt(self, station_id: str, work: Callable[[], None]) -> None:
        self._began_s[station_id] = self._clock()
        try:
            work()
        except redis.RedisError as error:
            self._outage.begin(error)
        except Exception:  # noqa: BLE001 - the station is run again with its next frames
            _log.exception("station failed unexpectedly", station_id=station_id)
        else:
            self._outage.end()
        finally:
            del self._began_s[station_id]

    def _has_nothing(self, station_id: str) -> bool:
        with self._lock:
            return not self._waiting.get(station_id)

    def _next(self, station_id: str) -> Appended | None:
        """What to cut next; after None the station is free to be run again."""
        with self._lock:
            if waiting := self._waiting.get(station_id):
                return waiting.popleft()
            self._waiting.pop(station_id, None)
            self._running.pop(station_id, None)
            return None


def _frame_count(waiting: Iterable[Appended]) -> int:
    return sum(len(appended.accepted) for appended in waiting)
