"""When a rep of an exercise counts as faulty, and what that rests on."""

from typing import Annotated, Literal

from pydantic import Field

from spotter.notifier.views.models import View
from spotter.notifier.views.v1.exercises.exercises import ExerciseView, exercise_view
from spotter.wire.catalog.exercises.calibration import CalibrationSeen

_DIGITS = 4


class RateView(View):
    """What a rate of false alarms means."""

    false_alarm_ratio: Annotated[float, Field(description="of good reps, judged faulty at most")]
    threshold: Annotated[float, Field(description="the largest score of a good rep then")]
    missing: Annotated[int, Field(description="people more would promise it; 0: it is promised")]


class KnownScoreView(View):
    """A known rep, judged by the recordings as if it were new."""

    kind: Literal["recorded", "fine", "wrong"]
    score: Annotated[float, Field(description="faulty above the threshold; unitless")]
    view: Annotated[str, Field(description="where from: front, side, behind or unclear")]


class GymScoresView(View):
    """The scores of the gym's reps by the recordings, newest first."""

    good: list[float]
    faulty: Annotated[
        list[float], Field(description="called faulty; by the person's own reps, once there are")
    ]
    by_other_recordings: Annotated[int, Field(description="reps that are left out")]


class CalibrationView(View):
    """When anybody's rep of an exercise counts as faulty."""

    exercise: ExerciseView
    rates: Annotated[list[RateView], Field(description="by ratio, the live one among them")]
    known: list[KnownScoreView]
    gym: GymScoresView
    judged_by: Annotated[str, Field(examples=["another person"])]
    people: Annotated[int, Field(description="the independent samples that the threshold has")]
    least_promised_ratio: Annotated[
        float | None, Field(description="the least that so many can promise; null: none")
    ]


def calibration_view(seen: CalibrationSeen) -> CalibrationView:
    """The view of a calibration."""
    return CalibrationView(
        exercise=exercise_view(seen.exercise),
        rates=[
            RateView(
                false_alarm_ratio=one.false_alarm_ratio,
                threshold=one.threshold,
                missing=one.missing,
            )
            for one in seen.rates
        ],
        known=[
            KnownScoreView(kind=one.kind.value, score=_rounded(one.score), view=one.view)
            for one in seen.known
        ],
        gym=GymScoresView(
            good=[_rounded(one.score) for one in seen.gym if not one.is_faulty],
            faulty=[_rounded(one.score) for one in seen.gym if one.is_faulty],
            by_other_recordings=seen.by_other_recordings,
        ),
        judged_by=seen.judged_by,
        people=seen.people,
        least_promised_ratio=seen.least_promised_ratio or None,
    )


def _rounded(score: float) -> float:
    return round(score, _DIGITS)
