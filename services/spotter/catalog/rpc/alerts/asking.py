"""The calls of AlertService that only ask."""

from typing import cast

import grpc

from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.catalog.alerts.kept.reading import Asked, Current, changes_after, listed
from spotter.catalog.rpc.alerts.desk import Calls
from spotter.catalog.rpc.answers import answers
from spotter.catalog.rpc.pages import page_size, place_in, token_after
from spotter.wire.catalog.alerts.alerts import (
    alert_message,
    cue_message,
    line_message,
    need_message,
    presence_message,
    silence_message,
)

Context = grpc.ServicerContext
_LIST = "alerts"


class AskingCalls(Calls):
    """What has changed, and the alerts of the past."""

    @answers
    def ListChanges(
        self, request: pb.ListChangesRequest, _context: Context
    ) -> pb.ListChangesResponse:
        """All that has changed since a change."""
        first, now_us = self._desk.host.first_change_no, self._desk.now_us()
        with self._desk.database.reading() as session:
            found = changes_after(session, request.after_change_no, first, now_us)
        return _message(found)

    @answers
    def ListAlerts(self, request: pb.ListAlertsRequest, _context: Context) -> pb.ListAlertsResponse:
        """A page of alerts, latest first."""
        count = page_size(request.page_size)
        before = cast("tuple[int, int] | None", place_in(request.page_token, _LIST, int, int))
        asked = Asked(
            since_us=request.since_us,
            until_us=request.until_us,
            class_id=request.class_id,
            member_id=request.member_id,
            station_id=request.station_id,
        )
        with self._desk.database.reading() as session:
            found = listed(session, asked, before=before, count=count + 1)
        page = found[:count]
        return pb.ListAlertsResponse(
            alerts=[alert_message(*one) for _, one in page],
            next_page_token=token_after(_LIST, *page[-1][0]) if found[count:] else "",
        )


def _message(found: Current) -> pb.ListChangesResponse:
    return pb.ListChangesResponse(
        change_no=found.change_no,
        is_all=found.is_all,
        is_flood=found.is_flood,
        alerts=[alert_message(*one) for one in found.alerts],
        lines=[line_message(*one) for one in found.lines],
        needs=[need_message(*one) for one in found.needs],
        silences=[silence_message(*one) for one in found.silences],
        cues=[cue_message(*one) for one in found.cues],
        presences=[presence_message(*one) for one in found.presences],
    )
