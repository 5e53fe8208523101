"""The gRPC service that takes browsers' pictures."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import grpc
import grpc.aio

from spotter.api.ingest.v1 import ingest_service_pb2 as messages
from spotter.api.ingest.v1.ingest_service_pb2_grpc import (
    IngestServiceServicer,
    add_IngestServiceServicer_to_server,
)
from spotter.camera_ingest.browsers.checks import RateCheck, check_picture
from spotter.camera_ingest.browsers.sending import BrowserCamera, Sending
from spotter.camera_ingest.errors import RefusedPictureError, TooManyPicturesError
from spotter.wire.browser_pictures import WantedPictures, browser_picture, wanted_message
from spotter.wire.errors import WireError

Context = grpc.aio.ServicerContext[Any, Any]

_LOOK_S = 0.2
"""How soon a browser is told what else is wanted, or that another one has come."""
_SAY_S = 2.0
"""How often a browser that sends nothing is told so, by which it knows that the link stands."""


class IngestService(IngestServiceServicer):
    """Takes pictures for each of the ``cameras``, by station.

    ``wanted`` says what a station's browser is to send, ``dropped`` is told a station, a reason and
    how many pictures were lost, ``clock`` returns monotonic seconds.
    """

    def __init__(
        self,
        cameras: Mapping[str, BrowserCamera],
        wanted: Callable[[str], WantedPictures],
        dropped: Callable[[str, str, int], None],
        clock: Callable[[], float],
    ) -> None:
        self._cameras = cameras
        self._wanted = wanted
        self._dropped = dropped
        self._clock = clock

    def add_to(self, server: grpc.aio.Server) -> None:
        """Serve at ``server``."""
        add_IngestServiceServicer_to_server(self, server)

    async def StreamPictures(  # type: ignore[override]  # noqa: N802 - read as they come; named so in the contract
        self, _requests: object, context: Context
    ) -> None:
        """Take one browser's pictures until it leaves."""
        first = await context.read()
        station_id = first.station_id if first else ""
        if station_id not in self._cameras:
            words = f"expected a station whose source is browser; found {station_id[:40]!r}"
            await context.abort(grpc.StatusCode.NOT_FOUND, words)
        sending = self._cameras[station_id].begin()
        try:
            await self._serve(station_id, sending, context)
        except (RefusedPictureError, WireError) as error:
            self._dropped(station_id, "refused", 1)
            await context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(error))
        except TooManyPicturesError as error:
            self._dropped(station_id, "refused", 1)
            await context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, str(error))
        finally:
            sending.end()
        if sending.was_replaced:
            words = "another screen has become this station's camera"
            await context.abort(grpc.StatusCode.ABORTED, words)

    async def _serve(self, station_id: str, sending: Sending, context: Context) -> None:
        """Take pictures and tell what is wanted, until either end has enough."""
        rate, taken, told, said_s = RateCheck(), 0, None, self._clock()
        reading = asyncio.ensure_future(context.read())
        try:
            while not sending.is_over:
                wanted = self._wanted(station_id)
                if wanted != told or self._clock() - said_s > _SAY_S:
                    await context.write(_answer(taken, wanted))
                    told, said_s = wanted, self._clock()
                await asyncio.wait({reading}, timeout=_LOOK_S)
                if not reading.done():
                    continue
                request = reading.result()
                if not request:  # gRPC's end of a stream
                    return
                rate.arrived(self._clock())
                self._take(station_id, sending, request.message)
                taken += 1
                await context.write(messages.StreamPicturesResponse(taken=taken))
                reading = asyncio.ensure_future(context.read())
        finally:
            reading.cancel()

    def _take(self, station_id: str, sending: Sending, message: bytes) -> None:
        picture = browser_picture(message)
        check_picture(picture)
        if self._wanted(station_id).rate_hz:  # else it was under way when no more were wanted
            self._dropped(station_id, "overtaken", sending.put(picture))


def _answer(taken: int, wanted: WantedPictures) -> messages.StreamPicturesResponse:
    return messages.StreamPicturesResponse(taken=taken, wanted=wanted_message(wanted))
