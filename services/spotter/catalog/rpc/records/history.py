"""Answers questions for histories."""

import grpc

from spotter.api.catalog.v1 import history_service_pb2 as pb
from spotter.api.catalog.v1 import history_service_pb2_grpc as stubs
from spotter.catalog.database.opening import Database
from spotter.catalog.history.reading import history
from spotter.catalog.rpc.answers import answers
from spotter.wire.catalog.records.history import history_message, query_of


class HistoryService(stubs.HistoryServiceServicer):
    """Reads the totals in ``database``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @answers
    def GetHistory(
        self, request: pb.GetHistoryRequest, _context: grpc.ServicerContext
    ) -> pb.GetHistoryResponse:
        """Reps summed by day or week."""
        query = query_of(request)
        with self._database.reading() as session:
            return history_message(history(session, query))
