"""Routes for what trainers do about alerts and at stations: silences, cues, looks, calls."""

from uuid import UUID

from fastapi import APIRouter

from spotter.api.catalog.v1 import alert_service_pb2 as pb2
from spotter.api.catalog.v1.alert_service_pb2_grpc import AlertServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.live.alert_board import AlertBoard
from spotter.notifier.readers.catalog.account_names import AccountNames, named
from spotter.notifier.views.v1.alerts import given
from spotter.notifier.views.v1.alerts.alerts import AlertView, CueView, PresenceView, SilenceView
from spotter.notifier.views.v1.alerts.of_values import (
    alert_view,
    cue_view,
    presence_view,
    silence_view,
)
from spotter.notifier.views.v1.fields import StationId
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.alerts.seen import (
    must_see_alerts,
    must_see_silence,
    must_see_station_now,
)
from spotter.notifier.web.v1.seen import must_see
from spotter.wire.catalog.alerts.alerts import alert_of, cue_of, presence_of, silence_of

_WRITE, _CALL = needs(Right.ALERTS_WRITE), needs(Right.ALERTS_CALL)


def answering_routes(catalog: AsyncCatalogChannel, board: AlertBoard) -> APIRouter:
    """The routes; the ``board`` says who sees which alert."""
    router = APIRouter(tags=["alerts"])
    _add_silences(router, catalog, board)
    _add_cues(router, catalog, board)
    _add_stations(router, catalog, board)

    @router.post("/presence", summary="Be at the console for a while", openapi_extra=_WRITE)
    async def presence(there: given.PresenceGiven, by: By) -> PresenceView:
        request = pb2.NotePresenceRequest(author=by.author, duration_s=there.duration_s)
        noted = await catalog.call(AlertServiceStub(catalog.grpc).NotePresence, request)
        name_of = await named(AccountNames(catalog), [noted.presence.author])
        return presence_view(presence_of(noted.presence), name_of)

    return router


def _add_silences(router: APIRouter, catalog: AsyncCatalogChannel, board: AlertBoard) -> None:
    @router.post("/silences", status_code=201, summary="Begin to be quiet", openapi_extra=_WRITE)
    async def begin(quiet: given.SilenceGiven, by: By) -> SilenceView:
        must_see(by, station_id=quiet.station_id, member_id=quiet.member_id)
        must_see_alerts(by, board, filter(None, [quiet.alert_id]))
        request = pb2.BeginSilenceRequest(
            member_id=str(quiet.member_id or ""),
            station_id=quiet.station_id or "",
            alert_id=str(quiet.alert_id or ""),
            duration_s=quiet.duration_s,
            reason=quiet.reason,
            author=by.author,
        )
        begun = await catalog.call(AlertServiceStub(catalog.grpc).BeginSilence, request)
        return await _silence_view(catalog, board, begun.silence)

    @router.put(
        "/silences/{silence_id}/end", summary="End it before its time", openapi_extra=_WRITE
    )
    async def end(silence_id: UUID, by: By) -> SilenceView:
        must_see_silence(by, board, silence_id)
        request = pb2.EndSilenceRequest(silence_id=str(silence_id), author=by.author)
        ended = await catalog.call(AlertServiceStub(catalog.grpc).EndSilence, request)
        return await _silence_view(catalog, board, ended.silence)


def _add_cues(router: APIRouter, catalog: AsyncCatalogChannel, board: AlertBoard) -> None:
    @router.post(
        "/stations/{station_id}/cues",
        status_code=201,
        summary="Send a sentence to a station's screen",
        openapi_extra=_WRITE,
    )
    async def send(station_id: StationId, cue: given.CueGiven, by: By) -> CueView:
        must_see_station_now(by, board, station_id)
        must_see_alerts(by, board, filter(None, [cue.alert_id]))
        request = pb2.SendCueRequest(
            cue_id=str(cue.cue_id),
            station_id=station_id,
            text=cue.text,
            alert_id=str(cue.alert_id or ""),
            author=by.author,
        )
        sent = await catalog.call(AlertServiceStub(catalog.grpc).SendCue, request)
        return cue_view(cue_of(sent.cue), await named(AccountNames(catalog), [sent.cue.author]))


def _add_stations(router: APIRouter, catalog: AsyncCatalogChannel, board: AlertBoard) -> None:
    @router.post(
        "/stations/{station_id}/look",
        status_code=204,
        summary="Note that one has looked at a station",
        openapi_extra=_WRITE,
    )
    async def look(station_id: StationId, by: By) -> None:
        must_see_station_now(by, board, station_id)
        request = pb2.NoteLookRequest(station_id=station_id, author=by.author)
        await catalog.call(AlertServiceStub(catalog.grpc).NoteLook, request)

    @router.post(
        "/stations/{station_id}/call", summary="Call a trainer to a station", openapi_extra=_CALL
    )
    async def call(station_id: StationId, by: By) -> AlertView:
        must_see_station_now(by, board, station_id)
        request = pb2.CallTrainerRequest(station_id=station_id)
        called = await catalog.call(AlertServiceStub(catalog.grpc).CallTrainer, request)
        alert = alert_of(called.alert)
        takers = [alert.taking.author] if alert.taking else []
        return alert_view(alert, await named(AccountNames(catalog), takers))


async def _silence_view(
    catalog: AsyncCatalogChannel, board: AlertBoard, silence: pb2.Silence
) -> SilenceView:
    name_of = await named(AccountNames(catalog), [silence.author])
    return silence_view(silence_of(silence), name_of, board.alerts)
