"""The messages of the live socket, both ways."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from spotter.notifier.live.mailbox import Message
from spotter.notifier.views.models import StationView, VerdictView, View

_MOST_STATIONS = 1000


class Snapshot(View):
    """All that a page needs to begin with."""

    type: Literal["snapshot"] = "snapshot"
    now_ms: int
    stations: list[StationView]
    feed: Annotated[
        list[VerdictView],
        Field(description="of faulty reps, and of reps in which a fault has gone; newest first"),
    ]


class StationChanged(View):
    """One station, anew."""

    type: Literal["station"] = "station"
    station: StationView


class VerdictSaid(View):
    """A verdict that has just been said."""

    type: Literal["verdict"] = "verdict"
    verdict: VerdictView


class PersonView(View):
    """One person, in thousandths of the height of the station's zone."""

    track_id: int
    xy: Annotated[
        list[int | None], Field(description="25 times x and y, y down; null where missing")
    ]


class PoseView(View):
    """Who is seen at a station."""

    station_id: str
    width: Annotated[int, Field(description="of the zone, in thousandths of its height")]
    people: list[PersonView]


class Poses(View):
    """The newest poses of some stations."""

    type: Literal["poses"] = "poses"
    number: Annotated[int, Field(description="to be said when they have been seen")]
    poses: list[PoseView]


class FromPage(BaseModel):
    """What a page may say: which stations it shows (null: all) and which poses it has seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    watch: Annotated[list[str] | None, Field(max_length=_MOST_STATIONS)] = None
    seen: Annotated[int | None, Field(ge=0)] = None


def event(view: StationChanged | Snapshot) -> Message:
    """The message that carries ``view``."""
    return Message(view.model_dump_json())


def verdict_event(said: VerdictView) -> Message:
    """The message that carries a verdict."""
    return Message(VerdictSaid(verdict=said).model_dump_json(), rep_ended_ms=said.ended_ms)
