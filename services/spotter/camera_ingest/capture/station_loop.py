"""The loop of one station: reads its camera or file and publishes frames until stopped."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import TypeVar

import structlog

from spotter.camera_ingest.browsers.sending import BrowserCamera
from spotter.camera_ingest.browsers.stream import BrowserStream
from spotter.camera_ingest.capture.frame_publisher import FramePublisher
from spotter.camera_ingest.capture.full_frames import FullFrames
from spotter.camera_ingest.capture.live_frames import LiveFrames
from spotter.camera_ingest.capture.live_stream import LiveStream
from spotter.camera_ingest.capture.loop_context import LoopContext
from spotter.camera_ingest.capture.notice_counter import NoticeCounter
from spotter.camera_ingest.capture.pacing import STALE_S, CaptureClock, Timeline, WallClock
from spotter.camera_ingest.configuration.gym import Pace, StationConfig
from spotter.camera_ingest.station_states import EventKind, StationEvent
from spotter.pictures.decoded_frame import DecodedFrame
from spotter.pictures.errors import VideoError
from spotter.pictures.video.left_out import completed
from spotter.pictures.video.opening import open_stream
from spotter.pictures.video.stream import VideoStream
from spotter.pictures.video.thinning import FrameThinner
from spotter.runtime.backoff import Backoff

_log = structlog.get_logger()
_FIRST_ROOM_POLL_S = 0.005
_LAST_ROOM_POLL_S = 0.08
_REDIS_RETRY_S = 0.2
_BROWSER_CHECK_S = _GATE_CHECK_S = 0.2
_NO_BROWSER = "its screen's camera is off: switch it on there"
_LONGEST_LEAD_US = 86_400_000_000
"""A file at the pipeline's pace may have run ahead of the wall clock by a day, not by a year."""

Seen = TypeVar("Seen")


class StationLoop:
    """Plays a station's source and recovers from every failure.

    It reopens a camera that fails, after growing delays. It replays a file that is configured to
    loop, and ends after any other file.
    """

    def __init__(
        self,
        station: StationConfig,
        publisher: FramePublisher,
        full_frames: FullFrames,
        context: LoopContext,
    ) -> None:
        self._browser = context.browsers.get(station.station_id)
        self._station = station
        self._publisher = publisher
        self._full_frames = full_frames
        self._context = context
        self._gate = context.gates[station.station_id]
        self._clock = CaptureClock()
        self._thinner = FrameThinner(station.frame_rate_hz)
        self._backoff = Backoff(context.random)
        self._notices = NoticeCounter(context.metrics, station.station_id)
        self._room = 0
        self._played_until_s: float | None = None

    def run(self) -> None:
        """Play until the source has ended or until told to stop."""
        structlog.contextvars.bind_contextvars(station_id=self._station.station_id)
        last_us = self._context.last_captured_us(self._station.station_id)
        self._clock = CaptureClock(last_us)
        while not self._context.stopping.is_set():
            if self._gate.is_set():
                self._rest()
                continue
            try:
                has_ended = self._play()
            except VideoError as error:
                self._failed(error.problem)
            except Exception as error:  # noqa: BLE001 - one station must not stop the others
                _log.exception("station failed unexpectedly")
                self._failed(f"internal error: {type(error).__name__}")
            else:
                if has_ended:
                    return

    def _rest(self) -> None:
        """Film nothing and leave nothing of what was filmed, until the station's gate opens."""
        because, is_clear = "", False
        while self._gate.is_set() and not self._context.stopping.is_set():
            is_clear = is_clear or self._publisher.clear()
            if self._gate.because != because:
                because = self._gate.because
                self._report(EventKind.PAUSE, because)
            self._gate.wait(_GATE_CHECK_S)
        if not self._context.stopping.is_set():
            self._report(EventKind.RESUME)

    def _failed(self, reason: str) -> None:
        delay_s = self._backoff.next_s()
        self._report(EventKind.FAILURE, reason)
        self._context.metrics.failures.labels(self._station.station_id).inc()
        _log.warning("camera failed", reason=reason, retry_in_s=round(delay_s, 1))
        self._gate.wait(delay_s)

    def _play(self) -> bool:
        """Play the source; returns whether it has ended, and not just been told to stop."""
        if self._browser:
            return self._play_browser(self._browser)
        timeline: Timeline | None = None
        while not self._gate.is_set():
            stream = self._opened()
            if stream.is_live:
                return self._watch(stream, "the camera ended its stream")
            with stream:
                timeline = timeline or Timeline(self._start_us())
                length_s = self._play_file(stream, timeline)
            if not self._station.loop and not self._gate.is_set():
                self._report(EventKind.END)
                return True
            timeline.play_again(length_s)
        return False

    def _play_browser(self, browser: BrowserCamera) -> bool:
        """Publish what browsers send, as long as they do."""
        self._report(EventKind.FAILURE, _NO_BROWSER)
        while not self._gate.is_set():
            if sending := browser.current(_BROWSER_CHECK_S):
                skipped = partial(self._publisher.dropped, "skipped")
                with closing(BrowserStream(sending, skipped)) as stream:
                    return self._watch(stream, _NO_BROWSER)
        return False

    def _opened(self) -> VideoStream:
        return open_stream(
            self._station.source,
            timeout_s=self._context.camera_timeout_s,
            transport=self._station.rtsp_transport,
            proxy=self._station.proxy,
        )

    def _start_us(self) -> int:
        """When a file starts: now, or after what was played before, faster than it was filmed."""
        now_us = self._context.now_us()
        lead_us = self._clock.last_us + 1 - now_us
        runs_ahead = self._station.pace is Pace.PIPELINE and 0 < lead_us < _LONGEST_LEAD_US
        return now_us + lead_us if runs_ahead else now_us

    def _watch(self, stream: LiveStream, at_end: str) -> bool:
        """Publish a camera's frames at the pace at which they were taken; closes the stream.

        Returns False: a camera does not end as a file does.
        Raises :class:`VideoError` that says ``at_end`` when there are no more.
        """
        context, wall = self._context, WallClock()
        live = LiveFrames(
            stream,
            context.steady_s,
            self._gate,
            left_out=self._publisher.dropped,
            played_until_s=self._played_until_s,
        )
        try:
            for frame, captured_s in self._seen(live, stream, lambda: live.delay_s):
                wall.follow(context.now_us(), context.steady_s())
                captured_us = self._clock.rising(wall.at_us(captured_s))
                if self._keeps(captured_us):
                    self._publish(frame, captured_us, must_arrive=False)
        except EOFError:
            raise VideoError(self._station.station_id, at_end) from None
        finally:
            self._played_until_s = live.played_until_s
        return False

    def _play_file(self, stream: VideoStream, timeline: Timeline) -> float:
        """Publish a file's frames at the configured pace; return its length in seconds."""
        length_s, is_paced = 0.0, self._station.pace is Pace.REAL_TIME
        frames = completed(iter(stream), stream.rate_hz, stream.notices)
        for frame in self._seen(frames, stream):
            length_s = frame.time_s + 1 / stream.rate_hz
            wait_s = timeline.wait_s(frame.time_s, self._context.now_us()) if is_paced else 0.0
            captured_us = self._clock.rising(timeline.time_us(frame.time_s))
            if not self._keeps(captured_us):
                continue
            if not is_paced:
                self._wait_for_room()
                self._publish(frame, captured_us, must_arrive=True)
            elif self._waited_until_due(wait_s):
                self._publish(frame, captured_us, must_arrive=False)
        return length_s

    def _keeps(self, captured_us: int) -> bool:
        if self._thinner.keeps(captured_us / 1e6):
            return True
        self._publisher.dropped("thinned")
        return False

    def _waited_until_due(self, wait_s: float) -> bool:
        """Wait until a frame is due; False if it is too late or the loop stops."""
        if wait_s < -STALE_S:
            self._publisher.dropped("late")
            return False
        return not self._gate.wait(max(0.0, wait_s))

    def _seen(
        self,
        frames: Iterable[Seen],
        stream: LiveStream,
        delay_s: Callable[[], float] = lambda: 0.0,
    ) -> Iterator[Seen]:
        """The ``frames`` of a stream, until told to stop; reports each, and counts notices."""
        try:
            for frame in frames:
                self._notices.update(stream.notices)
                if self._gate.is_set():
                    return
                self._backoff.succeeded()
                self._report(EventKind.FRAME, delay_s=delay_s())
                self._context.metrics.delay_s.labels(self._station.station_id).set(delay_s())
                yield frame
        finally:
            self._notices.update(stream.notices)

    def _publish(self, frame: DecodedFrame, captured_us: int, *, must_arrive: bool) -> None:
        self._full_frames.offer(frame, captured_us)
        encoded = self._publisher.encoded(frame, captured_us)
        if encoded is None or self._publisher.publish(encoded):
            return
        while must_arrive and not self._gate.wait(_REDIS_RETRY_S):
            if self._publisher.publish(encoded):
                return
        self._publisher.dropped("redis")

    def _wait_for_room(self) -> None:
        """When the room is used up, wait until half of it is free: asking per frame costs far more.

        Each wait is half of the time waited so far, so at any speed the loop finds half of the
        backlog free well before the pipeline runs out of work.
        """
        limit, poll_s, waited_s = self._context.pipeline_backlog, _FIRST_ROOM_POLL_S, 0.0
        while self._room < 1:
            room = self._publisher.room(limit)
            if room >= max(1, limit // 2):
                self._room = room
                break
            self._report(EventKind.FRAME)  # the file is not at fault for the wait
            if self._gate.wait(poll_s):
                return
            waited_s += poll_s
            poll_s = min(waited_s / 2, _LAST_ROOM_POLL_S)
        self._room -= 1

    def _report(self, kind: EventKind, reason: str = "", *, delay_s: float = 0.0) -> None:
        station_id, now_us = self._station.station_id, self._context.now_us()
        measures = self._publisher.measures
        self._context.report(StationEvent(station_id, kind, now_us, reason, delay_s, measures))
