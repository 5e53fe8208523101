"""TeachingService: unpacks what is taught, lets teaching's functions do it, packs the answer."""

import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress

import grpc
from sqlalchemy.orm import Session

from spotter.api.catalog.v1 import teaching_service_pb2 as pb2
from spotter.api.catalog.v1.teaching_service_pb2_grpc import TeachingServiceServicer
from spotter.api.reps.v1 import rep_pb2
from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import ExerciseRow
from spotter.catalog.errors import CatalogError, UnknownError
from spotter.catalog.exercises import changes, statements
from spotter.catalog.exercises.changes import Reason
from spotter.catalog.exercises.content import Content
from spotter.catalog.films.desk import FilmDesk
from spotter.catalog.films.taught import TaughtEquipment
from spotter.catalog.rpc.answers import answers
from spotter.catalog.teaching.calibrating import calibrated, compared
from spotter.catalog.teaching.recordings import found_reps, reason_words, taught
from spotter.catalog.teaching.reps import (
    LatestRep,
    check_agreed,
    hold_agreed,
    judged,
    note_learnt,
    rep_to_learn_from,
    said_words,
)
from spotter.movement.values import MovementError, PoseSeries, Reference
from spotter.wire.catalog.checks import checked_name
from spotter.wire.catalog.exercises.exercises import (
    ExerciseInfo,
    checked_exercise_name,
    info_message,
)
from spotter.wire.catalog.exercises.teaching import (
    REP_JUDGEMENTS,
    Judged,
    calibrated_message,
    judged_message,
    series_of,
    taught_message,
)
from spotter.wire.references import exercise_bytes

Context = grpc.ServicerContext
Announce = Callable[[str], None]
"""Tells other processes that the exercise with that id changed."""

_MOST_PEOPLE = 20
_MOST_REPS = 100


class TeachingService(TeachingServiceServicer):
    """What a trainer teaches; ``now_us`` is the wall clock's time in microseconds."""

    def __init__(
        self,
        database: Database,
        latest: LatestRep,
        films: FilmDesk,
        announce: Announce,
        now_us: Callable[[], int],
    ) -> None:
        self._database = database
        self._latest = latest
        self._films = films
        self._announce = announce
        self._now_us = now_us

    @answers
    def ProposeReference(
        self, request: pb2.ProposeReferenceRequest, _context: Context
    ) -> pb2.ProposeReferenceResponse:
        """The good reps in a recording."""
        people = _series(request.people, _MOST_PEOPLE, "people")
        size_px = (request.width_px, request.height_px)
        known = self._known(request.exercise_id)
        return taught_message(
            found_reps(
                people,
                size_px if all(size_px) else None,
                request.expected_reps or None,
                known.exercise if known else None,
            )
        )

    @answers
    def StoreRecording(
        self, request: pb2.StoreRecordingRequest, _context: Context
    ) -> pb2.StoreRecordingResponse:
        """Make an exercise of reps, or add them to one."""
        reps = _series(request.reps, _MOST_REPS, "reps")
        known = self._known(request.exercise_id)
        name = known.exercise.name if known else checked_exercise_name(request.name)
        person, member_id = self._person(request.person)
        held = self._held(request, reps)
        before = known.exercise if known else None
        exercise, reference = taught(name, reps, person, before, held)
        fitted = calibrated(exercise)  # What nothing can be judged by is not stored.
        content, reason = Content.of(exercise_bytes(exercise)), self._reason(request, reference)

        def store(session: Session) -> ExerciseRow:
            if member_id:
                hold_agreed(session, member_id)
            if not known:
                return changes.create(session, name, content, reason, uuid.uuid4())
            row = statements.by_id(session, request.exercise_id)
            changes.replace(session, row, content, known.digest, reason)
            return row

        info = self._stored(store)
        self._announce(info.exercise_id)
        if held:
            with suppress(UnknownError):  # its hour is over
                self._films.delete(request.film_id, request.author)
        return pb2.StoreRecordingResponse(
            exercise=info_message(info), calibrated=calibrated_message(fitted)
        )

    @answers
    def JudgeRep(self, request: pb2.JudgeRepRequest, _context: Context) -> pb2.JudgeRepResponse:
        """Add a rep to the known good or faulty ones of its exercise."""
        judgement = REP_JUDGEMENTS.member(request.judgement)
        signed = Signature(request.author, self._now_us())
        with self._database.reading() as session:
            found = rep_to_learn_from(session, request.rep_id, self._latest)
            live, exercise_id = _live(session, found.row), str(found.row.id)
            info = statements.info(session, found.row.no)
        change = judged(live.exercise, found.rep, judgement)
        before, after = compared(live.exercise, change.exercise)
        if change.what:
            content = Content.of(exercise_bytes(change.exercise))
            reason = Reason(signed, said_words(change, found.rep))

            def learn(session: Session) -> ExerciseRow:
                row = statements.by_id(session, exercise_id)
                note_learnt(session, row, found.rep)
                changes.replace(session, row, content, live.digest, reason)
                return row

            info = self._stored(learn)
            self._announce(exercise_id)
        return judged_message(Judged(info, live.digest, before, after))

    def _held(
        self, request: pb2.StoreRecordingRequest, reps: Sequence[PoseSeries]
    ) -> TaughtEquipment | None:
        """What the film of the reps teaches; None without one."""
        if not request.film_id:
            return None
        return self._films.taught(request.film_id, reps, request.author)

    def _known(self, exercise_id: str) -> Content | None:
        """The live version of an exercise; None for a new one, which has no id."""
        if not exercise_id:
            return None
        with self._database.reading() as session:
            return _live(session, statements.by_id(session, exercise_id))

    def _stored(self, change: Callable[[Session], ExerciseRow]) -> ExerciseInfo:
        with self._database.writing() as session:
            row = change(session)
            return statements.info(session, row.no)

    def _person(self, text: str) -> tuple[str, str]:
        """Who did a recording, a name or nobody known; and the id of a member, who agreed."""
        if not text.strip():
            return "", ""
        try:
            member_id = str(uuid.UUID(text))
        except ValueError:
            return checked_name(text, "a person's name"), ""
        with self._database.reading() as session:
            check_agreed(session, member_id)
        return member_id, member_id

    def _reason(self, request: pb2.StoreRecordingRequest, reference: Reference) -> Reason:
        source = checked_name(request.source, "where they are from") if request.source else ""
        signed = Signature(request.author, self._now_us())
        return Reason(signed, reason_words(reference, source))


def _live(session: Session, row: ExerciseRow) -> Content:
    """The live version. Raises :class:`UnknownError` for one without recordings."""
    live = statements.live(session, row.no)
    if not live.data:
        raise UnknownError(f"{row.name} has no recordings here")
    return Content.of(live.data)


def _series(messages: Sequence[rep_pb2.PoseSeries], most: int, what: str) -> list[PoseSeries]:
    try:
        return series_of(messages, most, what)
    except MovementError as error:
        raise CatalogError(str(error)) from error
