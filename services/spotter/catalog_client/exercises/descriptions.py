"""Asks the catalog what is written about exercises, and takes in files of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from spotter.api.catalog.v1 import description_service_pb2 as pb2
from spotter.api.catalog.v1.description_service_pb2_grpc import DescriptionServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.exercises.descriptions import (
    DescribedExercise,
    ImportedDescription,
    described_of,
    imported_description_of,
)

_PAGE = 1000
_LONG_S = 60.0


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What is in a file, and what was not understood and is left out, an entry each."""

    exercises: tuple[ImportedDescription, ...]
    not_understood: tuple[str, ...]


class Descriptions:
    """What is written about exercises; ``author`` is who imports.

    All methods raise :class:`CatalogAwayError` and :class:`RefusedError`.
    """

    def __init__(self, channel: CatalogChannel, author: str = LOCAL_AUTHOR) -> None:
        self._channel = channel
        self._stub = DescriptionServiceStub(channel.grpc)
        self._author = author

    def listed(
        self, search: str = "", *, only_untaught: bool = False
    ) -> Iterator[DescribedExercise]:
        """Those that are taught first, then by name; asks a page at a time."""
        request = pb2.ListDescriptionsRequest(
            search=search, only_untaught=only_untaught, page_size=_PAGE
        )
        while True:
            page = self._channel.call(self._stub.ListDescriptions, request)
            yield from map(described_of, page.exercises)
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def named(self, name: str) -> DescribedExercise:
        """The description of an exercise. Raises :class:`UnknownError` if nothing is written."""
        request = pb2.GetDescriptionRequest(name=name)
        return described_of(self._channel.call(self._stub.GetDescription, request).exercise)

    def preview(self, file: bytes) -> ImportedFile:
        """What is in a file of free-exercise-db; stores nothing."""
        return self._import(file, is_dry_run=True)

    def import_file(self, file: bytes) -> ImportedFile:
        """Store what is in a file of free-exercise-db; how it compared before."""
        return self._import(file, is_dry_run=False)

    def _import(self, file: bytes, *, is_dry_run: bool) -> ImportedFile:
        request = pb2.ImportDescriptionsRequest(
            file=file, is_dry_run=is_dry_run, author=self._author
        )
        answer = self._channel.call(self._stub.ImportDescriptions, request, timeout_s=_LONG_S)
        found = tuple(map(imported_description_of, answer.exercises))
        return ImportedFile(found, tuple(answer.not_understood))
