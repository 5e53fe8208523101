"""The calls of AlertService between a trainer and a station: cues, calls, looks; and presence."""

import grpc
from sqlalchemy.orm import Session

from spotter.alerting.events import Called, CueSent, Looked, PresenceNoted
from spotter.alerting.values import Kind, Presence
from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.catalog.alerts.deciding.decided import Decided
from spotter.catalog.alerts.kept.reading import alerts_by_id, cue_by_id, open_at_station
from spotter.catalog.alerts.kept.whose import member_no
from spotter.catalog.audit import note
from spotter.catalog.errors import CatalogError
from spotter.catalog.rpc.alerts.desk import Calls, checked_seconds
from spotter.catalog.rpc.answers import answers
from spotter.wire.catalog.alerts.alerts import Cue, alert_message, cue_message, presence_message
from spotter.wire.catalog.checks import (
    checked_id,
    checked_name,
    checked_station_id,
)

Context = grpc.ServicerContext
_KIND = "cue"
_LONGEST_PRESENCE_S = 300


class SayingCalls(Calls):
    """What is said to a station, and heard from it."""

    @answers
    def SendCue(self, request: pb.SendCueRequest, _context: Context) -> pb.SendCueResponse:
        """Send a sentence to a station's screen, once."""
        cue_id = checked_id(request.cue_id, "a cue")
        with self._desk.database.reading() as session:
            sent = cue_by_id(session, cue_id)
        if sent is None:
            sent = self._send(cue_id, request)
        return pb.SendCueResponse(cue=cue_message(*sent))

    @answers
    def CallTrainer(
        self, request: pb.CallTrainerRequest, _context: Context
    ) -> pb.CallTrainerResponse:
        """Call a trainer to a station."""
        station_id = checked_station_id(request.station_id)
        self._desk.check_station(station_id)
        self._desk.decide(Called(station_id))
        with self._desk.database.reading() as session:
            found = open_at_station(session, station_id)
        for alert, change_no in found:
            if alert.kind is Kind.CALL:
                return pb.CallTrainerResponse(alert=alert_message(alert, change_no))
        raise CatalogError(f"the call from {station_id} has just been answered")

    @answers
    def NotePresence(
        self, request: pb.NotePresenceRequest, _context: Context
    ) -> pb.NotePresenceResponse:
        """Note that a trainer is at the console, or has left it."""
        signed = self._desk.signed(request.author)
        duration_us = checked_seconds(request.duration_s, 0, _LONGEST_PRESENCE_S, "a presence")
        decided = self._desk.decide(PresenceNoted(signed.author, duration_us))
        nothing = Presence(signed.author, signed.at_us)
        presence = decided.presences.get(signed.author, nothing)
        return pb.NotePresenceResponse(presence=presence_message(presence))

    @answers
    def NoteLook(self, request: pb.NoteLookRequest, _context: Context) -> pb.NoteLookResponse:
        """Note that a trainer has looked at a station."""
        signed, station_id = (
            self._desk.signed(request.author),
            checked_station_id(request.station_id),
        )
        self._desk.decide(Looked(station_id, signed.author))
        return pb.NoteLookResponse()

    def _send(self, cue_id: str, request: pb.SendCueRequest) -> tuple[Cue, int]:
        signed = self._desk.signed(request.author)
        station_id = checked_station_id(request.station_id)
        text = checked_name(request.text, "a cue")
        self._desk.check_station(station_id)
        alert_id, is_open = self._answered(request.alert_id)
        cue = Cue(cue_id, station_id, text, signed.author, signed.at_us, alert_id)

        def noted(session: Session, decided: Decided) -> None:
            decided.cues[cue_id] = cue
            whose = member_no(session, alert_id=alert_id, station_id=station_id)
            what = f"sent a cue to {station_id}"
            note(session, signed, _KIND, cue_id, what, member_no=whose)

        event = CueSent(station_id, signed.author, alert_id if is_open else "")
        self._desk.decide(event, noted)
        with self._desk.database.reading() as session:
            return cue_by_id(session, cue_id) or (cue, 0)

    def _answered(self, alert_id: str) -> tuple[str, bool]:
        """The id of the alert that a cue answers, if any, and whether it is open."""
        if not alert_id:
            return "", False
        with self._desk.database.reading() as session:
            ((alert, _),) = alerts_by_id(session, [alert_id])
        return alert.alert_id, alert.is_open
