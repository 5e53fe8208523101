"""ClassService: unpacks what is asked, lets the classes' functions do it, packs the answer."""

import uuid
from collections.abc import Callable
from typing import cast

import grpc
from sqlalchemy.orm import Session

from spotter.api.catalog.v1 import class_service_pb2 as pb2
from spotter.api.catalog.v1.class_service_pb2_grpc import ClassServiceServicer
from spotter.catalog.audit import Signature
from spotter.catalog.classes import changes, statements
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import ClassRow
from spotter.catalog.rpc.answers import answers
from spotter.catalog.rpc.pages import page_size, place_in, token_after
from spotter.wire.catalog.checks import checked_author
from spotter.wire.catalog.classes import class_message, plan_of

Context = grpc.ServicerContext
_LIST = "classes"


class ClassService(ClassServiceServicer):
    """Who trains together; ``now_us`` is the wall clock's time in microseconds."""

    def __init__(self, database: Database, now_us: Callable[[], int]) -> None:
        self._database = database
        self._now_us = now_us

    @answers
    def CreateClass(
        self, request: pb2.CreateClassRequest, _context: Context
    ) -> pb2.CreateClassResponse:
        """A new class."""
        plan, signed = plan_of(request.plan), self._signed(request.author)
        with self._database.writing() as session:
            row = changes.create(session, plan, signed, uuid.uuid4())
            return pb2.CreateClassResponse(gym_class=_message(session, row))

    @answers
    def ChangeClass(
        self, request: pb2.ChangeClassRequest, _context: Context
    ) -> pb2.ChangeClassResponse:
        """Another plan for a class."""
        plan, signed = plan_of(request.plan), self._signed(request.author)
        with self._database.writing() as session:
            row = statements.by_id(session, request.class_id)
            changes.change(session, row, plan, signed)
            return pb2.ChangeClassResponse(gym_class=_message(session, row))

    @answers
    def GetClass(self, request: pb2.GetClassRequest, _context: Context) -> pb2.GetClassResponse:
        """One class."""
        with self._database.reading() as session:
            row = statements.by_id(session, request.class_id)
            return pb2.GetClassResponse(gym_class=_message(session, row))

    @answers
    def ListClasses(
        self, request: pb2.ListClassesRequest, _context: Context
    ) -> pb2.ListClassesResponse:
        """A page of classes, by name."""
        count = page_size(request.page_size)
        after = cast("tuple[str, int] | None", place_in(request.page_token, _LIST, str, int))
        with self._database.reading() as session:
            found = statements.listed(
                session, with_archived=request.with_archived, after=after, count=count + 1
            )
            page = found[:count]
            return pb2.ListClassesResponse(
                classes=[_message(session, row) for row in page],
                next_page_token=token_after(_LIST, page[-1].name, page[-1].no)
                if found[count:]
                else "",
            )

    @answers
    def ArchiveClass(
        self, request: pb2.ArchiveClassRequest, _context: Context
    ) -> pb2.ArchiveClassResponse:
        """List a class no longer."""
        signed = self._signed(request.author)
        with self._database.writing() as session:
            row = statements.by_id(session, request.class_id)
            changes.archive(session, row, signed)
            return pb2.ArchiveClassResponse(gym_class=_message(session, row))

    def _signed(self, author: str) -> Signature:
        return Signature(checked_author(author), self._now_us())


def _message(session: Session, row: ClassRow) -> pb2.Class:
    session.flush()
    return class_message(statements.value(session, row))
