"""Routes for what asks for a trainer."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from spotter.api.catalog.v1 import alert_service_pb2 as pb2
from spotter.api.catalog.v1 import teaching_service_pb2
from spotter.api.catalog.v1.alert_service_pb2_grpc import AlertServiceStub
from spotter.api.catalog.v1.teaching_service_pb2_grpc import TeachingServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.notifier.live.alert_board import AlertBoard
from spotter.notifier.readers.catalog.account_names import AccountNames, named
from spotter.notifier.views.v1.alerts import given
from spotter.notifier.views.v1.alerts.alerts import AlertView, AnsweredView
from spotter.notifier.views.v1.alerts.of_values import alert_view
from spotter.notifier.views.v1.exercises.teaching import rep_judged_view
from spotter.notifier.views.v1.fields import Page, StationId, TimeMs
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.access.seen_notes import SeenNotes
from spotter.notifier.web.v1.alerts.seen import is_seen, must_see_alerts
from spotter.notifier.web.v1.paging import AskedPart
from spotter.notifier.web.v1.seen import must_see, seen_part
from spotter.wire.catalog.alerts.alerts import alert_of
from spotter.wire.catalog.exercises.teaching import REP_JUDGEMENTS, RepJudgement

_READ, _WRITE = needs(Right.ALERTS_READ), needs(Right.ALERTS_WRITE)
_ANSWERS = {"fine": pb2.ANSWER_FINE, "wrong": pb2.ANSWER_WRONG}
_LEARNING_S = 30.0
_NOT_A_TEACHER = "exercises are taught by those who see everybody whom they judge"


def alert_routes(catalog: AsyncCatalogChannel, board: AlertBoard, notes: SeenNotes) -> APIRouter:
    """The routes for alerts; the ``board`` says who sees which."""
    router = APIRouter(prefix="/alerts", tags=["alerts"])
    _add_reading(router, catalog, notes)
    _add_taking(router, catalog, board)
    _add_giving_up(router, catalog, board)
    _add_answering(router, catalog, board)
    return router


def _add_reading(router: APIRouter, catalog: AsyncCatalogChannel, notes: SeenNotes) -> None:
    @router.get("", summary="Alerts of the past, latest first", openapi_extra=_READ)
    async def alerts(  # noqa: PLR0913, PLR0917 - the filters
        part: AskedPart,
        by: By,
        since_ms: Annotated[TimeMs, Query(description="opened at or after")] = 0,
        until_ms: Annotated[TimeMs | None, Query(description="opened before")] = None,
        class_id: UUID | None = None,
        member_id: UUID | None = None,
        station_id: Annotated[StationId | None, Query()] = None,
    ) -> Page[AlertView]:
        must_see(by, member_id=member_id, station_id=station_id, class_id=class_id)
        if member_id:
            notes.add_member(by, member_id, "saw the alerts")
        request = pb2.ListAlertsRequest(
            since_us=since_ms * 1000,
            until_us=(until_ms or 0) * 1000,
            class_id=str(class_id or ""),
            member_id=str(member_id or by.member_id),
            station_id=station_id or "",
            page_size=part.limit,
        )

        async def ask(cursor: str) -> tuple[list[pb2.Alert], str]:
            request.page_token = cursor
            found = await catalog.call(AlertServiceStub(catalog.grpc).ListAlerts, request)
            return list(found.alerts), found.next_page_token

        seen, further = await seen_part(ask, part.cursor, lambda one: is_seen(by, one))
        return Page(items=await _views(catalog, seen), next=further)


def _add_taking(router: APIRouter, catalog: AsyncCatalogChannel, board: AlertBoard) -> None:
    @router.post("/take", summary="Take alerts", openapi_extra=_WRITE)
    async def take(some: given.AlertsToTake, by: By) -> list[AlertView]:
        must_see_alerts(by, board, some.alert_ids)
        request = pb2.TakeAlertsRequest(
            alert_ids=map(str, some.alert_ids), author=by.author, take_over=some.take_over
        )
        found = await catalog.call(AlertServiceStub(catalog.grpc).TakeAlerts, request)
        return await _views(catalog, found.alerts)

    @router.post("/hand-back", summary="Hand back alerts that one has taken", openapi_extra=_WRITE)
    async def hand_back(some: given.AlertsGiven, by: By) -> list[AlertView]:
        must_see_alerts(by, board, some.alert_ids)
        request = pb2.HandBackAlertsRequest(alert_ids=map(str, some.alert_ids), author=by.author)
        found = await catalog.call(AlertServiceStub(catalog.grpc).HandBackAlerts, request)
        return await _views(catalog, found.alerts)


def _add_giving_up(router: APIRouter, catalog: AsyncCatalogChannel, board: AlertBoard) -> None:
    @router.post("/decline", summary="Say that alerts are not for oneself", openapi_extra=_WRITE)
    async def decline(some: given.AlertsGiven, by: By) -> list[AlertView]:
        must_see_alerts(by, board, some.alert_ids)
        request = pb2.DeclineAlertsRequest(alert_ids=map(str, some.alert_ids), author=by.author)
        found = await catalog.call(AlertServiceStub(catalog.grpc).DeclineAlerts, request)
        return await _views(catalog, found.alerts)

    @router.post("/close", summary="End alerts that wait to be seen", openapi_extra=_WRITE)
    async def close(some: given.AlertsGiven, by: By) -> list[AlertView]:
        must_see_alerts(by, board, some.alert_ids)
        request = pb2.CloseAlertsRequest(alert_ids=map(str, some.alert_ids), author=by.author)
        found = await catalog.call(AlertServiceStub(catalog.grpc).CloseAlerts, request)
        return await _views(catalog, found.alerts)


def _add_answering(router: APIRouter, catalog: AsyncCatalogChannel, board: AlertBoard) -> None:
    @router.post(
        "/{alert_id}/answer",
        summary="Say of a rep of the alert what it was, which teaches its exercise",
        openapi_extra=_WRITE,
    )
    async def answer(alert_id: UUID, said: given.AnswerGiven, by: By) -> AnsweredView:
        must_see_alerts(by, board, [alert_id])
        request = pb2.AnswerAlertRequest(
            alert_id=str(alert_id),
            rep_id=said.rep_id,
            answer=_ANSWERS[said.answer],
            author=by.author,
        )
        answered = await catalog.call(AlertServiceStub(catalog.grpc).AnswerAlert, request)
        [alert] = await _views(catalog, [answered.alert])
        # The answer counts, whatever the exercise makes of it.
        try:
            taught, problem = await _taught(catalog, said, by), ""
        except (CatalogAwayError, RefusedError) as error:
            taught, problem = [], str(error)
        return AnsweredView(alert=alert, taught=taught, problem=problem)


async def _taught(catalog: AsyncCatalogChannel, said: given.AnswerGiven, by: Whoever) -> list[str]:
    if not by.may(Right.EXERCISES_WRITE):
        raise RefusedError(_NOT_A_TEACHER)
    judgement = RepJudgement(said.answer)
    request = teaching_service_pb2.JudgeRepRequest(
        rep_id=said.rep_id, judgement=REP_JUDGEMENTS.label(judgement), author=by.author
    )
    stub = TeachingServiceStub(catalog.grpc)
    judged = await catalog.call(stub.JudgeRep, request, timeout_s=_LEARNING_S)
    return rep_judged_view(judged, judgement).words


async def _views(catalog: AsyncCatalogChannel, alerts: Iterable[pb2.Alert]) -> list[AlertView]:
    found = [alert_of(one) for one in alerts]
    takers = {one.taking.author for one in found if one.taking}
    name_of = await named(AccountNames(catalog), takers)
    return [alert_view(one, name_of) for one in found]
