"""Decides which frames of a batch are let in. Pure: the time and the known stations are given.

A frame is refused by itself, so the other frames of its batch, of whatever station, are used.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from spotter.api.poses.v1 import pose_frame_pb2
from spotter.rep_segmenter.door.time_bounds import TimeBounds
from spotter.rep_segmenter.errors import SegmenterError
from spotter.wire.encoding.bounds import (
    HIGHEST_TRACK_ID,
    MOST_FRAME_BYTES,
    MOST_PEOPLE,
    check_picture_size,
    check_trace_id,
)
from spotter.wire.encoding.parsing import parse
from spotter.wire.errors import WireError
from spotter.wire.poses.people import PoseFrame, pose_frame_value

Reason = Literal[
    "batch",
    "size",
    "broken",
    "station",
    "paused",
    "time",
    "people",
    "picture",
    "trace_id",
    "keypoints",
]
"""What a frame is refused for, in the order of the checks."""
REASONS: tuple[Reason, ...] = get_args(Reason)

MOST_FRAMES = 1000
"""In one batch; a pose worker sends up to 100."""

_STATION_ID = re.compile(r"[a-z0-9-]{1,100}")
_MOST_PX = 1e6
"""A joint may be guessed to be off the picture, but not this far."""
_MOST_M = 100.0
_MOST_CONFIDENCE = 2.0
"""Peaks between pixels may exceed 1 a little."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why ``frame_count`` frames were not let in: what was expected and found."""

    reason: Reason
    words: str
    frame_count: int = 1


class _RefusedError(SegmenterError):
    def __init__(self, reason: Reason, words: str) -> None:
        super().__init__(words)
        self.reason: Reason = reason


@contextmanager
def _refused_for(reason: Reason) -> Iterator[None]:
    try:
        yield
    except WireError as error:
        raise _RefusedError(reason, str(error)) from error


class Admission:
    """The frames of one batch that are let in at ``now_us``, microseconds since the Unix epoch."""

    def __init__(self, frames: Sequence[bytes], now_us: int) -> None:
        self.refusals: list[Refusal] = []
        self._now_us = now_us
        self._messages = [message for data in frames[:MOST_FRAMES] for message in self._read(data)]
        if (excess := len(frames) - MOST_FRAMES) > 0:
            words = f"a batch has at most {MOST_FRAMES} frames; found {len(frames)}"
            self.refusals.append(Refusal("batch", words, excess))

    @property
    def station_ids(self) -> frozenset[str]:
        """The stations that the frames name, as far as names can be right."""
        return frozenset(message.station_id for message in self._messages)

    def admitted(
        self, known: Mapping[str, TimeBounds], paused: Container[str] = ()
    ) -> list[PoseFrame]:
        """The frames of the ``known`` stations that are within their bounds, in order.

        Of those that are ``paused``, none is.
        """
        return [
            frame for message in self._messages for frame in self._let_in(message, known, paused)
        ]

    def _read(self, data: bytes) -> Iterable[pose_frame_pb2.PoseFrame]:
        try:
            yield _message(data)
        except _RefusedError as error:
            self.refusals.append(Refusal(error.reason, str(error)))

    def _let_in(
        self,
        message: pose_frame_pb2.PoseFrame,
        known: Mapping[str, TimeBounds],
        paused: Container[str],
    ) -> Iterable[PoseFrame]:
        try:
            _check_paused(message, paused)
            yield _checked(message, known, self._now_us)
        except _RefusedError as error:
            words = f"station {message.station_id}: {error}"
            self.refusals.append(Refusal(error.reason, words))


def check_station_id(station_id: str) -> str:
    """``station_id``; raises :class:`SegmenterError` unless it can be one.

    It becomes part of Redis keys and of RQ job ids.
    """
    if not _STATION_ID.fullmatch(station_id):
        raise _RefusedError(
            "station",
            "a station id is 1 to 100 lower-case letters, digits and hyphens; "
            f"found {station_id[:100]!r}",
        )
    return station_id


def _message(data: bytes) -> pose_frame_pb2.PoseFrame:
    if len(data) > MOST_FRAME_BYTES:
        raise _RefusedError(
            "size", f"a frame's poses are at most {MOST_FRAME_BYTES} bytes; found {len(data)}"
        )
    with _refused_for("broken"):
        message = parse(pose_frame_pb2.PoseFrame, data)
    check_station_id(message.station_id)
    return message


def _check_paused(message: pose_frame_pb2.PoseFrame, paused: Container[str]) -> None:
    if message.station_id in paused:
        raise _RefusedError("paused", "expected nothing while it is paused; found poses")


def _checked(
    message: pose_frame_pb2.PoseFrame, known: Mapping[str, TimeBounds], now_us: int
) -> PoseFrame:
    bounds = known.get(message.station_id)
    if bounds is None:
        raise _RefusedError("station", "expected a station of this gym; found one it does not have")
    _check_time(message.captured_us, now_us, bounds)
    _check_people(message)
    with _refused_for("picture"):
        check_picture_size(message.width_px, message.height_px)
    with _refused_for("trace_id"):
        check_trace_id(message.trace_id)
    with _refused_for("broken"):
        frame = pose_frame_value(message)
    _check_keypoints(frame)
    return frame


def _check_time(captured_us: int, now_us: int, bounds: TimeBounds) -> None:
    if bounds.is_ahead(captured_us, now_us) or bounds.is_behind(captured_us, now_us):
        raise _RefusedError(
            "time",
            f"expected a capture time within {bounds.ahead_us // 1_000_000} s ahead of this clock "
            f"and {bounds.behind_us // 1_000_000} s behind it; found {captured_us} us, "
            f"{(captured_us - now_us) / 1e6:+.0f} s",
        )


def _check_people(message: pose_frame_pb2.PoseFrame) -> None:
    if len(message.people) > MOST_PEOPLE:
        raise _RefusedError(
            "people", f"a frame has at most {MOST_PEOPLE} people; found {len(message.people)}"
        )
    tracks = [person.track_id for person in message.people]
    if len(set(tracks)) < len(tracks):
        raise _RefusedError("people", f"a track is one person; found {tracks}")
    if tracks and max(tracks) > HIGHEST_TRACK_ID:
        raise _RefusedError(
            "people", f"a track id is at most {HIGHEST_TRACK_ID}; found {max(tracks)}"
        )


def _check_keypoints(frame: PoseFrame) -> None:
    """NaN is a joint that is not seen; comparisons with it are false."""
    for person in frame.people:
        _check_points(person.keypoints, "a joint")
        if person.equipment is not None:
            _check_points(person.equipment, "an end of equipment")
        if person.world_m is not None and (np.abs(person.world_m) > _MOST_M).any():
            raise _RefusedError(
                "keypoints",
                f"a joint is within {_MOST_M:g} m of the hips; "
                f"found {np.nanmax(np.abs(person.world_m)):g} m",
            )


def _check_points(points: NDArray[np.float32], what: str) -> None:
    places, confidence = np.abs(points[:, :2]), points[:, 2]
    if (places > _MOST_PX).any():
        raise _RefusedError(
            "keypoints", f"{what} is within {_MOST_PX:g} px; found {np.nanmax(places):g} px"
        )
    if not ((confidence >= 0) & (confidence <= _MOST_CONFIDENCE)).all():
        raise _RefusedError(
            "keypoints",
            f"a confidence is 0 to 1; found {confidence.min():g} to {confidence.max():g}",
        )
