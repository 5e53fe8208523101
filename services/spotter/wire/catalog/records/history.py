"""What history is asked and answers."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from spotter.api.catalog.v1 import history_service_pb2 as pb
from spotter.movement.values import FaultCode, Point
from spotter.wire.catalog.checks import check_ids
from spotter.wire.catalog.people.classes import day_of
from spotter.wire.encoding.enums import FAULT_CODES
from spotter.wire.errors import WireError
from spotter.wire.poses.points import point_message, point_of


class Interval(Enum):
    """What a history sums up; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Whose reps from ``first_day`` to ``last_day``, included, in the gym's time zone.

    At most one of ``member_id``, ``station_id`` and ``class_id`` is set; without any, it is the
    whole gym. ``exercise_id`` and ``exercise``, a name of today, exclude nothing unless they are
    set.

    Raises :class:`WireError` for more than one, for ids that are none, and for days in the wrong
    order.
    """

    first_day: date
    last_day: date
    interval: Interval = Interval.DAY
    member_id: str = ""
    station_id: str = ""
    class_id: str = ""
    exercise_id: str = ""
    exercise: str = ""

    def __post_init__(self) -> None:
        check_ids(
            {
                "a member": self.member_id,
                "a class": self.class_id,
                "an exercise": self.exercise_id,
            }
        )
        if self.first_day > self.last_day:
            raise WireError(f"expected a first day up to {self.last_day}; found {self.first_day}")
        if sum(map(bool, (self.member_id, self.station_id, self.class_id))) > 1:
            raise WireError("a history is that of a member, a station or a class; found several")


@dataclass(frozen=True, slots=True)
class MeanMeasures:
    """Means over ``reps`` reps: the range of motion relative to the reference's, and seconds."""

    range_ratio: float
    out_s: float
    back_s: float
    rep_s: float
    reps: int


@dataclass(frozen=True, slots=True)
class FaultReps:
    """How many reps had a fault."""

    code: FaultCode
    joint: Point
    reps: int


@dataclass(frozen=True, slots=True)
class ExerciseReps:
    """How many reps of an exercise there were; ``exercise`` is its name today."""

    exercise_id: str
    exercise: str
    reps: int


@dataclass(frozen=True, slots=True)
class HistoryBucket:
    """The reps of a day or week. ``faults`` are those that came most often, most first."""

    first_day: date
    good: int
    faulty: int
    unscorable: int
    means: MeanMeasures | None = None
    faults: tuple[FaultReps, ...] = ()

    @property
    def reps(self) -> int:
        """How many there were."""
        return self.good + self.faulty + self.unscorable


@dataclass(frozen=True, slots=True)
class History:
    """The days or weeks with reps, oldest first, and the exercises in all, most reps first."""

    buckets: tuple[HistoryBucket, ...]
    exercises: tuple[ExerciseReps, ...]


def query_message(query: HistoryQuery) -> pb.GetHistoryRequest:
    """The query as a request."""
    message = pb.GetHistoryRequest(
        exercise_id=query.exercise_id,
        exercise=query.exercise,
        first_day=query.first_day.isoformat(),
        last_day=query.last_day.isoformat(),
        interval=pb.INTERVAL_WEEK if query.interval is Interval.WEEK else pb.INTERVAL_DAY,
    )
    if query.member_id:
        message.member_id = query.member_id
    elif query.class_id:
        message.class_id = query.class_id
    elif query.station_id:
        message.station_id = query.station_id
    return message


def query_of(message: pb.GetHistoryRequest) -> HistoryQuery:
    """The query in a request; raises :class:`WireError` for an id or a day that is none."""
    return HistoryQuery(
        first_day=day_of(message.first_day),
        last_day=day_of(message.last_day),
        interval=Interval.WEEK if message.interval == pb.INTERVAL_WEEK else Interval.DAY,
        member_id=message.member_id,
        station_id=message.station_id,
        class_id=message.class_id,
        exercise_id=message.exercise_id,
        exercise=message.exercise,
    )


def history_message(history: History) -> pb.GetHistoryResponse:
    """The history as a response."""
    return pb.GetHistoryResponse(
        buckets=map(_bucket_message, history.buckets),
        exercises=[
            pb.ExerciseReps(exercise_id=one.exercise_id, exercise=one.exercise, reps=one.reps)
            for one in history.exercises
        ],
    )


def history_of(message: pb.GetHistoryResponse) -> History:
    """The history in a response; raises :class:`WireError` when it holds none."""
    return History(
        tuple(map(_bucket, message.buckets)),
        tuple(ExerciseReps(one.exercise_id, one.exercise, one.reps) for one in message.exercises),
    )


def fault_reps_message(one: FaultReps) -> pb.FaultReps:
    """The message of how often a fault came."""
    return pb.FaultReps(
        code=FAULT_CODES.label(one.code), point=point_message(one.joint), reps=one.reps
    )


def fault_reps_of(message: pb.FaultReps) -> FaultReps:
    """How often a fault came, from the message; raises :class:`WireError` for what is unknown."""
    return FaultReps(FAULT_CODES.member(message.code), point_of(message.point), message.reps)


def _bucket_message(bucket: HistoryBucket) -> pb.HistoryBucket:
    means = bucket.means
    return pb.HistoryBucket(
        first_day=bucket.first_day.isoformat(),
        good=bucket.good,
        faulty=bucket.faulty,
        unscorable=bucket.unscorable,
        means=pb.MeanMeasures(
            range_ratio=means.range_ratio,
            out_s=means.out_s,
            back_s=means.back_s,
            rep_s=means.rep_s,
            reps=means.reps,
        )
        if means
        else None,
        faults=map(fault_reps_message, bucket.faults),
    )


def _bucket(message: pb.HistoryBucket) -> HistoryBucket:
    means = message.means
    return HistoryBucket(
        first_day=day_of(message.first_day),
        good=message.good,
        faulty=message.faulty,
        unscorable=message.unscorable,
        means=MeanMeasures(means.range_ratio, means.out_s, means.back_s, means.rep_s, means.reps)
        if message.HasField("means")
        else None,
        faults=tuple(map(fault_reps_of, message.faults)),
    )
