"""Who a secret stands for. Asked with every request of a browser: a few rows are read, by index."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from spotter.catalog.accounts import statements
from spotter.catalog.accounts.ends import Ends, is_use_noted
from spotter.catalog.accounts.shown_secrets import SecretKind, digest_of, kind_of
from spotter.catalog.accounts.tokens import rights_of
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import AccountRow, DeviceRow, SignInRow, TokenRow
from spotter.catalog.errors import DatabaseError, UnauthenticatedError
from spotter.wire.catalog.people.accounts import Role, Whoever

Used = SignInRow | TokenRow | DeviceRow


def recognised(database: Database, secret: str, ends: Ends, now_us: int) -> Whoever:
    """Who shows ``secret``; that it was used is noted at most once a minute.

    Raises :class:`UnauthenticatedError` for nobody, or nobody any longer, and DatabaseError.
    """
    find = _FINDERS.get(kind_of(secret))
    with database.reading() as session:
        found = find(session, digest_of(secret), ends, now_us) if find else None
        if found is None:
            raise UnauthenticatedError("expected a sign-in that has not ended; found none")
        used, whoever = found
        kind, number, is_noted = type(used), used.no, is_use_noted(used.used_us, now_us)
    if not is_noted:
        with suppress(DatabaseError):  # a database that is busy refuses nobody
            _note_use(database, kind, number, now_us)
    return whoever


def whoever_of(session: Session, row: AccountRow, sign_in_id: str = "") -> Whoever:
    """Who an account is."""
    return Whoever(
        account_id=str(row.id),
        name=row.name,
        role=Role(row.role),
        scope=statements.scope(session, row),
        member_id=statements.member_id(session, row),
        sign_in_id=sign_in_id,
    )


def _by_sign_in(
    session: Session, digest: bytes, ends: Ends, now_us: int
) -> tuple[Used, Whoever] | None:
    asked = select(SignInRow, AccountRow).join(AccountRow, AccountRow.no == SignInRow.account_no)
    found = session.execute(asked.where(SignInRow.secret_hash == digest)).first()
    if found is None or found[1].is_disabled:
        return None
    sign_in, account = found
    if ends.is_over(sign_in.used_us, sign_in.until_us, now_us):
        return None
    return sign_in, whoever_of(session, account, str(sign_in.id))


def _by_token(
    session: Session, digest: bytes, _ends: Ends, now_us: int
) -> tuple[Used, Whoever] | None:
    asked = select(TokenRow, AccountRow).join(AccountRow, AccountRow.no == TokenRow.account_no)
    found = session.execute(asked.where(TokenRow.secret_hash == digest)).first()
    if found is None or found[1].is_disabled or now_us >= found[0].until_us:
        return None
    token, account = found
    return token, replace(whoever_of(session, account), rights=rights_of(token))


def _by_device(
    session: Session, digest: bytes, _ends: Ends, _now_us: int
) -> tuple[Used, Whoever] | None:
    device = session.scalar(select(DeviceRow).where(DeviceRow.secret_hash == digest))
    if device is None:
        return None
    station = device.station_id
    return device, Whoever(str(device.id), station, Role.STATION, station_id=station)


_FINDERS: dict[SecretKind | None, Callable[..., tuple[Used, Whoever] | None]] = {
    SecretKind.SIGN_IN: _by_sign_in,
    SecretKind.TOKEN: _by_token,
    SecretKind.STATION: _by_device,
}


def _note_use(database: Database, kind: type[Used], number: int, now_us: int) -> None:
    with database.writing() as session:
        session.execute(update(kind).where(kind.no == number).values(used_us=now_us))
