"""The messages of the live socket, in both directions."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from spotter.notifier.live.mailbox import Message
from spotter.notifier.views.models import StationView, VerdictView, View
from spotter.notifier.views.v1.sessions import SessionView

_MAX_STATIONS = 1000


class WhoTrains(View):
    """Who trains at the stations."""

    sessions: Annotated[
        list[SessionView] | None, Field(description="the open ones; null: they are not known")
    ]
    problem: Annotated[str, Field(description="why they are not known; empty: not asked yet")]


class Snapshot(View):
    """The whole state that a page starts from."""

    type: Literal["snapshot"] = "snapshot"
    now_ms: int
    notice: Annotated[str, Field(description="what is wrong in the whole gym; else empty")]
    stations: list[StationView]
    feed: Annotated[
        list[VerdictView],
        Field(description="faulty reps, reps that fixed a fault and questions, newest first"),
    ]
    who_trains: Annotated[WhoTrains | None, Field(description="null: not for whoever asks")]


class StationChanged(View):
    """The new state of one station."""

    type: Literal["station"] = "station"
    station: StationView


class WhoTrainsChanged(View):
    """Who trains at the stations now."""

    type: Literal["who_trains"] = "who_trains"
    who_trains: WhoTrains


class NewVerdict(View):
    """A new verdict."""

    type: Literal["verdict"] = "verdict"
    verdict: VerdictView


class PersonView(View):
    """One person, in thousandths of the height of the station's zone."""

    track_id: int
    xy: Annotated[
        list[int | None], Field(description="25 times x and y, y down; null where missing")
    ]


class PoseView(View):
    """The people at a station."""

    station_id: str
    width: Annotated[int, Field(description="of the zone, in thousandths of its height")]
    people: list[PersonView]


class Poses(View):
    """The newest poses of some stations."""

    type: Literal["poses"] = "poses"
    number: Annotated[int, Field(description="the page answers with it once the poses are drawn")]
    poses: list[PoseView]


class FromPage(BaseModel):
    """A message from a page: the stations it shows (null: all), the last poses it has drawn."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    watch: Annotated[list[str] | None, Field(max_length=_MAX_STATIONS)] = None
    seen: Annotated[int | None, Field(ge=0)] = None


def event(view: StationChanged | WhoTrainsChanged | Snapshot) -> Message:
    """The message that carries ``view``."""
    return Message(view.model_dump_json())


def verdict_event(verdict: VerdictView) -> Message:
    """The message that carries a verdict."""
    return Message(NewVerdict(verdict=verdict).model_dump_json(), rep_ended_ms=verdict.ended_ms)
