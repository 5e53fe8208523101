"""Sends poses to the stations' segmenters and collects the acknowledgements."""

import threading
from collections.abc import Callable
from concurrent.futures import wait
from dataclasses import dataclass
from queue import SimpleQueue

import structlog

from spotter.pose_worker.delivery.outbox import Outbox, OutgoingPoses
from spotter.pose_worker.delivery.segmenter_client import LatestPoses, PoseStream, Segmenter
from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.runtime.event_loop import EventLoopThread
from spotter.runtime.grpc.security import GrpcSecurity

_log = structlog.get_logger()

_BATCH_FRAMES = 100
_FIRST_RETRY_S = 0.1
_LAST_RETRY_S = 2.0


@dataclass(slots=True)
class _Link:
    """The connection to one segmenter; without a ``stream``, ``problem`` says why."""

    segmenter: Segmenter
    stream: PoseStream | None = None
    is_open: bool = False
    progress_s: float = 0.0
    retry_at_s: float = 0.0
    retry_after_s: float = _FIRST_RETRY_S
    problem: str = "not connected yet"


class Delivery:
    """Keeps one stream to each live segmenter and resends the poses of a broken one.

    ``cluster_view`` returns the live segmenters; ``clock`` is monotonic, in seconds. Acknowledged
    poses go to the queue ``done``, those given up to ``expired``. All methods may be called by any
    thread.
    """

    def __init__(
        self,
        outbox: Outbox,
        cluster_view: Callable[[], ClusterView],
        clock: Callable[[], float],
        *,
        ack_timeout_s: float,
        security: GrpcSecurity,
    ) -> None:
        self.done: SimpleQueue[list[OutgoingPoses]] = SimpleQueue()
        self.expired: SimpleQueue[list[OutgoingPoses]] = SimpleQueue()
        self._outbox = outbox
        self._cluster_view = cluster_view
        self._clock = clock
        self._ack_timeout_s = ack_timeout_s
        self._security = security
        self._loop = EventLoopThread("poses to segmenters")
        self._lock = threading.RLock()
        self._links: dict[str, _Link] = {}
        self._streams = 0

    def send(self, outgoing_poses: list[OutgoingPoses]) -> None:
        """Queue poses for sending; never blocks."""
        with self._lock:
            self._outbox.put(outgoing_poses)
            self._dispatch()

    def unacknowledged(self) -> int:
        """The number of frames whose poses are queued or sent and not acknowledged."""
        with self._lock:
            return len(self._outbox)

    def latest_poses(self, station_id: str) -> LatestPoses | None:
        """Ask the station's segmenter for its latest poses; None while it is not connected."""
        with self._lock:
            link = self._links.get(self._cluster_view().segmenter_of(station_id) or "")
            return link.segmenter.latest_poses(station_id) if link and link.is_open else None

    def check(self) -> str | None:
        """Readiness: None, or why poses do not reach the segmenters."""
        with self._lock:
            if not self._links:
                return "no segmenter is alive"
            problems = [
                f"{address}: {link.problem}"
                for address, link in self._links.items()
                if not link.is_open
            ]
            return "; ".join(problems) or None

    def tick(self) -> None:
        """Follow the cluster view, reconnect, break stuck streams, give up old poses."""
        with self._lock:
            self._update_links(self._cluster_view().segmenters)
            for link in self._links.values():
                self._maintain(link)
            expired = self._outbox.expire(self._clock())
            self._dispatch()
        if expired:
            self.expired.put(expired)

    def close(self, timeout_s: float) -> None:
        """End all streams in order, waiting up to ``timeout_s`` for each."""
        with self._lock:
            links, self._links = list(self._links.values()), {}
        for link in links:
            if link.stream:
                link.stream.finish(timeout_s)
            wait([link.segmenter.close()], timeout_s)
        self._loop.close()

    def opened(self, stream: PoseStream) -> None:
        """See :class:`Listener`."""
        with self._lock:
            link = self._link_of(stream)
            if link is None:
                return
            if not link.problem:
                _log.info("segmenter connected", segmenter=stream.address)
            link.is_open, link.progress_s = True, self._clock()
            self._dispatch()

    def acknowledged(self, stream: PoseStream, batch_number: int) -> None:
        """See :class:`Listener`."""
        with self._lock:
            done = self._outbox.acknowledged(stream.number, batch_number)
            if link := self._link_of(stream):
                link.progress_s, link.retry_after_s = self._clock(), _FIRST_RETRY_S
                if link.problem:  # a segmenter without room accepts a stream and breaks it off
                    _log.info("segmenter connected again", segmenter=stream.address)
                    link.problem = ""
            self._dispatch()
        if done:
            self.done.put(done)

    def broken(self, stream: PoseStream, reason: str) -> None:
        """See :class:`Listener`."""
        with self._lock:
            self._outbox.returned(stream.number)
            link = self._link_of(stream)
            if link is None:
                return
            if reason != link.problem:
                _log.warning("segmenter not connected", segmenter=stream.address, reason=reason)
            link.stream, link.is_open, link.problem = None, False, reason
            link.retry_at_s = self._clock() + link.retry_after_s
            link.retry_after_s = min(2 * link.retry_after_s, _LAST_RETRY_S)

    def _link_of(self, stream: PoseStream) -> _Link | None:
        link = self._links.get(stream.address)
        return link if link and link.stream is stream else None

    def _update_links(self, addresses: tuple[str, ...]) -> None:
        for address in addresses:
            if address not in self._links:
                self._links[address] = _Link(Segmenter(address, self._loop, self._security))
        for address in self._links.keys() - set(addresses):
            link = self._links.pop(address)
            _log.info("segmenter gone", segmenter=address)
            if link.stream:
                link.stream.break_off("no longer alive")
            link.segmenter.close()

    def _maintain(self, link: _Link) -> None:
        now_s = self._clock()
        if link.stream is None and now_s >= link.retry_at_s:
            self._streams += 1
            link.stream = link.segmenter.open_stream(self._streams, self)
        elif link.stream and link.is_open and now_s - link.progress_s > self._ack_timeout_s:
            link.stream.break_off(f"acknowledged nothing for {self._ack_timeout_s:g} s")

    def _dispatch(self) -> None:
        for link in self._links.values():
            if link.stream and link.is_open:
                self._send_waiting(link, link.stream)

    def _send_waiting(self, link: _Link, stream: PoseStream) -> None:
        segmenter_of = self._cluster_view().segmenter_of
        if not self._outbox.unacknowledged(stream.number):
            link.progress_s = self._clock()  # no acknowledgement was due until now
        while batch := self._outbox.next_batch(
            stream.number,
            lambda station_id: segmenter_of(station_id) == stream.address,
            _BATCH_FRAMES,
        ):
            number, outgoing_poses = batch
            stream.send(number, (outgoing.poses for outgoing in outgoing_poses))
