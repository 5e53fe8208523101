"""The calls of AlertService by which trainers act on alerts."""

from collections.abc import Callable, Iterable, Sequence

import grpc
from sqlalchemy.orm import Session

from spotter.alerting.errors import UnknownAlertError
from spotter.alerting.events import Answered, Closed, Declined, Event, HandedBack, Taken
from spotter.alerting.values import Alert
from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.catalog.alerts.deciding.decided import Decided
from spotter.catalog.alerts.kept.reading import Told, alerts_by_id
from spotter.catalog.alerts.kept.whose import member_no
from spotter.catalog.audit import Signature, note
from spotter.catalog.errors import CatalogError
from spotter.catalog.rpc.alerts.desk import Calls
from spotter.catalog.rpc.answers import answers
from spotter.wire.catalog.alerts.alerts import alert_message

Context = grpc.ServicerContext
_KIND = "alert"
_MOST = 1000
_TRIES = 3
"""An alert may end just when somebody acts on it; what they want of the others is done."""

MakeEvent = Callable[[tuple[str, ...]], Event]


class ActingCalls(Calls):
    """Taking, handing back, declining, answering, closing. An alert that has ended stays so."""

    @answers
    def TakeAlerts(self, request: pb.TakeAlertsRequest, _context: Context) -> pb.TakeAlertsResponse:
        """Take alerts, from others only with ``take_over``."""
        signed = self._desk.signed(request.author)

        def event(ids: tuple[str, ...]) -> Event:
            return Taken(ids, signed.author, take_over=request.take_over)

        return pb.TakeAlertsResponse(
            alerts=self._act(request.alert_ids, event, signed, "took the alert")
        )

    @answers
    def HandBackAlerts(
        self, request: pb.HandBackAlertsRequest, _context: Context
    ) -> pb.HandBackAlertsResponse:
        """Hand back alerts."""
        signed = self._desk.signed(request.author)

        def event(ids: tuple[str, ...]) -> Event:
            return HandedBack(ids, signed.author)

        return pb.HandBackAlertsResponse(
            alerts=self._act(request.alert_ids, event, signed, "handed back the alert")
        )

    @answers
    def DeclineAlerts(
        self, request: pb.DeclineAlertsRequest, _context: Context
    ) -> pb.DeclineAlertsResponse:
        """Say that alerts are not for this trainer."""
        signed = self._desk.signed(request.author)

        def event(ids: tuple[str, ...]) -> Event:
            return Declined(ids, signed.author)

        return pb.DeclineAlertsResponse(
            alerts=self._act(request.alert_ids, event, signed, "declined the alert")
        )

    @answers
    def CloseAlerts(
        self, request: pb.CloseAlertsRequest, _context: Context
    ) -> pb.CloseAlertsResponse:
        """End alerts."""
        signed = self._desk.signed(request.author)

        def event(ids: tuple[str, ...]) -> Event:
            return Closed(ids, signed.author)

        return pb.CloseAlertsResponse(
            alerts=self._act(request.alert_ids, event, signed, "closed the alert")
        )

    @answers
    def AnswerAlert(
        self, request: pb.AnswerAlertRequest, _context: Context
    ) -> pb.AnswerAlertResponse:
        """Say of a rep of an alert that it was fine, or wrong."""
        signed, is_fine = self._desk.signed(request.author), _is_fine(request.answer)

        def event(ids: tuple[str, ...]) -> Event:
            return Answered(ids[0], signed.author, request.rep_id, is_fine)

        what = f"answered the alert: the rep was {'fine' if is_fine else 'wrong'}"
        (alert,) = self._act([request.alert_id], event, signed, what)
        return pb.AnswerAlertResponse(alert=alert)

    def _act(
        self, asked: Sequence[str], event: MakeEvent, signed: Signature, what: str
    ) -> list[pb.Alert]:
        """Do it to those that are open; returns all as they are then."""
        if not 1 <= len(asked) <= _MOST:
            raise CatalogError(f"expected 1 to {_MOST} alerts; found {len(asked)}")

        def noted(session: Session, decided: Decided) -> None:
            for alert_id in ids:
                if alert_id in decided.alerts:
                    whose = member_no(session, alert_id=alert_id)
                    note(session, signed, _KIND, alert_id, what, member_no=whose)

        for tries_left in reversed(range(_TRIES)):
            ids = _open_ids(self._found(asked))
            try:
                if ids:
                    self._desk.decide(event(ids), noted)
                break
            except UnknownAlertError:
                if not tries_left:
                    raise
        return [alert_message(*one) for one in self._found(asked)]

    def _found(self, alert_ids: Sequence[str]) -> list[Told[Alert]]:
        with self._desk.database.reading() as session:
            return alerts_by_id(session, alert_ids)


def _open_ids(found: Iterable[Told[Alert]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.alert_id for one, _ in found if one.is_open))


def _is_fine(answer: pb.Answer) -> bool:
    if answer not in {pb.ANSWER_FINE, pb.ANSWER_WRONG}:
        raise CatalogError("expected the answer that the rep was fine, or wrong; found neither")
    return answer == pb.ANSWER_FINE
