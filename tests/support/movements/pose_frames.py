"""Pose frames of one station, made from the movements of its people."""

from spotter.movement.values.body.poses import PoseSeries
from spotter.wire.poses.people import PoseFrame, TrackedPerson


def pose_frames(station_id: str, people: dict[int, PoseSeries]) -> list[PoseFrame]:
    """A frame for every capture time at which somebody is seen; ``people`` is by track id.

    Trace ids are the capture times, so that they are distinct.
    """
    times = sorted({int(time_us) for poses in people.values() for time_us in poses.captured_us})
    return [
        PoseFrame(
            station_id,
            time_us,
            640,
            480,
            f"{time_us:032x}",
            tuple(
                TrackedPerson(track_id, pose.keypoints, pose.world_m, pose.equipment, pose.hands)
                for track_id, poses in people.items()
                for pose in poses.between(time_us, time_us).each()
            ),
        )
        for time_us in times
    ]
