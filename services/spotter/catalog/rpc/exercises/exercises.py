"""ExerciseService: unpacks what is asked, lets the exercises' functions do it, packs the answer."""

import uuid
from collections.abc import Callable, Iterable
from typing import cast

import grpc
from sqlalchemy.orm import Session

from spotter.api.catalog.v1 import exercise_service_pb2 as pb2
from spotter.api.catalog.v1.exercise_service_pb2_grpc import ExerciseServiceServicer
from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import ExerciseRow
from spotter.catalog.errors import CatalogError, ConflictError, UnknownError
from spotter.catalog.exercises import changes, importing, statements
from spotter.catalog.exercises.changes import Reason
from spotter.catalog.exercises.content import Content
from spotter.catalog.exercises.exchange_file import pack, unpack
from spotter.catalog.rpc.answers import answers
from spotter.catalog.rpc.pages import page_size, place_in, token_after
from spotter.wire.catalog.exercises.exercises import (
    ExerciseInfo,
    activation_message,
    imported_message,
    info_message,
)

Context = grpc.ServicerContext
_LIST, _VERSIONS = "exercises", "versions"
Announce = Callable[[str], None]
"""Tells other processes that the exercise with that id changed."""


class ExerciseService(ExerciseServiceServicer):
    """The gym's exercises; ``now_us`` is the wall clock's time in microseconds."""

    def __init__(self, database: Database, announce: Announce, now_us: Callable[[], int]) -> None:
        self._database = database
        self._announce = announce
        self._now_us = now_us

    @answers
    def ListExercises(
        self, request: pb2.ListExercisesRequest, _context: Context
    ) -> pb2.ListExercisesResponse:
        """A page of exercises, by name."""
        count = page_size(request.page_size)
        after = cast("tuple[str, int] | None", place_in(request.page_token, _LIST, str, int))
        with self._database.reading() as session:
            found = statements.listed(
                session, archived=request.archived, after=after, count=count + 1
            )
        page = found[:count]
        return pb2.ListExercisesResponse(
            exercises=[info_message(info) for _, info in page],
            next_page_token=token_after(_LIST, page[-1][1].name, page[-1][0])
            if found[count:]
            else "",
        )

    @answers
    def GetExercise(
        self, request: pb2.GetExerciseRequest, _context: Context
    ) -> pb2.GetExerciseResponse:
        """An exercise with the recordings of a version."""
        with self._database.reading() as session:
            row = _asked(session, request)
            version = (
                statements.version(session, row.no, request.digest)
                if request.digest
                else statements.live(session, row.no)
            )
            if version is None or not version.data:
                raise UnknownError(f"{row.name} has {_lacked(request.digest)}")
            return pb2.GetExerciseResponse(
                exercise=info_message(statements.info(session, row.no)),
                digest=version.digest,
                data=version.data,
            )

    @answers
    def ListVersions(
        self, request: pb2.ListVersionsRequest, _context: Context
    ) -> pb2.ListVersionsResponse:
        """A page of the uses of an exercise's versions, the latest first."""
        count = page_size(request.page_size)
        place = cast("tuple[int] | None", place_in(request.page_token, _VERSIONS, int))
        with self._database.reading() as session:
            no = statements.by_id(session, request.exercise_id).no
            before = place[0] if place else None
            found = statements.activations(session, no, before=before, count=count + 1)
        page = found[:count]
        return pb2.ListVersionsResponse(
            activations=[activation_message(one) for _, one in page],
            next_page_token=token_after(_VERSIONS, page[-1][0]) if found[count:] else "",
        )

    @answers
    def StoreExercise(
        self, request: pb2.StoreExerciseRequest, _context: Context
    ) -> pb2.StoreExerciseResponse:
        """Make a new version the live one."""
        content, reason = Content.of(request.data), self._reason(request.author, request.reason)
        if request.since_us:
            reason = reason.since(request.since_us)
        name = content.exercise.name

        def store(session: Session) -> tuple[ExerciseRow, bool]:
            if request.exercise_id:
                row: ExerciseRow | None = statements.by_id(session, request.exercise_id)
            else:
                row = statements.by_name(session, name)
            if row is not None:
                return row, changes.replace(session, row, content, request.expected_digest, reason)
            if request.expected_digest:
                raise ConflictError(f"there is no exercise {name} any more, which was to change")
            return changes.create(session, name, content, reason, uuid.uuid4()), True

        return pb2.StoreExerciseResponse(exercise=self._changed(store))

    @answers
    def ActivateVersion(
        self, request: pb2.ActivateVersionRequest, _context: Context
    ) -> pb2.ActivateVersionResponse:
        """Go back to a version."""
        reason = self._reason(request.author, request.reason)

        def go_back(session: Session) -> tuple[ExerciseRow, bool]:
            row = statements.by_id(session, request.exercise_id)
            return row, changes.go_back(
                session, row, request.digest, request.expected_digest, reason
            )

        return pb2.ActivateVersionResponse(exercise=self._changed(go_back))

    @answers
    def RenameExercise(
        self, request: pb2.RenameExerciseRequest, _context: Context
    ) -> pb2.RenameExerciseResponse:
        """Give an exercise another name."""
        signed = self._signed(request.author)

        def rename(session: Session) -> tuple[ExerciseRow, bool]:
            row = statements.by_id(session, request.exercise_id)
            return row, changes.rename(session, row, request.name, signed)

        return pb2.RenameExerciseResponse(exercise=self._changed(rename))

    @answers
    def ArchiveExercise(
        self, request: pb2.ArchiveExerciseRequest, _context: Context
    ) -> pb2.ArchiveExerciseResponse:
        """Take an exercise out of use."""
        signed = self._signed(request.author)

        def archive(session: Session) -> tuple[ExerciseRow, bool]:
            row = statements.by_id(session, request.exercise_id)
            return row, changes.archive(session, row, signed)

        return pb2.ArchiveExerciseResponse(exercise=self._changed(archive))

    @answers
    def RestoreExercise(
        self, request: pb2.RestoreExerciseRequest, _context: Context
    ) -> pb2.RestoreExerciseResponse:
        """Take an exercise back into use."""
        signed = self._signed(request.author)

        def restore(session: Session) -> tuple[ExerciseRow, bool]:
            row = statements.by_id(session, request.exercise_id)
            return row, changes.restore(session, row, signed)

        return pb2.RestoreExerciseResponse(exercise=self._changed(restore))

    @answers
    def PreviewImport(
        self, request: pb2.PreviewImportRequest, _context: Context
    ) -> pb2.PreviewImportResponse:
        """What importing a file would do."""
        entries = unpack(request.file)
        with self._database.reading() as session:
            found = [importing.compared(session, entry) for entry in entries]
        return pb2.PreviewImportResponse(exercises=[imported_message(one) for one in found])

    @answers
    def ImportExercises(
        self, request: pb2.ImportExercisesRequest, _context: Context
    ) -> pb2.ImportExercisesResponse:
        """Store the exercises in a file, all or none."""
        entries, reason = unpack(request.file), self._reason(request.author, request.reason)
        with self._database.writing() as session:
            before = [importing.take(session, entry, reason) for entry in entries]
            after = [importing.compared(session, entry) for entry in entries]
        self._tell(one.exercise_id for one in after)
        return pb2.ImportExercisesResponse(exercises=[imported_message(one) for one in before])

    @answers
    def ExportExercises(
        self, request: pb2.ExportExercisesRequest, _context: Context
    ) -> pb2.ExportExercisesResponse:
        """Exercises as one file."""
        with self._database.reading() as session:
            found = statements.contents(session, request.exercise_ids)
        if not request.plain:
            exercises = {uuid.UUID(one.exercise_id): (one.name, what) for one, what in found}
            return pb2.ExportExercisesResponse(file=pack(exercises))
        if len(found) != 1:
            raise CatalogError(f"a .reference file takes 1 exercise; found {len(found)}")
        return pb2.ExportExercisesResponse(file=found[0][1].named(found[0][0].name))

    def _changed(self, change: Callable[[Session], tuple[ExerciseRow, bool]]) -> pb2.ExerciseInfo:
        with self._database.writing() as session:
            row, is_changed = change(session)
            session.flush()
            info: ExerciseInfo = statements.info(session, row.no)
        if is_changed:
            self._tell([info.exercise_id])
        return info_message(info)

    def _tell(self, exercise_ids: Iterable[str]) -> None:
        for exercise_id in exercise_ids:
            self._announce(exercise_id)

    def _reason(self, author: str, why: str) -> Reason:
        return Reason(self._signed(author), why)

    def _signed(self, author: str) -> Signature:
        return Signature(author, self._now_us())


def _asked(session: Session, request: pb2.GetExerciseRequest) -> ExerciseRow:
    if request.exercise_id:
        return statements.by_id(session, request.exercise_id)
    if request.digest:
        return statements.by_digest(session, request.digest)
    row = statements.by_name(session, request.name)
    if row is None:
        raise UnknownError(f"there is no exercise {request.name!r}")
    return row


def _lacked(digest: str) -> str:
    return f"no version {digest[:12]}" if digest else "no recordings here"
