"""The data that /status returns."""

from typing import Annotated, Literal

from pydantic import Field

from spotter.notifier.live.keeping_up.shortfall import Kind
from spotter.notifier.views.models import StatusName, View

StageName = Literal["frames", "poses", "verdicts"]


class ShortfallView(View):
    """What a live station lacks so that its reps can be judged."""

    kind: Kind
    words: str
    found: Annotated[float, Field(description="the number in the words, in their unit")]
    needed: Annotated[float, Field(description="what it would take, in the same unit")]


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
    frame_rate_hz: Annotated[
        float | None, Field(description="frames that its camera gives, per second")
    ] = None
    stale_ratio: Annotated[
        float | None, Field(description="the share of them that pose workers read too late")
    ] = None
    brightness: Annotated[float | None, Field(description="mean luma of its zone, 0 to 255")] = None
    person_px: Annotated[
        float | None, Field(description="how tall the person would stand in the picture, pixels")
    ] = None
    shortfalls: tuple[ShortfallView, ...] = ()


class StorageView(View):
    """The room that is left for reps and verdicts."""

    used_ratio: Annotated[
        float | None, Field(description="memory used, as a part of Redis's limit; null: no limit")
    ]
    problem: Annotated[
        str, Field(description="why nothing is stored, in words; empty while all is well")
    ]
    warning: Annotated[
        str, Field(description="from 70 percent of the limit on, that it fills; else empty")
    ]


class LedgerView(View):
    """How far the ledger of all reps has come."""

    behind_s: Annotated[
        float, Field(description="how long the oldest verdict that it lacks has waited, in seconds")
    ]
    problem: Annotated[
        str, Field(description="from a minute on, the same in words, and why; else empty")
    ]


class PipelineView(View):
    """The pipeline as a whole."""

    status: Annotated[
        Literal["well", "impaired"],
        Field(description="impaired: it stalls at a station whose camera is live, or nothing fits"),
    ]
    storage: StorageView
    ledger: LedgerView
    idle: Annotated[
        tuple[StageName, ...], Field(description="stages that deliver nothing at any live station")
    ]
    stations: tuple[FlowView, ...]
    overload: Annotated[
        str, Field(description="that the machine cannot keep up, and what to do; else empty")
    ]
    restarts: Annotated[
        dict[str, int],
        Field(description="how often `spotter up` has restarted each process in this run"),
    ]
