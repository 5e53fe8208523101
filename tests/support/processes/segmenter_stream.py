"""Sends poses to a running segmenter, as a pose worker does."""

from collections.abc import Sequence

from spotter.api.segmentation.v1 import segmentation_service_pb2 as messages
from spotter.api.segmentation.v1.segmentation_service_pb2_grpc import SegmentationServiceStub
from spotter.wire.poses.people import PoseFrame, pose_frame_message
from support.processes.grpc_client import segmenter_channel
from support.processes.segmenter_replica import BATCH


def send(address: str, frames: Sequence[PoseFrame]) -> list[int]:
    """Stream the frames in batches; returns the acknowledged batch numbers."""
    requests = [
        messages.StreamPosesRequest(
            batch_number=start // BATCH + 1,
            frames=[pose_frame_message(frame) for frame in frames[start : start + BATCH]],
        )
        for start in range(0, len(frames), BATCH)
    ]
    with segmenter_channel(address) as channel:
        answers = SegmentationServiceStub(channel).StreamPoses(iter(requests), wait_for_ready=True)
        return [answer.batch_number for answer in answers]
