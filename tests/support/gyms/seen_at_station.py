"""Has a station see somebody: their poses in its pose log, as the segmenter keeps them."""

import redis

from spotter.movement.values import PoseSeries
from spotter.wire.names import POSE_FIELD, pose_log
from spotter.wire.poses.people import PoseFrame, TrackedPerson, pose_frame_bytes

PICTURE_PX = (640, 480)


def see(client: redis.Redis, station_id: str, poses: PoseSeries, after_us: int = 0) -> None:
    """Add ``poses`` to the log of a station, all of them later by ``after_us``."""
    with client.pipeline(transaction=False) as pipeline:
        for pose in poses.each():
            captured_us = pose.captured_us + after_us
            frame = PoseFrame(
                station_id,
                captured_us,
                *PICTURE_PX,
                "",
                (TrackedPerson(1, pose.keypoints, pose.world_m, pose.equipment),),
            )
            entry = {POSE_FIELD: pose_frame_bytes(frame)}
            pipeline.xadd(pose_log(station_id), entry, id=f"{captured_us}-0")  # type: ignore[arg-type]
        pipeline.execute()
