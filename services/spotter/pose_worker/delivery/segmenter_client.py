"""A gRPC client of one segmenter, on asyncio; its methods may be called from any thread."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from functools import cached_property
from typing import Protocol

import grpc
import grpc.aio
from grpc_health.v1 import health_pb2, health_pb2_grpc

from spotter.api.segmentation.v1 import segmentation_service_pb2 as messages
from spotter.api.segmentation.v1 import segmentation_service_pb2_grpc as stubs
from spotter.pose_worker.errors import SegmenterError
from spotter.runtime.event_loop import EventLoopThread
from spotter.runtime.grpc.channel import make_channel
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.errors import WireError
from spotter.wire.poses.people import PoseFrame, pose_frame_message, pose_frame_value

_UNARY_DEADLINE_S = 1.0

_FAILURES = (grpc.RpcError, grpc.aio.BaseError)
"""The latter if the channel was closed in the meantime."""

_SERVING = health_pb2.HealthCheckResponse.SERVING


StreamCall = grpc.aio.StreamStreamCall[messages.StreamPosesRequest, messages.StreamPosesResponse]


class Listener(Protocol):
    """Receives a stream's events, in the event loop's thread."""

    def opened(self, stream: "PoseStream") -> None:
        """The segmenter serves; poses can be sent."""

    def acknowledged(self, stream: "PoseStream", batch_number: int) -> None:
        """This batch and all before it are in the pose log."""

    def broken(self, stream: "PoseStream", reason: str) -> None:
        """The stream has ended; called exactly once, last."""


class LatestPoses:
    """A pending request for a station's latest poses."""

    def __init__(self, answer: "Future[messages.GetLatestPosesResponse]") -> None:
        self._answer = answer

    def done(self) -> bool:
        """Whether the request has been answered or has failed."""
        return self._answer.done()

    def result(self) -> PoseFrame | None:
        """The latest poses; None when the station has none.

        Raises :class:`SegmenterError` when the answer is missing or cannot be read.
        """
        try:
            answer = self._answer.result()
            return pose_frame_value(answer.frame) if answer.HasField("frame") else None
        except (*_FAILURES, CancelledError, WireError) as error:
            raise SegmenterError(f"expected a station's latest poses; found {error}") from error


class Segmenter:
    """The segmenter at ``address``, ``host:port``; its calls run in ``loop``."""

    def __init__(self, address: str, loop: EventLoopThread, security: GrpcSecurity) -> None:
        self.address = address
        self._loop = loop
        self._security = security

    def latest_poses(self, station_id: str) -> LatestPoses:
        """Ask for a station's latest poses."""
        return LatestPoses(self._loop.run(self._latest_poses(station_id)))

    def open_stream(self, number: int, listener: Listener) -> "PoseStream":
        """Open a stream; returns at once."""
        return PoseStream(number, self, self._loop, listener)

    def close(self) -> Future[None]:
        """Begin to close the channel, which breaks all streams and requests."""
        return self._loop.run(self._close())

    async def check_health(self) -> None:
        """Raise :class:`SegmenterError` unless it serves."""
        stub = health_pb2_grpc.HealthStub(self._channel)
        request = health_pb2.HealthCheckRequest()
        answer = await stub.Check(request, timeout=_UNARY_DEADLINE_S)
        if answer.status != _SERVING:
            raise SegmenterError(
                f"expected {self.address} to serve; found that it is not serving yet"
            )

    def stream(self, batches: AsyncIterator[messages.StreamPosesRequest]) -> StreamCall:
        """A call that sends ``batches`` and yields the acknowledgements."""
        stub = stubs.SegmentationServiceStub(self._channel)
        return stub.StreamPoses(batches, metadata=self._security.metadata)

    async def _latest_poses(self, station_id: str) -> messages.GetLatestPosesResponse:
        stub = stubs.SegmentationServiceStub(self._channel)
        return await stub.GetLatestPoses(
            messages.GetLatestPosesRequest(station_id=station_id),
            timeout=_UNARY_DEADLINE_S,
            metadata=self._security.metadata,
        )

    async def _close(self) -> None:
        if "_channel" in vars(self):
            await self._channel.close(None)

    @cached_property
    def _channel(self) -> grpc.aio.Channel:
        """Made in the event loop, to which it belongs."""
        return make_channel(self.address, self._security)


class PoseStream:
    """One stream of poses; once broken, it is not reopened."""

    def __init__(
        self, number: int, segmenter: Segmenter, loop: EventLoopThread, listener: Listener
    ) -> None:
        self.number = number
        self.address = segmenter.address
        self._segmenter = segmenter
        self._loop = loop
        self._listener = listener
        self._batches: asyncio.Queue[messages.StreamPosesRequest | None] = asyncio.Queue()
        self._why_broken = ""
        self._run_done = loop.run(self._run())

    def send(self, batch_number: int, frames: Iterable[PoseFrame]) -> None:
        """Queue one batch; never blocks."""
        batch = messages.StreamPosesRequest(
            batch_number=batch_number, frames=[pose_frame_message(frame) for frame in frames]
        )
        self._loop.call(self._batches.put_nowait, batch)

    def finish(self, timeout_s: float) -> None:
        """Half-close the stream and wait up to ``timeout_s`` for the segmenter to end it."""
        self._loop.call(self._batches.put_nowait, None)
        with suppress(TimeoutError, CancelledError):
            self._run_done.result(timeout_s)

    def break_off(self, reason: str) -> None:
        """End the stream now."""
        self._why_broken = reason
        self._run_done.cancel()

    async def _run(self) -> None:
        reason = "ended by the segmenter"
        try:
            await self._segmenter.check_health()
            await self._exchange(self._segmenter.stream(self._sent()))
        except (*_FAILURES, SegmenterError) as error:
            reason = _reason(error)
        except asyncio.CancelledError:
            reason = "cancelled"
        finally:
            self._batches.put_nowait(None)  # gRPC still waits for the next batch
            self._listener.broken(self, self._why_broken or reason)

    async def _exchange(self, call: StreamCall) -> None:
        try:
            if await _is_accepted(call):
                self._listener.opened(self)
            async for response in call:
                self._listener.acknowledged(self, response.batch_number)
        finally:
            call.cancel()

    async def _sent(self) -> AsyncIterator[messages.StreamPosesRequest]:
        while batch := await self._batches.get():
            yield batch


async def _is_accepted(call: StreamCall) -> bool:
    """Whether the segmenter takes the stream, which it says with its initial metadata.

    A segmenter of an earlier release says nothing before its first acknowledgement.
    """
    accepted = asyncio.ensure_future(call.initial_metadata())
    await asyncio.wait({accepted}, timeout=_UNARY_DEADLINE_S)
    return not call.done()


def _reason(error: Exception) -> str:
    if isinstance(error, grpc.aio.AioRpcError):
        return f"{error.code().name}: {error.details()}"
    return str(error)
