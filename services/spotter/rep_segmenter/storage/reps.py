"""Makes a rep from the frames in which it happened. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spotter.movement.segmentation import RepEnded
from spotter.movement.values import Pose, PoseSeries, Rep, quantised
from spotter.rep_segmenter.errors import SegmenterError
from spotter.rep_segmenter.stations.assignments import Assignment
from spotter.wire.poses.people import PoseFrame

_LONGEST_MISSING_START_US = 1_000_000
"""A rep may start between two frames, but not this long before the first frame still logged."""
_LOOKED_SHARE = 0.9
"""If the exercise's equipment was looked for in fewer of a rep's frames, as in the rep amid which
that begins, it is not known whether the rep was done without."""


def make_rep(
    assignment: Assignment,
    track_id: int,
    ended: RepEnded,
    frames: Iterable[PoseFrame],
    *,
    end_unseen: bool = False,
) -> Rep:
    """The rep of one track of one station.

    ``frames`` are the station's from the rep's start to its end, or to where the person was last
    seen if ``end_unseen``. Its poses are quantised here, so that what is judged is what is kept.
    Raises :class:`SegmenterError` when the rep's beginning is missing, since the rep would be
    judged wrongly without it.
    """
    seen = [
        (frame, frame.pose_of(person, assignment.equipment_digest))
        for frame in frames
        for person in frame.people
        if person.track_id == track_id
    ]
    if not seen or seen[0][0].captured_us - ended.started_us > _LONGEST_MISSING_START_US:
        found = f"the first is from {seen[0][0].captured_us}" if seen else "there are none"
        raise SegmenterError(f"expected the poses of a rep from {ended.started_us} us on; {found}")
    last = seen[-1][0]
    return Rep(
        station_id=last.station_id,
        track_id=track_id,
        exercise=assignment.exercise,
        reference_digest=assignment.reference_digest,
        set_number=ended.set_number,
        rep_number=ended.rep_number,
        set_started_us=ended.set_started_us,
        trace_id=last.trace_id,
        poses=quantised(_poses([pose for _, pose in seen])),
        end_unseen=end_unseen,
    )


def _poses(seen: Sequence[Pose]) -> PoseSeries:
    poses = PoseSeries.of([*seen])
    looked = sum(pose.equipment is not None for pose in seen)
    return poses if looked >= _LOOKED_SHARE * len(seen) else replace(poses, equipment=None)


def is_same_movement(one: Rep, other: Rep) -> bool:
    """Whether two reps of a station have the same person and share most of the shorter one.

    A rep cut again from a log that begins elsewhere may begin or end some frames off.
    """
    (start_us, end_us), (other_start_us, other_end_us) = (
        rep.poses.captured_us[[0, -1]].tolist() for rep in (one, other)
    )
    common_us = min(end_us, other_end_us) - max(start_us, other_start_us)
    shorter_us = min(end_us - start_us, other_end_us - other_start_us)
    return one.track_id == other.track_id and 2 * common_us > shorter_us
