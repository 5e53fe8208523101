"""The messages of the live socket, in both directions.

Each but poses says ``at``: the place that a page has come to with it, which it names when it comes
back after a broken connection.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from spotter.movement.values import EquipmentKind
from spotter.notifier.views.models import StationView, VerdictView, View
from spotter.notifier.views.screen_view import ScreenView
from spotter.notifier.views.v1.alerts.alerts import AlertsView
from spotter.notifier.views.v1.people.sessions import SessionView

_MAX_STATIONS = 1000

Place = Annotated[str, Field(description="where a page that comes back goes on: ?after=")]


class WhoTrains(View):
    """Who trains at the stations."""

    sessions: Annotated[
        list[SessionView] | None, Field(description="the open ones; null: they are not known")
    ]
    problem: Annotated[str, Field(description="why they are not known; empty: not asked yet")]


class Snapshot(View):
    """The whole state that a page starts from."""

    type: Literal["snapshot"] = "snapshot"
    at: Place
    now_ms: int
    notice: Annotated[str, Field(description="what is wrong in the whole gym; else empty")]
    stations: list[StationView]
    feed: Annotated[
        list[VerdictView],
        Field(description="faulty reps, reps that fixed a fault and questions, newest first"),
    ]
    who_trains: Annotated[WhoTrains | None, Field(description="null: not for whoever asks")]
    alerts: Annotated[AlertsView | None, Field(description="null: not for whoever asks")]
    screen: Annotated[ScreenView | None, Field(description="null: no station's own screen asks")]


class StationChanged(View):
    """The new state of one station."""

    type: Literal["station"] = "station"
    at: Place
    station: StationView


class SessionChanged(View):
    """Who trains at a station now."""

    type: Literal["session"] = "session"
    at: Place
    station_id: str
    session: Annotated[SessionView | None, Field(description="null: nobody in particular")]


class NewVerdict(View):
    """A new verdict."""

    type: Literal["verdict"] = "verdict"
    at: Place
    verdict: VerdictView


class AlertsChanged(View):
    """What has changed of alerts, by id."""

    type: Literal["alerts"] = "alerts"
    at: Place
    alerts: AlertsView


class ScreenChanged(View):
    """What a station's own screen shows now of people and alerts."""

    type: Literal["screen"] = "screen"
    at: Place
    screen: ScreenView


class Heartbeat(View):
    """That the page has all there is; every two seconds."""

    type: Literal["heartbeat"] = "heartbeat"
    at: Place
    now_ms: int


class PersonView(View):
    """One person, in thousandths of the picture's height."""

    track_id: int
    xy: Annotated[
        list[int | None], Field(description="25 times x and y, y down; null where missing")
    ]
    equipment: Annotated[
        list[int | None],
        Field(
            description="x and y of the left and the right end of what they hold, y down; null "
            "where not seen; empty where no equipment is followed"
        ),
    ]


class PoseView(View):
    """The people at a station."""

    station_id: str
    width: Annotated[int, Field(description="of the picture, in thousandths of its height")]
    people: list[PersonView]
    equipment_kind: Annotated[
        EquipmentKind | None,
        Field(description="what the equipment is whose ends people have; null: none is followed"),
    ]


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
