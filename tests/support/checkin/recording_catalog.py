"""A real gRPC server that records which codes it is told of."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import grpc

from spotter.api.catalog.v1 import checkin_service_pb2 as messages
from spotter.api.catalog.v1 import checkin_service_pb2_grpc as stubs


class RecordingCatalog(stubs.CheckinServiceServicer):
    """Keeps what is reported, as station and text; every code is a badge."""

    def __init__(self) -> None:
        self.codes: list[tuple[str, str]] = []
        self.address = ""

    def ReportCode(  # noqa: N802 - gRPC's name
        self, request: messages.ReportCodeRequest, context: grpc.ServicerContext
    ) -> messages.ReportCodeResponse:
        del context
        self.codes.append((request.station_id, request.text))
        return messages.ReportCodeResponse(is_known=True)


@contextmanager
def recording_catalog() -> Iterator[RecordingCatalog]:
    """A catalog at ``address`` until the end."""
    catalog = RecordingCatalog()  # type: ignore[abstract]  # the other calls are unimplemented
    server = grpc.server(ThreadPoolExecutor(2))
    stubs.add_CheckinServiceServicer_to_server(catalog, server)
    catalog.address = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    server.start()
    try:
        yield catalog
    finally:
        server.stop(None)
