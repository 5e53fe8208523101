"""The view of the pipeline at /status."""

from dataclasses import asdict
from typing import Annotated, Literal

from pydantic import Field

from spotter.notifier.live.flow import WORDS, FlowBoard
from spotter.notifier.live.live import Live
from spotter.notifier.views.models import StationView, StatusName, View

StageName = Literal["frames", "poses", "verdicts"]


class FlowView(View):
    """How far the pipeline of one station has come; numbers only while its camera is live."""

    station_id: str
    name: str
    status: StatusName
    frame_age_s: Annotated[
        float | None, Field(description="since its camera's last frame, in seconds")
    ] = None
    pose_age_s: Annotated[
        float | None, Field(description="since its last poses, with people or not, in seconds")
    ] = None
    reps_waiting: Annotated[int | None, Field(description="reps without a verdict")] = None
    wait_s: Annotated[
        float | None, Field(description="how long the oldest of them waits, in seconds")
    ] = None
    stalled: Annotated[
        StageName | None, Field(description="the first stage that delivers nothing; null: none")
    ] = None
    problem: Annotated[str, Field(description="the same, or the camera's trouble, in words")]


class PipelineView(View):
    """The pipeline as a whole."""

    status: Annotated[
        Literal["well", "impaired"],
        Field(description="impaired: it stalls at a station whose camera is live"),
    ]
    idle: Annotated[
        tuple[StageName, ...], Field(description="stages that deliver nothing at any live station")
    ]
    stations: tuple[FlowView, ...]
    restarts: Annotated[
        dict[str, int],
        Field(description="how often `spotter up` has restarted each process in this run"),
    ]


def pipeline_view(live: Live, flow_board: FlowBoard) -> PipelineView:
    """The state of the pipeline at all stations now."""
    live_ids = live.live_ids()
    views = tuple(
        _live_view(one, flow_board) if one.station_id in live_ids else _view(one)
        for one in live.stations()
    )
    return PipelineView(
        status="impaired" if any(view.stalled for view in views) else "well",
        idle=tuple(stage.value for stage in flow_board.idle_stages(live_ids)),
        stations=views,
        restarts=dict(flow_board.restarts),
    )


def _live_view(station: StationView, flow_board: FlowBoard) -> FlowView:
    numbers = asdict(flow_board.flow(station.station_id))
    stalled = flow_board.stalled(station.station_id)
    said = {"stalled": stalled.value, "problem": WORDS[stalled]} if stalled else {}
    return _view(station).model_copy(update={**numbers, **said})


def _view(station: StationView) -> FlowView:
    return FlowView(
        station_id=station.station_id,
        name=station.name,
        status=station.status,
        problem=station.problem or station.reason,
    )
