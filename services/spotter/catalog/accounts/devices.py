"""Stations' screens, as rows: a screen shows a code, somebody types it, the screen has a secret."""

import uuid

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from spotter.catalog.accounts.ends import PAIRING_US
from spotter.catalog.accounts.shown_secrets import digest_of
from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import DeviceRow, PairingRow
from spotter.catalog.errors import TooManyError, UnauthenticatedError, UnknownError
from spotter.wire.catalog.checks import checked_id, checked_station_id

KIND = "device"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Those that cannot be mistaken for each other: no I, O, 0 and 1."""
CODE_LENGTH = 8
MOST_WAITING = 1000
"""Those that one address may begin in ten minutes are below a tenth of it."""
_RETRY_S = 60


def code_of(random_bytes: bytes) -> str:
    """A code of eight letters and digits from eight random bytes, each as likely as any other."""
    return "".join(LETTERS[byte & (len(LETTERS) - 1)] for byte in random_bytes)


def typed_code(text: str) -> str:
    """A code however it was typed.

    >>> typed_code(" abcd-efgh ")
    'ABCDEFGH'
    """
    return "".join(filter(str.isalnum, text)).upper()


def begin_pairing(session: Session, code: str, secret: str, now_us: int) -> None:
    """A screen that shows ``code`` and keeps ``secret``.

    Raises :class:`TooManyError` while very many screens wait.
    """
    _sweep(session, now_us)
    waiting = session.scalar(select(func.count()).select_from(PairingRow)) or 0
    if waiting >= MOST_WAITING:
        raise TooManyError("too many screens wait to be paired", _RETRY_S)
    session.add(PairingRow(code=code, secret_hash=digest_of(secret), until_us=now_us + PAIRING_US))
    session.flush()


def confirm(session: Session, code: str, station_id: str, signed: Signature) -> DeviceRow:
    """Pair the screen that shows ``code`` with a station.

    Raises :class:`UnknownError` when no screen shows it, or somebody has paired it already.
    """
    asked = select(PairingRow).where(
        PairingRow.code == typed_code(code)[: CODE_LENGTH + 1],
        PairingRow.until_us > signed.at_us,
        PairingRow.device_no.is_(None),
    )
    pairing = session.scalar(asked.with_for_update())
    if pairing is None:
        raise UnknownError("no screen shows this code; a code is shown for ten minutes")
    device = DeviceRow(
        id=uuid.uuid4(),
        station_id=checked_station_id(station_id),
        paired_us=signed.at_us,
        paired_by=signed.author,
        used_us=0,
    )
    session.add(device)
    session.flush()
    pairing.device_no = device.no
    note(session, signed, KIND, device.id, f"paired a screen with {device.station_id}")
    return device


def complete(session: Session, secret: str, made: str, now_us: int) -> DeviceRow | None:
    """The device that a screen has become, which has the secret ``made`` now; None: not yet.

    Raises :class:`UnauthenticatedError` for a screen that is unknown, paired already, or whose code
    is old.
    """
    asked = select(PairingRow).where(
        PairingRow.secret_hash == digest_of(secret), PairingRow.until_us > now_us
    )
    pairing = session.scalar(asked.with_for_update())
    if pairing is None:
        raise UnauthenticatedError("expected a screen whose code is not old; found none")
    if pairing.device_no is None:
        return None
    device = session.get_one(DeviceRow, pairing.device_no)
    session.delete(pairing)
    device.secret_hash = digest_of(made)
    return device


def listed(session: Session) -> list[DeviceRow]:
    """Paired devices, by station."""
    asked = select(DeviceRow).order_by(DeviceRow.station_id, DeviceRow.no)
    return list(session.scalars(asked))


def revoke(session: Session, device_id: str, signed: Signature) -> None:
    """End a device's pairing. Raises :class:`UnknownError` for one that is not paired."""
    wanted = uuid.UUID(checked_id(device_id, "a device"))
    row = session.scalar(select(DeviceRow).where(DeviceRow.id == wanted))
    if row is None:
        raise UnknownError(f"there is no device {device_id}")
    session.execute(delete(PairingRow).where(PairingRow.device_no == row.no))
    session.execute(delete(DeviceRow).where(DeviceRow.no == row.no))
    note(session, signed, KIND, row.id, f"ended the pairing of a screen with {row.station_id}")


def _sweep(session: Session, now_us: int) -> None:
    """Remove screens that show no code any more, and devices that never asked for their secret."""
    old = PairingRow.until_us <= now_us
    unasked = select(PairingRow.device_no).where(old, PairingRow.device_no.is_not(None))
    numbers = list(session.scalars(unasked))
    session.execute(delete(PairingRow).where(old))
    session.execute(delete(DeviceRow).where(DeviceRow.no.in_(numbers)))
