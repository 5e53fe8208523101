"""A real gRPC segmentation server that records what it receives, and can misbehave."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import grpc.aio
import redis

from spotter.api.segmentation.v1 import segmentation_service_pb2 as messages
from spotter.api.segmentation.v1 import segmentation_service_pb2_grpc as stubs
from spotter.runtime.grpc.channel import Server
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.runtime.redis.membership import Membership
from spotter.wire.names import SEGMENTERS
from spotter.wire.poses.people import PoseFrame, pose_frame_message, pose_frame_value

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

    async def StreamPoses(  # noqa: N802 - gRPC's name
        self,
        request_iterator: AsyncIterator[messages.StreamPosesRequest],
        context: grpc.aio.ServicerContext[Any, Any],
    ) -> AsyncIterator[messages.StreamPosesResponse]:
        await context.send_initial_metadata(())
        down = self._down
        async for request in request_iterator:
            self.frames += [pose_frame_value(frame) for frame in request.frames]
            self.batch_numbers.append(request.batch_number)
            while not self.acknowledging.is_set():
                if down.is_set():
                    return
                await asyncio.sleep(0.05)
            yield messages.StreamPosesResponse(batch_number=request.batch_number)

    async def GetLatestPoses(  # noqa: N802 - gRPC's name
        self,
        request: messages.GetLatestPosesRequest,
        context: grpc.aio.ServicerContext[Any, Any],
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
        self._server = Server(
            f"127.0.0.1:{self.port}",
            lambda server: stubs.add_SegmentationServiceServicer_to_server(self, server),
            GrpcSecurity(),
            streams=8,
        )
        self.port = self._server.port
        self._server.start()
        self._beats = threading.Thread(target=self._beat, args=(self._down,), daemon=True)
        self._beats.start()

    def stop(self) -> None:
        """Stop serving without leaving the group."""
        self._down.set()
        self._server.stop(0)
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
