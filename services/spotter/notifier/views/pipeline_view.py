"""The view of the pipeline at /status."""

from dataclasses import asdict

from spotter.notifier.live.keeping_up.flow import WORDS, FlowBoard
from spotter.notifier.live.keeping_up.storage import Storage
from spotter.notifier.live.live import Live
from spotter.notifier.views.models import StationView
from spotter.notifier.views.status_models import (
    FlowView,
    LedgerView,
    PipelineView,
    ShortfallView,
    StorageView,
)


def pipeline_view(live: Live, flow_board: FlowBoard) -> PipelineView:
    """The state of the pipeline at all stations now."""
    live_ids, storage = live.live_ids(), _storage_view(live.storage)
    views = tuple(
        _live_view(one, live, flow_board) if one.station_id in live_ids else _view(one)
        for one in live.stations()
    )
    is_impaired = storage.problem or any(view.stalled for view in views)
    return PipelineView(
        status="impaired" if is_impaired else "well",
        storage=storage,
        ledger=LedgerView(behind_s=live.ledger.behind_s, problem=live.ledger.problem),
        idle=tuple(stage.value for stage in flow_board.idle_stages(live_ids)),
        stations=views,
        overload=live.shortfalls.overload,
        restarts=dict(flow_board.restarts),
    )


def _storage_view(storage: Storage) -> StorageView:
    room = storage.room
    used_ratio = room.used_ratio if room.limit_bytes else None
    return StorageView(used_ratio=used_ratio, problem=storage.problem, warning=storage.warning)


def _live_view(station: StationView, live: Live, flow_board: FlowBoard) -> FlowView:
    numbers = asdict(flow_board.flow(station.station_id))
    stalled = flow_board.stalled(station.station_id)
    why = live.storage.problem
    said = {"stalled": stalled.value, "problem": why or WORDS[stalled]} if stalled else {}
    lacking = _lacking(station.station_id, live)
    return _view(station).model_copy(update={**numbers, **said, **lacking})


def _lacking(station_id: str, live: Live) -> dict[str, object]:
    found = tuple(ShortfallView(**asdict(one)) for one in live.shortfalls.of(station_id))
    measures = live.shortfalls.measures.get(station_id)
    if measures is None:
        return {"shortfalls": found}
    camera = measures.camera
    return {
        "shortfalls": found,
        "frame_rate_hz": camera.frame_rate_hz if camera else None,
        "brightness": camera.brightness if camera else None,
        "stale_ratio": measures.stale_ratio,
        "person_px": measures.person_px,
    }


def _view(station: StationView) -> FlowView:
    return FlowView(
        station_id=station.station_id,
        name=station.name,
        status=station.status,
        problem=station.problem or station.reason,
    )
