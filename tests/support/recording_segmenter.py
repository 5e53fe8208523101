"""A real gRPC segmentation server that records what it receives, and can misbehave."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import grpc
import redis
from grpc_health.v1 import health_pb2

from spotter.api.segmentation.v1 import segmentation_service_pb2 as messages
from spotter.api.segmentation.v1 import segmentation_service_pb2_grpc as stubs
from spotter.runtime.grpc_channel import make_server
from spotter.runtime.redis.membership import Membership
from spotter.wire.names import SEGMENTERS
from spotter.wire.poses import PoseFrame, pose_frame_message, pose_frame_value

MEMBER_TIMEOUT_S = 2.0


class RecordingSegmenter(stubs.SegmentationServiceServicer):
    """Keeps the pose frames of all streams, also after :meth:`stop`."""

    def __init__(self, client: redis.Redis, port: int = 0) -> None:
        self.frames: list[PoseFrame] = []
        self.batch_numbers: list[int] = []
        self.port = port
        self.acknowledging = threading.Event()
        self.acknowledging.set()
        self._client = client
        self._down = threading.Event()

    def StreamPoses(  # noqa: N802 - gRPC's name
        self,
        request_iterator: Iterator[messages.StreamPosesRequest],
        context: grpc.ServicerContext,
    ) -> Iterator[messages.StreamPosesResponse]:
        del context
        down = self._down
        for request in request_iterator:
            self.frames += [pose_frame_value(frame) for frame in request.frames]
            self.batch_numbers.append(request.batch_number)
            while not self.acknowledging.wait(0.05):
                if down.is_set():
                    return
            yield messages.StreamPosesResponse(batch_number=request.batch_number)

    def GetLatestPoses(  # noqa: N802 - gRPC's name
        self, request: messages.GetLatestPosesRequest, context: grpc.ServicerContext
    ) -> messages.GetLatestPosesResponse:
        del context
        frames = self.of(request.station_id)
        if not frames:
            return messages.GetLatestPosesResponse()
        latest = max(frames, key=lambda frame: frame.captured_us)
        return messages.GetLatestPosesResponse(frame=pose_frame_message(latest))

    def of(self, station_id: str) -> list[PoseFrame]:
        """The frames received of one station."""
        return [frame for frame in list(self.frames) if frame.station_id == station_id]

    def start(self) -> None:
        """Serve at the same port as before, and join the group."""
        self._down = threading.Event()
        self._server, health = make_server(threads=8)
        stubs.add_SegmentationServiceServicer_to_server(self, self._server)
        self.port = self._server.add_insecure_port(f"127.0.0.1:{self.port}")
        self._server.start()
        health.set("", health_pb2.HealthCheckResponse.SERVING)
        self._beats = threading.Thread(target=self._beat, args=(self._down,), daemon=True)
        self._beats.start()

    def stop(self) -> None:
        """Stop serving without leaving the group."""
        self._down.set()
        self._server.stop(0).wait()
        self._beats.join()

    def _beat(self, down: threading.Event) -> None:
        membership = Membership(
            self._client,
            SEGMENTERS,
            f"127.0.0.1:{self.port}",
            timeout_s=MEMBER_TIMEOUT_S,
            clock=time.monotonic,
        )
        while not down.wait(0.05):
            with suppress(redis.ConnectionError):
                membership.beat()
