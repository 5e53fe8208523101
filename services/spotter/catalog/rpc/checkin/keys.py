"""The calls of CheckinService about what members are known by."""

import grpc

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.catalog.accounts.shown_secrets import SecretKind
from spotter.catalog.checkin import keys
from spotter.catalog.checkin.pins import MADE_DIGITS, made_pin
from spotter.catalog.database.tables import BadgeRow, PinRow
from spotter.catalog.members.statements import by_id
from spotter.catalog.rpc.answers import answers
from spotter.catalog.rpc.checkin.desk import Calls

Context = grpc.ServicerContext


class KeyCalls(Calls):
    """Gives and takes PINs and badges."""

    @answers
    def GetMemberKeys(
        self, request: pb2.GetMemberKeysRequest, _context: Context
    ) -> pb2.GetMemberKeysResponse:
        """A member's number and badges."""
        with self._desk.database.reading() as session:
            member = by_id(session, request.member_id)
            pin = session.get(PinRow, member.no)
            return pb2.GetMemberKeysResponse(
                number=pin.number if pin else "",
                badges=map(_message, keys.badges_of(session, member)),
            )

    @answers
    def SetPin(self, request: pb2.SetPinRequest, _context: Context) -> pb2.SetPinResponse:
        """A new PIN; hashed before the transaction, since that takes long on purpose."""
        signed = self._desk.signed(request.author)
        pin = request.pin or made_pin(self._desk.random_below(10**MADE_DIGITS))
        kept = self._desk.pins.kept(pin)
        with self._desk.database.writing() as session:
            member = by_id(session, request.member_id)
            number = keys.set_pin(session, member, request.number, kept, signed)
        return pb2.SetPinResponse(number=number, pin=pin)

    @answers
    def RemovePin(self, request: pb2.RemovePinRequest, _context: Context) -> pb2.RemovePinResponse:
        """No number and PIN any more."""
        signed = self._desk.signed(request.author)
        with self._desk.database.writing() as session:
            keys.remove_pin(session, by_id(session, request.member_id), signed)
        return pb2.RemovePinResponse()

    @answers
    def AddBadge(self, request: pb2.AddBadgeRequest, _context: Context) -> pb2.AddBadgeResponse:
        """A new badge."""
        signed, text = self._desk.signed(request.author), self._desk.random_text()
        text = f"{SecretKind.BADGE}{text}"
        with self._desk.database.writing() as session:
            member = by_id(session, request.member_id)
            badge = _message(keys.add_badge(session, member, text, signed))
        return pb2.AddBadgeResponse(badge=badge, text=text)

    @answers
    def RevokeBadge(
        self, request: pb2.RevokeBadgeRequest, _context: Context
    ) -> pb2.RevokeBadgeResponse:
        """No such badge any more."""
        signed = self._desk.signed(request.author)
        with self._desk.database.writing() as session:
            member = by_id(session, request.member_id)
            keys.revoke_badge(session, member, request.badge_id, signed)
        return pb2.RevokeBadgeResponse()


def _message(row: BadgeRow) -> pb2.Badge:
    return pb2.Badge(badge_id=str(row.id), made_us=row.made_us, shown_us=row.shown_us)
