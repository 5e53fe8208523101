"""Validates the frames of a pose worker's batch. Pure."""

import re
from collections.abc import Iterable

from spotter.api.poses.v1 import pose_frame_pb2
from spotter.rep_segmenter.errors import SegmenterError
from spotter.wire.errors import WireError
from spotter.wire.poses import PoseFrame, pose_frame_value

_STATION_ID = re.compile(r"[a-z0-9-]{1,100}")


def usable(
    messages: Iterable[pose_frame_pb2.PoseFrame],
) -> tuple[list[PoseFrame], list[Exception]]:
    """The valid frames, in order, and the errors of the others."""
    frames: list[PoseFrame] = []
    problems: list[Exception] = []
    for message in messages:
        try:
            frames.append(_checked(pose_frame_value(message)))
        except (WireError, SegmenterError) as error:
            problems.append(error)
    return frames, problems


def _checked(frame: PoseFrame) -> PoseFrame:
    # The id becomes part of Redis keys and of RQ job ids.
    if not _STATION_ID.fullmatch(frame.station_id):
        raise SegmenterError(
            "a station id is 1 to 100 lower-case letters, digits and hyphens; "
            f"found {frame.station_id[:100]!r}"
        )
    if frame.captured_us <= 0:
        raise SegmenterError(
            f"a capture time is after 1970; {frame.station_id} sent {frame.captured_us} us"
        )
    tracks = [person.track_id for person in frame.people]
    if len(set(tracks)) < len(tracks):
        raise SegmenterError(
            f"a track is one person; in a frame of {frame.station_id} found {tracks}"
        )
    return frame
