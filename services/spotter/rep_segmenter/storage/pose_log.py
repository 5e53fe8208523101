"""The pose log: one bounded Redis stream per station, its entry ids the frames' capture times.

An entry is its frame's ``<captured_us>-0``. Redis takes only ids that rise, so a frame that
arrives twice is logged once, no matter which segmenter writes it: a pose worker may resend
unacknowledged frames, and two workers may both believe that they own the station.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import redis
import structlog

from spotter.runtime.redis.stream_ids import entry_ms
from spotter.wire.errors import WireError
from spotter.wire.names import POSE_FIELD, pose_log
from spotter.wire.poses.people import PoseFrame, pose_frame_bytes, pose_frame_from_bytes

_Entry = tuple[bytes, Mapping[bytes, bytes]]

_CHUNK = 500
_NOT_NEWER = "equal or smaller"


@dataclass(frozen=True, slots=True)
class Appended:
    """The outcome of appending one station's frames.

    ``previous_us`` is the capture time of the last entry before them, 0 when there was none.
    """

    previous_us: int
    accepted: tuple[PoseFrame, ...]
    not_newer_count: int


class PoseLog:
    """The logs of all stations.

    Each keeps at least the last ``length`` frames, until none has come for ``expiry_s``.
    ``check_room`` raises :class:`redis.RedisError` while nothing may be appended.
    """

    def __init__(
        self,
        client: redis.Redis,
        *,
        length: int,
        expiry_s: int,
        check_room: Callable[[], None] = lambda: None,
    ) -> None:
        self._client = client
        self._length = length
        self._expiry_s = expiry_s
        self._check_room = check_room
        self._log = structlog.get_logger()

    def append(self, frames: Sequence[PoseFrame]) -> dict[str, Appended]:
        """Add frames of any stations, those of one station in order, in one transaction.

        The transaction ensures that nobody else writes between the reported last entry and the
        frames. Raises :class:`redis.RedisError` when it is unknown what was written.
        """
        self._check_room()
        by_station: dict[str, list[PoseFrame]] = {}
        for frame in frames:
            by_station.setdefault(frame.station_id, []).append(frame)
        pipeline = self._client.pipeline(transaction=True)
        for station_id, of_station in by_station.items():
            pipeline.xrevrange(pose_log(station_id), count=1)
            for frame in of_station:
                pipeline.xadd(
                    pose_log(station_id),
                    {POSE_FIELD: pose_frame_bytes(frame)},
                    id=_entry_id(frame.captured_us),
                    maxlen=self._length,
                    approximate=True,
                )
            pipeline.expire(pose_log(station_id), self._expiry_s)
        answers = iter(pipeline.execute(raise_on_error=False))
        return {
            station_id: _appended(_captured_us(next(answers)), of_station, answers)
            for station_id, of_station in by_station.items()
        }

    def last_us(self, station_id: str) -> int:
        """The capture time of a station's last entry, 0 when there is none."""
        entries = self._client.xrevrange(pose_log(station_id), count=1)
        return _captured_us(cast("list[_Entry]", entries))

    def clear(self, station_id: str) -> None:
        """Begin a station's log anew, so that it takes frames of any time."""
        self._client.delete(pose_log(station_id))

    def latest(self, station_id: str) -> PoseFrame | None:
        """The last entry of a station."""
        entries = cast("list[_Entry]", self._client.xrevrange(pose_log(station_id), count=1))
        return next(self._frames(entries), None)

    def read(self, station_id: str, first_us: int, last_us: int) -> Iterator[PoseFrame]:
        """The frames captured from ``first_us`` to ``last_us``, both included, in order."""
        while first_us <= last_us:
            entries = cast(
                "list[_Entry]",
                self._client.xrange(
                    pose_log(station_id), _entry_id(first_us), _entry_id(last_us), count=_CHUNK
                ),
            )
            yield from self._frames(entries)
            if len(entries) < _CHUNK:
                return
            first_us = _captured_us(entries[-1:]) + 1

    def _frames(self, entries: Iterable[_Entry]) -> Iterator[PoseFrame]:
        for entry_id, fields in entries:
            try:
                yield pose_frame_from_bytes(fields.get(POSE_FIELD, b"\xff"))
            except WireError as error:
                self._log.warning(
                    "damaged pose log entry", entry=entry_id.decode(), reason=str(error)
                )


def _appended(previous_us: int, frames: Sequence[PoseFrame], answers: Iterator[object]) -> Appended:
    outcomes = [(frame, next(answers)) for frame in frames]
    next(answers)  # of the expiry
    failures = [answer for _, answer in outcomes if isinstance(answer, Exception)]
    for failure in failures:
        if _NOT_NEWER not in str(failure):
            raise failure
    accepted = tuple(frame for frame, answer in outcomes if not isinstance(answer, Exception))
    return Appended(previous_us, accepted, len(failures))


def _entry_id(captured_us: int) -> str:
    return f"{captured_us}-0"


def _captured_us(last_entries: Sequence[_Entry]) -> int:
    return entry_ms(last_entries[0][0]) if last_entries else 0
