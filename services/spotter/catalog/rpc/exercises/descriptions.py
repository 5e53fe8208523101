"""DescriptionService: unpacks what is asked, lets the descriptions' functions do it, packs it."""

from collections.abc import Callable
from typing import cast

import grpc

from spotter.api.catalog.v1 import description_service_pb2 as pb2
from spotter.api.catalog.v1.description_service_pb2_grpc import DescriptionServiceServicer
from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.descriptions import importing, statements
from spotter.catalog.descriptions.free_exercise_db import read
from spotter.catalog.descriptions.statements import Place, Wanted
from spotter.catalog.rpc.answers import answers
from spotter.catalog.rpc.pages import page_size, place_in, token_after
from spotter.wire.catalog.checks import checked_author
from spotter.wire.catalog.exercises.descriptions import (
    described_message,
    imported_description_message,
)

Context = grpc.ServicerContext
_LIST = "descriptions"


class DescriptionService(DescriptionServiceServicer):
    """What is written about exercises; ``now_us`` is the wall clock's time in microseconds."""

    def __init__(self, database: Database, now_us: Callable[[], int]) -> None:
        self._database = database
        self._now_us = now_us

    @answers
    def ListDescriptions(
        self, request: pb2.ListDescriptionsRequest, _context: Context
    ) -> pb2.ListDescriptionsResponse:
        """A page of described exercises, those that are taught first."""
        count = page_size(request.page_size)
        after = cast("Place | None", place_in(request.page_token, _LIST, int, str, int))
        wanted = Wanted(request.search, request.only_untaught)
        with self._database.reading() as session:
            places = statements.places(session, wanted)
            left = [one for one in places if after is None or one > after]
            page = left[:count]
            found = statements.described(session, [no for *_, no in page])
        return pb2.ListDescriptionsResponse(
            exercises=map(described_message, found),
            next_page_token=token_after(_LIST, *page[-1]) if left[count:] else "",
            count=len(places),
        )

    @answers
    def GetDescription(
        self, request: pb2.GetDescriptionRequest, _context: Context
    ) -> pb2.GetDescriptionResponse:
        """The description of an exercise."""
        with self._database.reading() as session:
            found = statements.named(session, request.name)
        return pb2.GetDescriptionResponse(exercise=described_message(found))

    @answers
    def ImportDescriptions(
        self, request: pb2.ImportDescriptionsRequest, _context: Context
    ) -> pb2.ImportDescriptionsResponse:
        """What is in a file; stored, unless it is only to be looked at."""
        file = read(request.file)
        signed = Signature(checked_author(request.author), self._now_us())
        opened = self._database.reading if request.is_dry_run else self._database.writing
        with opened() as session:
            found, left_out = importing.compared(session, file.descriptions)
            if not request.is_dry_run:
                importing.store(session, found, signed)
        return pb2.ImportDescriptionsResponse(
            exercises=[imported_description_message(one.said) for one in found],
            not_understood=[*file.not_understood, *left_out],
        )
