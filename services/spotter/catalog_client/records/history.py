"""Asks the catalog for histories."""

from spotter.api.catalog.v1.history_service_pb2_grpc import HistoryServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.wire.catalog.records.history import History, HistoryQuery, history_of, query_message


class HistoryClient:
    """The histories of the catalog at the other end of ``channel``."""

    def __init__(self, channel: CatalogChannel) -> None:
        self._call = channel.call
        self._stub = HistoryServiceStub(channel.grpc)

    def history(self, query: HistoryQuery) -> History:
        """What is asked for. Raises :class:`CatalogAwayError` and :class:`RefusedError`."""
        return history_of(self._call(self._stub.GetHistory, query_message(query)))
