"""What a trainer teaches: recordings of exercises, and words on reps."""

import base64
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from spotter.api.catalog.v1 import teaching_service_pb2 as pb2
from spotter.movement.geometry import normalise
from spotter.notifier.views.models import MovementView, View
from spotter.notifier.views.rep_view import movement_view
from spotter.notifier.views.v1.exercises.exercises import Digest, ExerciseView, exercise_view
from spotter.notifier.views.v1.exercises.teaching_words import judged_words, ready_words
from spotter.notifier.views.v1.fields import Given, Name, StationId, TimeMs, Words
from spotter.wire.catalog.exercises.exercises import info_of
from spotter.wire.catalog.exercises.teaching import (
    Calibrated,
    RepJudgement,
    calibrated_of,
    judged_of,
    taught_of,
)
from spotter.wire.poses.recorded import Recorded

_LONGEST_DATA = 400_000
_MOST_REPS = 100

RepData = Annotated[
    str,
    Field(
        max_length=_LONGEST_DATA,
        pattern=r"^[A-Za-z0-9+/]*={0,2}$",
        description="its poses, a spotter.api.reps.v1.PoseSeries in base64",
    ),
]


class RecordingAsked(Given):
    """A recording at a station: what its cameras have seen since it was begun."""

    station_id: StationId
    since_ms: Annotated[
        TimeMs | None, Field(description="`since_ms` of the first answer; null: it begins now")
    ] = None
    until_ms: Annotated[
        TimeMs | None, Field(description="`until_ms` of the last answer; null: it goes on")
    ] = None
    expected_reps: Annotated[int, Field(ge=0, le=_MOST_REPS, description="0: unknown")] = 0
    exercise_id: Annotated[
        UUID | None, Field(description="the exercise to which it is to be added")
    ] = None


class FoundRepView(View):
    """A rep of a recording."""

    data: RepData
    movement: MovementView
    doubts: list[str]


class RecordingView(View):
    """What a recording shows so far."""

    since_ms: TimeMs
    until_ms: TimeMs
    frames: int
    reps: list[FoundRepView]
    doubts: Annotated[list[str], Field(description="about the whole, as sentences")]
    carried_by: Annotated[list[str], Field(description="the parts of the body that are judged")]
    view: Annotated[str, Field(description="from where it is seen; empty without a rep")]
    why_none: Annotated[str, Field(description="why there is no rep; empty if there is one")]


class NewRecording(Given):
    """Good reps for an exercise, which is known or new."""

    reps: Annotated[list[RepData], Field(min_length=1, max_length=_MOST_REPS)]
    name: Annotated[Name | None, Field(description="of a new exercise")] = None
    exercise_id: Annotated[UUID | None, Field(description="of a known one")] = None
    member_id: Annotated[UUID | None, Field(description="the member who did them")] = None
    person: Annotated[Words, Field(description="who did them, if no member; may be empty")] = ""
    source: Annotated[Words, Field(examples=["at Rack 1"])] = ""
    film_id: Annotated[
        UUID | None,
        Field(description="a film in which equipment was followed; it is deleted then"),
    ] = None


class CalibratedView(View):
    """When a rep counts as faulty, and how well that fits the known reps."""

    threshold: Annotated[float, Field(description="the largest score of anybody's good rep")]
    own_threshold: Annotated[
        float | None, Field(description="the same for whoever recorded it; null: several did")
    ]
    good_judged: int
    false_alarms: Annotated[int, Field(description="known good reps that would be called faulty")]
    faulty_judged: int
    misses: Annotated[int, Field(description="known faulty reps that would be called good")]


class RecordedView(View):
    """An exercise that is ready."""

    exercise: ExerciseView
    calibrated: CalibratedView
    words: Annotated[list[str], Field(description="what it does, as sentences")]


class RepJudgementGiven(Given):
    """A trainer's word on a rep."""

    judgement: Literal["fine", "wrong"]


class RepJudgedView(View):
    """What became of the rep's exercise."""

    exercise: ExerciseView
    previous_digest: Annotated[Digest, Field(description="the version before, to go back to")]
    is_changed: Annotated[bool, Field(description="false: it was known already")]
    before: CalibratedView
    after: CalibratedView
    words: Annotated[list[str], Field(description="what changed, as sentences")]


def recording_view(
    found: pb2.ProposeReferenceResponse, recorded: Recorded, since_ms: int, until_ms: int
) -> RecordingView:
    """The view of reps that were found."""
    taught = taught_of(found)
    return RecordingView(
        since_ms=since_ms,
        until_ms=until_ms,
        frames=recorded.frame_count,
        reps=[
            FoundRepView(
                data=base64.b64encode(message.SerializeToString()).decode(),
                movement=movement_view(poses, normalise(poses)),
                doubts=[words for about, words in taught.rep_doubts if about == place],
            )
            for place, (message, poses) in enumerate(zip(found.reps, taught.reps, strict=True))
        ],
        doubts=list(taught.doubts),
        carried_by=list(taught.carried_by),
        view=taught.view,
        why_none="",
    )


def empty_recording(
    recorded: Recorded, since_ms: int, until_ms: int, why_none: str
) -> RecordingView:
    """The view of a recording without a rep."""
    return RecordingView(
        since_ms=since_ms,
        until_ms=until_ms,
        frames=recorded.frame_count,
        reps=[],
        doubts=[],
        carried_by=[],
        view="",
        why_none=why_none,
    )


def recorded_view(message: pb2.StoreRecordingResponse) -> RecordedView:
    """The view of an exercise that is ready."""
    calibrated, info = calibrated_of(message.calibrated), info_of(message.exercise)
    return RecordedView(
        exercise=exercise_view(info),
        calibrated=_calibrated_view(calibrated),
        words=ready_words(info, calibrated),
    )


def rep_judged_view(message: pb2.JudgeRepResponse, judgement: RepJudgement) -> RepJudgedView:
    """The view of what a trainer's word changed."""
    judged = judged_of(message)
    return RepJudgedView(
        exercise=exercise_view(judged.exercise),
        previous_digest=judged.previous_digest,
        is_changed=judged.is_changed,
        before=_calibrated_view(judged.before),
        after=_calibrated_view(judged.after),
        words=judged_words(judged, judgement),
    )


def _calibrated_view(calibrated: Calibrated) -> CalibratedView:
    return CalibratedView(
        threshold=calibrated.threshold,
        own_threshold=calibrated.own_threshold or None,
        good_judged=calibrated.good_judged,
        false_alarms=calibrated.false_alarms,
        faulty_judged=calibrated.faulty_judged,
        misses=calibrated.misses,
    )
