"""Which alerts and silences whoever asks may act on: all else is answered as if it were not."""

from collections.abc import Iterable
from uuid import UUID

from spotter.api.catalog.v1 import alert_service_pb2 as pb2
from spotter.notifier.live.alert_board import AlertBoard
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.v1.seen import must_see, must_see_everything


def is_seen(by: Whoever, alert: pb2.Alert) -> bool:
    """Whether somebody sees an alert: by its station, its member or its class."""
    return by.scope.sees(
        station_id=alert.station_id, member_id=alert.member_id, class_id=alert.class_id
    )


def must_see_alerts(by: Whoever, board: AlertBoard, alert_ids: Iterable[UUID]) -> None:
    """Raise :class:`UnknownError` unless all of these are seen."""
    known = (board.alerts.get(str(one)) for one in alert_ids)
    if not all(one and by.scope.covers(board.whose(one)) for one in known):
        must_see_everything(by)


def must_see_station_now(by: Whoever, board: AlertBoard, station_id: str) -> None:
    """Raise :class:`UnknownError` unless they see the station, or whoever trains there now."""
    if not by.scope.covers(board.attendance.whose_now(station_id)):
        must_see_everything(by)


def must_see_silence(by: Whoever, board: AlertBoard, silence_id: UUID) -> None:
    """Raise :class:`UnknownError` unless it is about somebody who is seen."""
    silence = board.silences.get(str(silence_id))
    if silence is None:
        must_see_everything(by)
    elif silence.alert_id:
        must_see_alerts(by, board, [UUID(silence.alert_id)])
    else:
        must_see(by, station_id=silence.station_id, member_id=silence.member_id)
