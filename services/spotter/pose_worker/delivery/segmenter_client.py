"""A gRPC client of one segmenter."""

import threading
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from typing import Protocol

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from spotter.api.segmentation.v1 import segmentation_service_pb2 as messages
from spotter.api.segmentation.v1 import segmentation_service_pb2_grpc as stubs
from spotter.pose_worker.errors import SegmenterError
from spotter.runtime.grpc_channel import make_channel
from spotter.wire.errors import WireError
from spotter.wire.poses import PoseFrame, pose_frame_message, pose_frame_value

_UNARY_DEADLINE_S = 1.0

_SERVING = health_pb2.HealthCheckResponse.SERVING


class Listener(Protocol):
    """Receives a stream's events, in the stream's thread."""

    def opened(self, stream: "PoseStream") -> None:
        """The segmenter serves; poses can be sent."""

    def acknowledged(self, stream: "PoseStream", batch_number: int) -> None:
        """This batch and all before it are in the pose log."""

    def broken(self, stream: "PoseStream", reason: str) -> None:
        """The stream has ended; called exactly once, last."""


class LatestPoses:
    """A pending request for a station's latest poses."""

    def __init__(self, call: "grpc.CallFuture[messages.GetLatestPosesResponse]") -> None:
        self._call = call

    def done(self) -> bool:
        """Whether the request has been answered or has failed."""
        return bool(self._call.done())

    def result(self) -> PoseFrame | None:
        """The latest poses; None when the station has none.

        Raises :class:`SegmenterError` when the answer is missing or cannot be read.
        """
        try:
            answer = self._call.result()
            return pose_frame_value(answer.frame) if answer.HasField("frame") else None
        except (grpc.RpcError, grpc.FutureCancelledError, WireError) as error:
            raise SegmenterError(f"expected a station's latest poses; found {error}") from error


class Segmenter:
    """The segmenter at ``address``, ``host:port``."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._channel = make_channel(address)
        self._stub = stubs.SegmentationServiceStub(self._channel)
        self._health = health_pb2_grpc.HealthStub(self._channel)

    def latest_poses(self, station_id: str) -> LatestPoses:
        """Ask for a station's latest poses."""
        request = messages.GetLatestPosesRequest(station_id=station_id)
        return LatestPoses(self._stub.GetLatestPoses.future(request, timeout=_UNARY_DEADLINE_S))

    def open_stream(self, number: int, listener: Listener) -> "PoseStream":
        """Open a stream in a thread of its own; returns at once."""
        return PoseStream(number, self.address, self._health, self._stub, listener)

    def close(self) -> None:
        """Close the channel and so break all streams and requests."""
        self._channel.close()


class PoseStream:
    """One stream of poses; once broken, it is not reopened."""

    def __init__(
        self,
        number: int,
        address: str,
        health: health_pb2_grpc.HealthStub,
        stub: stubs.SegmentationServiceStub,
        listener: Listener,
    ) -> None:
        self.number = number
        self.address = address
        self._health = health
        self._stub = stub
        self._listener = listener
        self._requests: SimpleQueue[messages.StreamPosesRequest | None] = SimpleQueue()
        self._why_broken = ""
        self._cancel: Callable[[], object] = lambda: None
        self._thread = threading.Thread(target=self._run, name=f"poses to {address}", daemon=True)
        self._thread.start()

    def send(self, batch_number: int, frames: Iterable[PoseFrame]) -> None:
        """Queue one batch; never blocks."""
        self._requests.put(
            messages.StreamPosesRequest(
                batch_number=batch_number, frames=[pose_frame_message(frame) for frame in frames]
            )
        )

    def finish(self, timeout_s: float) -> None:
        """Half-close the stream and wait up to ``timeout_s`` for the segmenter to end it."""
        self._requests.put(None)
        self._thread.join(timeout_s)

    def break_off(self, reason: str) -> None:
        """End the stream now."""
        self._why_broken = reason
        self._requests.put(None)
        self._cancel()

    def _run(self) -> None:
        reason = "ended by the segmenter"
        try:
            self._check_health()
            call = self._stub.StreamPoses(iter(self._requests.get, None))
            self._cancel = call.cancel
            if self._why_broken:
                self.break_off(self._why_broken)
            self._listener.opened(self)
            for response in call:
                self._listener.acknowledged(self, response.batch_number)
        except (grpc.RpcError, SegmenterError, ValueError) as error:
            # gRPC raises ValueError if the channel was closed in the meantime.
            reason = _reason(error)
        finally:
            self._requests.put(None)
            self._listener.broken(self, self._why_broken or reason)

    def _check_health(self) -> None:
        answer = self._health.Check(health_pb2.HealthCheckRequest(), timeout=_UNARY_DEADLINE_S)
        if answer.status != _SERVING:
            raise SegmenterError(
                f"expected {self.address} to serve; found that it is not serving yet"
            )


def _reason(error: Exception) -> str:
    if isinstance(error, grpc.RpcError) and isinstance(error, grpc.Call):
        return f"{error.code().name}: {error.details()}"
    return str(error)
