"""The calls of AlertService by which trainers are quiet about something, for a time."""

import grpc
from sqlalchemy.orm import Session

from spotter.alerting.events import SilenceBegun, SilenceEnded
from spotter.alerting.values import Silence
from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.catalog.alerts.deciding.decided import Decided
from spotter.catalog.alerts.kept.reading import alerts_by_id, silence_by_id
from spotter.catalog.alerts.kept.whose import member_no
from spotter.catalog.audit import note
from spotter.catalog.errors import CatalogError
from spotter.catalog.members import statements as members
from spotter.catalog.rpc.alerts.desk import Calls, checked_seconds
from spotter.catalog.rpc.answers import answers
from spotter.wire.catalog.alerts.alerts import silence_message
from spotter.wire.catalog.checks import checked_author, checked_name, checked_station_id

Context = grpc.ServicerContext
_KIND = "silence"
_SHORTEST_S = 60
_LONGEST_S = 86_400


class SilencingCalls(Calls):
    """Beginning and ending silences."""

    @answers
    def BeginSilence(
        self, request: pb.BeginSilenceRequest, _context: Context
    ) -> pb.BeginSilenceResponse:
        """Be quiet about a member, a station, or an alert's fault."""
        signed, event = self._desk.signed(request.author), self._begun(request)

        def noted(session: Session, decided: Decided) -> None:
            what = f"began a silence of {request.duration_s} s"
            silence = _new(decided)
            note(
                session, signed, _KIND, silence.silence_id, what, member_no=_whose(session, silence)
            )

        decided = self._desk.decide(event, noted)
        with self._desk.database.reading() as session:
            told = silence_by_id(session, _new(decided).silence_id)
        return pb.BeginSilenceResponse(silence=silence_message(*told))

    @answers
    def EndSilence(self, request: pb.EndSilenceRequest, _context: Context) -> pb.EndSilenceResponse:
        """End a silence now."""
        signed = self._desk.signed(request.author)
        with self._desk.database.reading() as session:
            silence, _ = told = silence_by_id(session, request.silence_id)
        if not silence.ended_by and silence.until_us > signed.at_us:

            def noted(session: Session, _decided: Decided) -> None:
                whose, what = _whose(session, silence), "ended the silence"
                note(session, signed, _KIND, silence.silence_id, what, member_no=whose)

            self._desk.decide(SilenceEnded(silence.silence_id, signed.author), noted)
            with self._desk.database.reading() as session:
                told = silence_by_id(session, silence.silence_id)
        return pb.EndSilenceResponse(silence=silence_message(*told))

    def _begun(self, request: pb.BeginSilenceRequest) -> SilenceBegun:
        about = (request.member_id, request.station_id, request.alert_id)
        if sum(map(bool, about)) != 1:
            raise CatalogError(
                "expected a silence about a member, a station or an alert's fault, one of them; "
                f"found {sum(map(bool, about))}"
            )
        if request.station_id:
            checked_station_id(request.station_id)
        member_id, alert_id = self._ids_of(request)
        return SilenceBegun(
            checked_author(request.author),
            checked_name(request.reason, "a reason"),
            checked_seconds(request.duration_s, _SHORTEST_S, _LONGEST_S, "a silence"),
            member_id=member_id,
            station_id=request.station_id,
            alert_id=alert_id,
        )

    def _ids_of(self, request: pb.BeginSilenceRequest) -> tuple[str, str]:
        """The ids of member and alert as they are known. Raises :class:`UnknownError`."""
        with self._desk.database.reading() as session:
            if request.member_id:
                return str(members.by_id(session, request.member_id).id), ""
            if request.alert_id:
                ((alert, _),) = alerts_by_id(session, [request.alert_id])
                return "", alert.alert_id
        return "", ""


def _new(decided: Decided) -> Silence:
    return max(decided.silences.values(), key=lambda one: one.begun_us)


def _whose(session: Session, silence: Silence) -> int | None:
    return member_no(
        session,
        member_id=silence.member_id,
        alert_id=silence.alert_id,
        station_id=silence.station_id,
    )
