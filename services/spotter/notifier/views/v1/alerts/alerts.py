"""What asks for a trainer, what is quiet, and who is there."""

from typing import Annotated, Literal

from pydantic import Field

from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import Id, OptionalId, StationId, TimeMs
from spotter.notifier.views.words import Text

Kind = Literal["fault", "differs", "unscorable", "two_people", "camera", "call"]
PriorityName = Literal["low", "medium", "high"]
TrendName = Literal["", "better", "steady", "worse"]
HoldingName = Literal["", "budget", "class_line", "silence", "camera"]
EndingName = Literal["", "fixed", "nothing_followed", "was_fine", "closed"]
Author = Annotated[str, Field(description="an account's id, local or spotter", examples=["local"])]
AuthorName = Annotated[str, Field(description="as it is shown", examples=["Ida"])]
Shown = Annotated[Text, Field(description="in words")]


class EvidenceView(View):
    """What an alert rests on."""

    reps: Annotated[int, Field(description="the latest reps that were looked at")]
    faulty_reps: Annotated[int, Field(description="how many of them have the fault")]
    in_a_row: Annotated[int, Field(description="how many of the latest have it without a pause")]
    worst_ratio: Annotated[
        float, Field(description="the worst rep's score divided by its threshold; 0: none")
    ]
    trend: TrendName
    worst_rep_id: str
    rep_ids: Annotated[list[str], Field(description="the reps that have it, latest first")]


class TakingView(View):
    """Who has taken an alert."""

    author: Author
    name: AuthorName
    at_ms: TimeMs
    until_ms: Annotated[TimeMs, Field(description="until when it is theirs if nothing follows")]


class AlertView(View):
    """What asks for a trainer."""

    alert_id: Id
    kind: Kind
    priority: PriorityName
    station_id: StationId
    session_id: OptionalId
    member_id: OptionalId
    class_id: OptionalId
    exercise: Annotated[str, Field(description="empty for what is about no exercise")]
    title: Annotated[Shown, Field(examples=["Knees fall in"])]
    reason: Annotated[Shown, Field(examples=["third rep in a row, getting worse"])]
    cues: Annotated[list[Text], Field(description="sentences to pick, best first")]
    evidence: EvidenceView
    is_active: Annotated[bool, Field(description="its condition holds")]
    is_latched: Annotated[bool, Field(description="it stays open until somebody has seen it")]
    taking: Annotated[TakingView | None, Field(description="null: nobody has taken it")]
    holding: Annotated[HoldingName, Field(description="why it is not shown among the first")]
    silence_id: OptionalId
    line_id: Annotated[OptionalId, Field(description="the line that it is part of")]
    opened_ms: TimeMs
    risen_ms: Annotated[TimeMs, Field(description="when it last began or grew worse")]
    ended_ms: Annotated[int | None, Field(description="null: it is open")]
    ending: EndingName
    ending_words: Shown
    rank: Annotated[float, Field(description="the larger goes first")]
    escalation: Annotated[int, Field(description="how often nobody has answered")]
    declined_by: list[Author]


class ClassLineView(View):
    """One line for a class in which many share a fault."""

    line_id: Id
    class_id: OptionalId
    exercise: str
    words: Annotated[Shown, Field(examples=["7 of 20 cut the squat short"])]
    people: int
    out_of: Annotated[int, Field(description="how many do the exercise")]
    alert_ids: list[Id]
    begun_ms: TimeMs
    ended_ms: Annotated[int | None, Field(description="null: it is shown")]


class NeedView(View):
    """How much somebody at a station needs a trainer."""

    station_id: StationId
    rank: Annotated[float, Field(description="the larger goes first; 0: all is well")]
    priority: Annotated[Literal["", PriorityName], Field(description="empty: all is well")]
    reason: Annotated[Shown, Field(description="in words; empty: all is well")]
    trend: TrendName
    looked_ms: Annotated[int | None, Field(description="when a trainer last looked; null: never")]


class SilenceView(View):
    """Being quiet about something, for a time."""

    silence_id: Id
    member_id: OptionalId
    station_id: str | None
    alert_id: Annotated[OptionalId, Field(description="this alert's fault; null: all faults")]
    words: Annotated[Shown, Field(description="what is quiet, in words")]
    author: Author
    name: AuthorName
    reason: str
    begun_ms: TimeMs
    until_ms: Annotated[TimeMs, Field(description="0: somebody ended it before its time")]


class CueView(View):
    """A sentence that was sent to a station's screen."""

    cue_id: Id
    station_id: StationId
    text: str
    author: Author
    name: AuthorName
    at_ms: TimeMs
    alert_id: OptionalId


class PresenceView(View):
    """A trainer at the console."""

    author: Author
    name: AuthorName
    until_ms: TimeMs


class AlertsView(View):
    """In a snapshot all that is open; later, by id, what has changed."""

    alerts: tuple[AlertView, ...] = ()
    lines: tuple[ClassLineView, ...] = ()
    needs: tuple[NeedView, ...] = ()
    silences: tuple[SilenceView, ...] = ()
    cues: tuple[CueView, ...] = ()
    presences: tuple[PresenceView, ...] = ()
    is_flood: Annotated[
        bool, Field(description="only the urgent ones and lines are shown, there are so many")
    ] = False
    problem: Annotated[Text, Field(description="why alerts are not known; empty: they are")] = ""


class AnsweredView(View):
    """What became of an answer."""

    alert: AlertView
    taught: Annotated[
        list[str], Field(description="what the exercise learned, as sentences; empty: nothing")
    ]
    problem: Annotated[str, Field(description="why nothing was learned; empty: something was")]
