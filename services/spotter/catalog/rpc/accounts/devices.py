"""The calls of AccountService about stations' screens."""

import grpc

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.catalog.accounts import devices
from spotter.catalog.accounts.shown_secrets import SecretKind
from spotter.catalog.database.tables import DeviceRow
from spotter.catalog.rpc.accounts.desk import Calls
from spotter.catalog.rpc.answers import answers

Context = grpc.ServicerContext


class DeviceCalls(Calls):
    """Pairs screens, and ends their pairing."""

    @answers
    def BeginPairing(
        self, request: pb2.BeginPairingRequest, _context: Context
    ) -> pb2.BeginPairingResponse:
        """What a screen shows and keeps; an address from which many come has to wait."""
        now_us = self._desk.now_us()
        self._codes.begin_screen(request.address, now_us)
        code = devices.code_of(self._desk.random_bytes(devices.CODE_LENGTH))
        secret = self._desk.secret(SecretKind.PAIRING)
        with self._desk.database.writing() as session:
            devices.begin_pairing(session, code, secret, now_us)
        return pb2.BeginPairingResponse(code=code, secret=secret)

    @answers
    def ConfirmPairing(
        self, request: pb2.ConfirmPairingRequest, _context: Context
    ) -> pb2.ConfirmPairingResponse:
        """Pair the screen that shows a code; who guesses codes has to wait."""
        signed = self._desk.signed(request.author)
        attempt = self._codes.begin(signed.author, "", signed.at_us)
        with self._desk.database.writing() as session:
            device = devices.confirm(session, request.code, request.station_id, signed)
            answer = _message(device)
        self._codes.succeeded(attempt)
        return pb2.ConfirmPairingResponse(device=answer)

    @answers
    def CompletePairing(
        self, request: pb2.CompletePairingRequest, _context: Context
    ) -> pb2.CompletePairingResponse:
        """What became of a screen."""
        secret = self._desk.secret(SecretKind.STATION)
        with self._desk.database.writing() as session:
            device = devices.complete(session, request.secret, secret, self._desk.now_us())
            if device is None:
                return pb2.CompletePairingResponse()
            return pb2.CompletePairingResponse(secret=secret, device=_message(device))

    @answers
    def ListDevices(
        self, _request: pb2.ListDevicesRequest, _context: Context
    ) -> pb2.ListDevicesResponse:
        """Paired devices, by station."""
        with self._desk.database.reading() as session:
            return pb2.ListDevicesResponse(devices=map(_message, devices.listed(session)))

    @answers
    def RevokeDevice(
        self, request: pb2.RevokeDeviceRequest, _context: Context
    ) -> pb2.RevokeDeviceResponse:
        """End a device's pairing."""
        signed = self._desk.signed(request.author)
        with self._desk.database.writing() as session:
            devices.revoke(session, request.device_id, signed)
        self._desk.announce(request.device_id)
        return pb2.RevokeDeviceResponse()


def _message(row: DeviceRow) -> pb2.Device:
    return pb2.Device(
        device_id=str(row.id),
        station_id=row.station_id,
        paired_us=row.paired_us,
        paired_by=row.paired_by,
        used_us=row.used_us,
    )
