"""The socket over which a browser sends its pictures, passed on to camera_ingest unread."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import grpc
import grpc.aio
from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from spotter.api.ingest.v1 import ingest_service_pb2 as messages
from spotter.api.ingest.v1.ingest_service_pb2_grpc import IngestServiceStub
from spotter.movement.wording.languages.known import tag_of
from spotter.notifier.views.camera import CameraAnswer, wanted_view
from spotter.notifier.views.v1.told_members import told_members
from spotter.notifier.views.words import read, read_in
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.sockets import REFUSED, AdmittedSockets, end_socket
from spotter.runtime.grpc.channel import make_channel
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.browser_pictures import wanted_value
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.stations import Station

_UNKNOWN = REFUSED + 404
_CODES = {
    grpc.StatusCode.INVALID_ARGUMENT: REFUSED + 400,
    grpc.StatusCode.NOT_FOUND: _UNKNOWN,
    grpc.StatusCode.ABORTED: REFUSED + 409,
    grpc.StatusCode.RESOURCE_EXHAUSTED: REFUSED + 429,
}
"""The code with which a socket ends for what camera_ingest refuses; the browser stays away then."""
_COME_BACK = 1013
_AWAY = "the process that takes pictures does not answer; come back"
_NOT_YET = "the gym's stations are not known yet; come back"
_NONE = "there is no such station, or its camera is no browser"

_Call = grpc.aio.StreamStreamCall[Any, Any]


class CameraSocket:
    """Serves browsers that were admitted; ``stations`` returns the gym's, by id."""

    def __init__(
        self, stations: Callable[[], Mapping[str, Station]], security: GrpcSecurity
    ) -> None:
        self._stations = stations
        self._security = security

    async def serve(self, socket: WebSocket, whoever: Whoever) -> None:
        """Pass on the pictures of one browser until either end has enough.

        What is said to it is English, unless its ``language`` is another that there is.
        """
        with read_in(tag_of([socket.query_params.get("language", "")])):
            await self._serve(socket, whoever)

    async def _serve(self, socket: WebSocket, whoever: Whoever) -> None:
        stations = self._stations()
        if not stations:
            await _end(socket, _COME_BACK, _NOT_YET)
            return
        station = stations.get(socket.path_params["station_id"])
        if not (station and station.pictures_address and _may_film(whoever, station.station_id)):
            await _end(socket, _UNKNOWN, _NONE)
            return
        async with make_channel(station.pictures_address, self._security) as channel:
            call = IngestServiceStub(channel).StreamPictures(None, metadata=self._security.metadata)
            try:
                await _exchange(socket, call, station.station_id)
            except WebSocketDisconnect:
                call.cancel()
            except KeyError:
                await _end(socket, REFUSED + 400, "expected pictures as bytes; found text")
            except grpc.aio.AioRpcError as error:
                code = _CODES.get(error.code(), _COME_BACK)
                words = _AWAY if code == _COME_BACK else error.details() or ""
                await _end(socket, code, words)


def camera_routes(admitted: AdmittedSockets) -> APIRouter:
    """The route of the socket."""
    router = APIRouter()

    @router.websocket("/api/stations/{station_id}/camera")
    async def camera(websocket: WebSocket) -> None:
        await admitted.serve(websocket)

    return router


def _may_film(whoever: Whoever, station_id: str) -> bool:
    """A station's own screen, which shows that it films; in an open gym, the machine itself."""
    return whoever.station_id == station_id or whoever.author == LOCAL_AUTHOR


async def _end(socket: WebSocket, code: int, words: str) -> None:
    await end_socket(socket, code, read(told_members(words)))


async def _exchange(socket: WebSocket, call: _Call, station_id: str) -> None:
    """Raises :class:`WebSocketDisconnect`, or why the call has ended."""
    await call.write(messages.StreamPicturesRequest(station_id=station_id))
    passing = asyncio.ensure_future(_pass_on(socket, call))
    answering = asyncio.ensure_future(_answer(socket, call))
    try:
        await asyncio.wait({passing, answering}, return_when=asyncio.FIRST_COMPLETED)
        if not passing.done():
            await answering
        await passing
    finally:
        passing.cancel()
        answering.cancel()
        await asyncio.gather(passing, answering, return_exceptions=True)


async def _pass_on(socket: WebSocket, call: _Call) -> None:
    """Waits while the call takes no more, and so does the browser."""
    while not call.done():
        message = await socket.receive_bytes()
        try:
            await call.write(messages.StreamPicturesRequest(message=message))
        except asyncio.InvalidStateError:
            break
    raise await _why(call)


async def _answer(socket: WebSocket, call: _Call) -> None:
    async for answer in call:
        wanted = wanted_view(wanted_value(answer.wanted)) if answer.HasField("wanted") else None
        said = CameraAnswer(taken=answer.taken, wanted=wanted)
        await socket.send_text(said.model_dump_json())
    raise await _why(call)


async def _why(call: _Call) -> grpc.aio.AioRpcError:
    """Why a call that is over is over, whether camera_ingest had a reason or not."""
    return grpc.aio.AioRpcError(
        await call.code(), grpc.aio.Metadata(), grpc.aio.Metadata(), await call.details(), None
    )
