"""How reps have been over days and weeks."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from spotter.movement.values import point_name
from spotter.movement.wording.recurring import recurring_words
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import Id
from spotter.wire.catalog.records.history import (
    ExerciseReps,
    FaultReps,
    History,
    HistoryBucket,
    MeanMeasures,
)

FormatName = Literal["csv", "json", "parquet"]
IntervalName = Literal["day", "week"]


class MeansView(View):
    """Means over the reps that could be measured."""

    range_ratio: Annotated[float, Field(description="range of motion over the reference's usual")]
    out_s: Annotated[float, Field(description="to the turning point, seconds")]
    back_s: Annotated[float, Field(description="back to the rest position, seconds")]
    rep_s: Annotated[float, Field(description="the whole rep, seconds")]
    reps: Annotated[int, Field(description="how many were measured")]


class FaultRepsView(View):
    """In how many reps a fault came."""

    code: Annotated[str, Field(description="what is wrong", examples=["KNEES_IN"])]
    joint: Annotated[
        str,
        Field(
            description="joint of BODY_25, or BAR_LEFT or BAR_RIGHT, an end of equipment",
            examples=["LEFT_KNEE"],
        ),
    ]
    words: Annotated[str, Field(description="as a trainer says it", examples=["Sit deeper"])]
    reps: int


class BucketView(View):
    """The reps of a day or week."""

    first_day: Annotated[date, Field(description="the day, or the week's Monday")]
    good: int
    faulty: int
    unscorable: int
    means: Annotated[MeansView | None, Field(description="null if none could be measured")]
    faults: Annotated[list[FaultRepsView], Field(description="at most ten, most reps first")]


class ExerciseRepsView(View):
    """How often an exercise was done."""

    exercise_id: Id
    exercise: Annotated[str, Field(description="its name today", examples=["squat"])]
    reps: int


class HistoryView(View):
    """Reps by days or weeks, in the gym's time zone."""

    buckets: Annotated[list[BucketView], Field(description="those with reps, oldest first")]
    exercises: Annotated[
        list[ExerciseRepsView], Field(description="those that were done, most reps first")
    ]
    formats: Annotated[list[FormatName], Field(description="in which it can be had here")]


def history_view(history: History, *, writes_parquet: bool) -> HistoryView:
    """The view of a history."""
    return HistoryView(
        buckets=[_bucket(one) for one in history.buckets],
        exercises=[_exercise(one) for one in history.exercises],
        formats=["csv", "json", "parquet"] if writes_parquet else ["csv", "json"],
    )


def _bucket(bucket: HistoryBucket) -> BucketView:
    return BucketView(
        first_day=bucket.first_day,
        good=bucket.good,
        faulty=bucket.faulty,
        unscorable=bucket.unscorable,
        means=_means(bucket.means) if bucket.means else None,
        faults=[fault_reps_view(one) for one in bucket.faults],
    )


def _means(means: MeanMeasures) -> MeansView:
    return MeansView(
        range_ratio=means.range_ratio,
        out_s=means.out_s,
        back_s=means.back_s,
        rep_s=means.rep_s,
        reps=means.reps,
    )


def fault_reps_view(fault: FaultReps) -> FaultRepsView:
    """The view of how often a fault came."""
    return FaultRepsView(
        code=fault.code.name,
        joint=point_name(fault.joint).upper(),
        words=recurring_words(fault.code, fault.joint),
        reps=fault.reps,
    )


def _exercise(done: ExerciseReps) -> ExerciseRepsView:
    return ExerciseRepsView(exercise_id=done.exercise_id, exercise=done.exercise, reps=done.reps)
