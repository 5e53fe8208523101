"""The segmenter's gRPC service, on asyncio."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import grpc
import grpc.aio
import redis

from spotter.api.segmentation.v1 import segmentation_service_pb2 as messages
from spotter.rep_segmenter.cutting_queue import CuttingQueue
from spotter.rep_segmenter.door.admission import check_station_id
from spotter.rep_segmenter.door.intake import Intake
from spotter.rep_segmenter.door.stream_places import NoPlaceError, StreamPlaces
from spotter.rep_segmenter.errors import SegmenterError
from spotter.runtime.redis.outage import RedisOutage, kind_of
from spotter.wire.poses.people import PoseFrame, pose_frame_message

_SERVICE = messages.DESCRIPTOR.services_by_name["SegmentationService"].full_name
_THREADS = 8
"""They wait for Redis on behalf of the streams."""

Context = grpc.aio.ServicerContext[Any, Any]
Result = TypeVar("Result")


class SegmentationService:
    """Serves pose workers until ``stopping`` is set; open streams then end after their batch.

    ``latest`` returns the latest logged poses of a station, or raises RedisError.
    """

    def __init__(
        self,
        intake: Intake,
        queue: CuttingQueue,
        latest: Callable[[str], PoseFrame | None],
        places: StreamPlaces,
        stopping: threading.Event,
    ) -> None:
        self._intake = intake
        self._queue = queue
        self._latest = latest
        self._places = places
        self._stopping = stopping
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="pose log")
        self._outage = RedisOutage("poses")

    def add_to(self, server: grpc.aio.Server) -> None:
        """Serve at ``server``, reading each frame of a batch by itself."""
        methods = {
            "StreamPoses": grpc.stream_stream_rpc_method_handler(
                self.stream_poses,
                messages.UnreadPosesRequest.FromString,
                messages.StreamPosesResponse.SerializeToString,
            ),
            "GetLatestPoses": grpc.unary_unary_rpc_method_handler(
                self.latest_poses,
                messages.GetLatestPosesRequest.FromString,
                messages.GetLatestPosesResponse.SerializeToString,
            ),
        }
        server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(_SERVICE, methods),))

    async def stream_poses(
        self, batches: AsyncIterator[messages.UnreadPosesRequest], context: Context
    ) -> AsyncIterator[messages.StreamPosesResponse]:
        """Acknowledge each batch once its frames are in the pose log.

        A stream that its pose worker ends is over once its frames are cut.
        """
        stations: set[str] = set()
        try:
            with self._places.take(asyncio.current_task()) as place:
                await context.send_initial_metadata(())  # the stream is accepted
                async for batch in batches:
                    self._places.note_batch(place)
                    stations |= await self._take(batch.frames, context)
                    yield messages.StreamPosesResponse(batch_number=batch.batch_number)
                    if self._stopping.is_set():
                        break
        except NoPlaceError as error:
            await context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, str(error))
        for cutting in self._queue.pending(stations):
            # A stream that is broken off must not take the station's place in the queue with it.
            await asyncio.shield(asyncio.wrap_future(cutting))

    async def latest_poses(
        self, request: messages.GetLatestPosesRequest, context: Context
    ) -> messages.GetLatestPosesResponse:
        """The latest logged poses of a station."""
        try:
            station_id = check_station_id(request.station_id)
        except SegmenterError as error:
            await context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(error))
        frame = await self._in_thread(lambda: self._latest(station_id), context)
        return messages.GetLatestPosesResponse(frame=pose_frame_message(frame) if frame else None)

    async def _take(self, frames: Sequence[bytes], context: Context) -> set[str]:
        taken = await self._in_thread(lambda: self._intake.take(frames), context)
        self._outage.end()
        return taken

    async def _in_thread(self, work: Callable[[], Result], context: Context) -> Result:
        """What ``work`` returns; while Redis does not answer or take anything, the call ends."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except redis.RedisError as error:
            self._outage.begin(error)
            await context.abort(grpc.StatusCode.UNAVAILABLE, kind_of(error))
            raise
