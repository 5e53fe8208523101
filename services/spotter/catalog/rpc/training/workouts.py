"""WorkoutService: unpacks what is asked, lets the workouts' functions do it, packs the answer."""

import uuid
from collections.abc import Callable, Iterator
from typing import cast
from zoneinfo import ZoneInfo

import grpc
from sqlalchemy.orm import Session

from spotter.api.catalog.v1 import workout_service_pb2 as pb2
from spotter.api.catalog.v1.workout_service_pb2_grpc import WorkoutServiceServicer
from spotter.catalog.audit import Signature
from spotter.catalog.classes import statements as classes
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import WorkoutRow
from spotter.catalog.errors import CatalogError
from spotter.catalog.gym_days import day_in
from spotter.catalog.members import statements as members
from spotter.catalog.rpc.answers import answers
from spotter.catalog.rpc.pages import page_size, place_in, token_after
from spotter.catalog.workouts import changes, importing, planning, statements
from spotter.catalog.workouts.planning import Planning
from spotter.catalog.workouts.statements import Place, Wanted
from spotter.catalog.workouts.values import value, values
from spotter.wire.catalog.checks import checked_author, checked_day
from spotter.wire.catalog.people.classes import day_of
from spotter.wire.catalog.training.workout_imports import imported_message, order_of
from spotter.wire.catalog.training.workouts import (
    KINDS,
    WorkoutKind,
    day_or_none,
    placement_of,
    plan_of,
    workout_message,
)

Context = grpc.ServicerContext


class WorkoutService(WorkoutServiceServicer):
    """The gym's workouts, and those that people bring along.

    ``zone`` is the gym's, whose clock other apps' files are read by; ``now_us`` is the wall clock's
    time in microseconds.
    """

    def __init__(self, database: Database, zone: ZoneInfo, now_us: Callable[[], int]) -> None:
        self._database = database
        self._zone = zone
        self._now_us = now_us

    @answers
    def StoreWorkout(
        self, request: pb2.StoreWorkoutRequest, _context: Context
    ) -> pb2.StoreWorkoutResponse:
        """Store a new workout, or replace one."""
        placement, workout = placement_of(request), plan_of(request.plan)
        signed = self._signed(request.author)
        with self._database.writing() as session:
            if request.workout_id:
                row = statements.by_id(session, request.workout_id, to_change=True)
                changes.replace(session, row, placement, workout, signed)
            else:
                row = changes.create(session, placement, workout, signed, uuid.uuid4())
            return pb2.StoreWorkoutResponse(workout=_message(session, row))

    @answers
    def GetWorkout(
        self, request: pb2.GetWorkoutRequest, _context: Context
    ) -> pb2.GetWorkoutResponse:
        """One workout."""
        with self._database.reading() as session:
            row = statements.by_id(session, request.workout_id)
            return pb2.GetWorkoutResponse(workout=_message(session, row))

    @answers
    def ListWorkouts(
        self, request: pb2.ListWorkoutsRequest, _context: Context
    ) -> pb2.ListWorkoutsResponse:
        """A page of workouts, by day, or of templates, by title."""
        kind = KINDS.member(request.kind) if request.kind else None
        days = day_or_none(request.first_day), day_or_none(request.last_day)
        of_list = "templates" if kind is WorkoutKind.TEMPLATE else "workouts"
        after = cast("Place | None", place_in(request.page_token, of_list, str, int))
        count = page_size(request.page_size)
        with self._database.reading() as session:
            member_id = request.member_id
            member_no = members.by_id(session, member_id).no if member_id else None
            wanted = Wanted(kind, member_no, *days)
            found, place = statements.page(session, wanted, after=after, count=count)
        return pb2.ListWorkoutsResponse(
            workouts=map(workout_message, found),
            next_page_token=token_after(of_list, *place) if place else "",
        )

    @answers
    def DeleteWorkout(
        self, request: pb2.DeleteWorkoutRequest, _context: Context
    ) -> pb2.DeleteWorkoutResponse:
        """Delete a workout."""
        signed = self._signed(request.author)
        with self._database.writing() as session:
            row = statements.by_id(session, request.workout_id, to_change=True)
            changes.delete(session, row, signed)
        return pb2.DeleteWorkoutResponse()

    @answers
    def PlanFromTemplate(
        self, request: pb2.PlanFromTemplateRequest, _context: Context
    ) -> pb2.PlanFromTemplateResponse:
        """Plan what a template says for members on a day."""
        day, signed = checked_day(day_of(request.day)), self._signed(request.author)
        class_id = request.class_id
        with self._database.writing() as session:
            template = statements.by_id(session, request.workout_id, to_change=True)
            planning.check_template(session, template)
            gym_class = classes.by_id(session, class_id) if class_id else None
            wanted = Planning(day, None if gym_class is None else gym_class.no, signed)
            planned = [
                planning.plan(session, template, member, wanted)
                for member in planning.those_meant(session, request.member_ids, gym_class)
            ]
            session.flush()
            workouts = values(session, [row for row, _ in planned])
        return pb2.PlanFromTemplateResponse(
            workouts=map(workout_message, workouts), new_count=sum(is_new for _, is_new in planned)
        )

    @answers
    def ImportWorkouts(
        self, requests: Iterator[pb2.ImportWorkoutsRequest], _context: Context
    ) -> pb2.ImportWorkoutsResponse:
        """Read what another app exported."""
        first = next(requests, None)
        if first is None or first.WhichOneof("piece") != "order":
            raise CatalogError("expected what to do with the file first; found something else")
        order, signed = order_of(first.order), self._signed(first.order.author)
        pieces = map(_data, requests)
        if order.is_dry_run:
            found = importing.preview(self._database, self._zone, order, pieces)
        else:
            found = importing.store(self._database, self._zone, order, pieces, signed)
        return imported_message(found)

    @answers
    def GetToday(self, _request: pb2.GetTodayRequest, _context: Context) -> pb2.GetTodayResponse:
        """The gym's day."""
        today = day_in(self._now_us(), self._zone)
        return pb2.GetTodayResponse(day=today.isoformat(), time_zone=str(self._zone))

    def _signed(self, author: str) -> Signature:
        return Signature(checked_author(author), self._now_us())


def _data(request: pb2.ImportWorkoutsRequest) -> bytes:
    if request.WhichOneof("piece") != "data":
        raise CatalogError("expected the next bytes of the file; found something else")
    return request.data


def _message(session: Session, row: WorkoutRow) -> pb2.Workout:
    session.flush()
    return workout_message(value(session, row))
