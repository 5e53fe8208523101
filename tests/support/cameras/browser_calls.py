"""A browser's pictures, sent to camera_ingest as a notifier passes them on."""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue

import grpc

from spotter.api.ingest.v1 import ingest_service_pb2 as messages
from spotter.api.ingest.v1.ingest_service_pb2_grpc import IngestServiceStub
from spotter.runtime.grpc.channel import make_blocking_channel
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.browser_pictures import (
    BrowserPicture,
    WantedPictures,
    browser_message,
    wanted_value,
)

SECURITY = GrpcSecurity()


class BrowserCall:
    """One open stream; ``wanted`` is what was said last."""

    def __init__(self, stub: IngestServiceStub, station_id: str) -> None:
        self._requests: SimpleQueue[messages.StreamPicturesRequest | None] = SimpleQueue()
        self._requests.put(messages.StreamPicturesRequest(station_id=station_id))
        self._answers = iter(stub.StreamPictures(iter(self._requests.get, None)))
        self.wanted: WantedPictures | None = None

    def send(self, picture: BrowserPicture) -> None:
        self.send_bytes(browser_message(picture))

    def send_bytes(self, message: bytes) -> None:
        self._requests.put(messages.StreamPicturesRequest(message=message))

    def answer(self) -> int:
        """The next answer: how many pictures have been taken."""
        answer = next(self._answers)
        if answer.HasField("wanted"):
            self.wanted = wanted_value(answer.wanted)
        return answer.taken

    def refusal(self) -> tuple[grpc.StatusCode, str]:
        """How it ends, after all answers."""
        try:
            while True:
                self.answer()
        except grpc.RpcError as error:
            return error.code(), error.details() or ""

    def end(self) -> None:
        self._requests.put(None)


@contextmanager
def browser_call(address: str, station_id: str) -> Iterator[BrowserCall]:
    with make_blocking_channel(address, SECURITY) as channel:
        call = BrowserCall(IngestServiceStub(channel), station_id)
        yield call
        call.end()
