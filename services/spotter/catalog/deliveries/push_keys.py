"""The gym's keys for push services (VAPID, RFC 8292): made once, at the first use."""

import base64
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.database.kinds.upserts import insert_into
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import PushKeyRow

_ONLY = 1


@dataclass(frozen=True, slots=True)
class PushKeys:
    """The public key as browsers take it, base64url, and the private one as PEM."""

    public_key: str
    private_pem: str = field(repr=False)


def push_keys(database: Database) -> PushKeys:
    """The gym's keys; of several who make them at once, one does. Raises DatabaseError."""
    with database.reading() as session:
        known = _known(session)
    if known is None:
        made = _made()
        with database.writing() as session:
            session.execute(
                insert_into(session, PushKeyRow)
                .values(no=_ONLY, private_pem=made.private_pem, public_key=made.public_key)
                .on_conflict_do_nothing()
            )
            known = _known(session) or made
    return known


def _known(session: Session) -> PushKeys | None:
    row = session.scalar(select(PushKeyRow).where(PushKeyRow.no == _ONLY))
    return PushKeys(row.public_key, row.private_pem) if row else None


def _made() -> PushKeys:
    private = ec.generate_private_key(ec.SECP256R1())
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return PushKeys(base64.urlsafe_b64encode(point).rstrip(b"=").decode(), pem.decode())
