"""The segmenter's gRPC service."""

import threading
from collections.abc import Iterator

import grpc
import redis
import structlog

from spotter.api.segmentation.v1 import segmentation_service_pb2 as messages
from spotter.api.segmentation.v1 import segmentation_service_pb2_grpc as stubs
from spotter.rep_segmenter.metrics import SegmenterMetrics
from spotter.rep_segmenter.pose_messages import usable
from spotter.rep_segmenter.segmenter import Segmenter
from spotter.wire.poses import pose_frame_message


class SegmentationService(stubs.SegmentationServiceServicer):
    """Serves pose workers until ``stopping`` is set; open streams then end after their batch."""

    def __init__(
        self, segmenter: Segmenter, metrics: SegmenterMetrics, stopping: threading.Event
    ) -> None:
        self._segmenter = segmenter
        self._metrics = metrics
        self._stopping = stopping
        self._log = structlog.get_logger()

    def StreamPoses(  # noqa: N802 - gRPC's name
        self,
        request_iterator: Iterator[messages.StreamPosesRequest],
        context: grpc.ServicerContext,
    ) -> Iterator[messages.StreamPosesResponse]:
        """Acknowledge each batch once its frames are in the pose log."""
        for request in request_iterator:
            with self._metrics.batch_s.time():
                self._accept(request, context)
            yield messages.StreamPosesResponse(batch_number=request.batch_number)
            if self._stopping.is_set():
                return

    def GetLatestPoses(  # noqa: N802 - gRPC's name
        self, request: messages.GetLatestPosesRequest, context: grpc.ServicerContext
    ) -> messages.GetLatestPosesResponse:
        """The latest logged poses of a station."""
        try:
            frame = self._segmenter.latest(request.station_id)
        except redis.RedisError as error:
            context.abort(grpc.StatusCode.UNAVAILABLE, f"Redis does not answer: {error}")
        return messages.GetLatestPosesResponse(frame=pose_frame_message(frame) if frame else None)

    def _accept(self, request: messages.StreamPosesRequest, context: grpc.ServicerContext) -> None:
        self._metrics.frames.inc(len(request.frames))
        frames, problems = usable(request.frames)
        self._metrics.left_out.labels("broken").inc(len(problems))
        for problem in problems:
            self._log.warning("broken frame", reason=str(problem))
        try:
            self._segmenter.add(frames)
        except redis.RedisError as error:
            self._log.warning("batch not acknowledged", reason=str(error))
            context.abort(grpc.StatusCode.UNAVAILABLE, f"Redis does not answer: {error}")
