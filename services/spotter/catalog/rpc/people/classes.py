"""ClassService: unpacks what is asked, lets the classes' functions do it, packs the answer."""

import uuid
from collections.abc import Callable
from typing import cast
from zoneinfo import ZoneInfo

import grpc
from sqlalchemy.orm import Session

from spotter.api.catalog.v1 import class_service_pb2 as pb2
from spotter.api.catalog.v1.class_service_pb2_grpc import ClassServiceServicer
from spotter.catalog.audit import Signature
from spotter.catalog.classes import changes, statements
from spotter.catalog.classes.review.reading import class_review
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import ClassRow
from spotter.catalog.rpc.answers import answers
from spotter.catalog.rpc.pages import page_size, place_in, token_after
from spotter.wire.catalog.checks import checked_author
from spotter.wire.catalog.people.class_reviews import review_message
from spotter.wire.catalog.people.classes import class_message, day_of, plan_of

Context = grpc.ServicerContext
_LIST = "classes"


class ClassService(ClassServiceServicer):
    """Who trains together, in a gym of this ``zone``; ``now_us`` is the wall clock's time in us.

    ``announce`` is told the id of a class in which others train than before: its trainers see
    others.
    """

    def __init__(
        self,
        database: Database,
        zone: ZoneInfo,
        announce: Callable[[str], None],
        now_us: Callable[[], int],
    ) -> None:
        self._database = database
        self._zone = zone
        self._announce = announce
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
            changed = _message(session, row)
        self._announce(changed.class_id)
        return pb2.ChangeClassResponse(gym_class=changed)

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

    @answers
    def ReviewClass(
        self, request: pb2.ReviewClassRequest, _context: Context
    ) -> pb2.ReviewClassResponse:
        """A class on a day, looked back on."""
        day = day_of(request.day) if request.day else None
        with self._database.reading() as session:
            found = class_review(session, request.class_id, day, self._zone, self._now_us())
        return pb2.ReviewClassResponse(review=review_message(found))

    def _signed(self, author: str) -> Signature:
        return Signature(checked_author(author), self._now_us())


def _message(session: Session, row: ClassRow) -> pb2.Class:
    session.flush()
    return class_message(statements.value(session, row))
