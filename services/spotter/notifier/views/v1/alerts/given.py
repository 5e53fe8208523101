"""What people do about alerts."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StrictBool

from spotter.movement.wording.alert_words import LONGEST_CUE
from spotter.notifier.views.v1.fields import Given, StationId

_MOST = 200

Line = Annotated[str, Field(min_length=1, max_length=LONGEST_CUE, pattern=r"^[^\x00-\x1f\x7f]*$")]
AlertIds = Annotated[list[UUID], Field(min_length=1, max_length=_MOST)]


class AlertsGiven(Given):
    """Some alerts."""

    alert_ids: AlertIds


class AlertsToTake(AlertsGiven):
    """Some alerts, those of others too if that is said."""

    take_over: StrictBool = False


class AnswerGiven(Given):
    """What a trainer says of a rep."""

    rep_id: Annotated[str, Field(min_length=1, max_length=_MOST)]
    answer: Literal["fine", "wrong"]


class SilenceGiven(Given):
    """What to be quiet about: a member, a station, or an alert's fault."""

    member_id: UUID | None = None
    station_id: StationId | None = None
    alert_id: UUID | None = None
    duration_s: Annotated[int, Field(strict=True, ge=60, le=86_400, description="seconds")]
    reason: Line


class CueGiven(Given):
    """A sentence for a station's screen."""

    cue_id: Annotated[UUID, Field(description="made by whoever sends it, so that it goes once")]
    text: Line
    alert_id: Annotated[UUID | None, Field(description="the alert that it answers")] = None


class PresenceGiven(Given):
    """Being at the console for a while."""

    duration_s: Annotated[
        int, Field(strict=True, ge=0, le=300, description="seconds; 0: not any more")
    ]
