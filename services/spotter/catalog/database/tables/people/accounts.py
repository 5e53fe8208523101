"""Who may sign in, and by what: accounts, and the secrets that stand for them.

Of a secret only its SHA-256 is kept: a secret has 256 random bits, so nothing slower is needed.
"""

from typing import Annotated

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import (
    Author,
    Microseconds,
    Name,
    Number,
    PublicId,
    Table,
)

SecretHash = Annotated[bytes, mapped_column(LargeBinary, unique=True)]
"""The SHA-256 of a secret that was shown once."""
_AccountNo = Annotated[int, mapped_column(ForeignKey("account.no"), index=True)]
_ScopeOf = Annotated[int, mapped_column(ForeignKey("account.no"), primary_key=True)]


class AccountRow(Table):
    """Somebody who may sign in: by a password, or because ``issuer`` says who ``subject`` is.

    A trainer who ``is_limited`` sees those whom the scope names, and nobody when these are gone.
    """

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("name <> ''", name="named"),
        Index("uq_account_issuer_subject", "issuer", "subject", unique=True),
    )

    no: Mapped[Number]
    id: Mapped[PublicId]
    name: Mapped[Name]
    sign_in_name: Mapped[str | None] = mapped_column(String(200), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    is_limited: Mapped[bool]
    member_no: Mapped[int | None] = mapped_column(ForeignKey("member.no"), unique=True)
    password_hash: Mapped[str | None]
    issuer: Mapped[str | None] = mapped_column(String(500))
    subject: Mapped[str | None] = mapped_column(String(500))
    is_disabled: Mapped[bool]
    made_us: Mapped[Microseconds]


class AccountClass(Table):
    """A class in a trainer's scope."""

    __tablename__ = "account_class"

    account_no: Mapped[_ScopeOf]
    class_no: Mapped[int] = mapped_column(ForeignKey("class.no"), primary_key=True)


class AccountStation(Table):
    """A station in a trainer's scope."""

    __tablename__ = "account_station"

    account_no: Mapped[_ScopeOf]
    station_id: Mapped[str] = mapped_column(String(64), primary_key=True)


class AccountMember(Table):
    """A member in a trainer's scope."""

    __tablename__ = "account_member"

    account_no: Mapped[_ScopeOf]
    member_no: Mapped[int] = mapped_column(ForeignKey("member.no"), primary_key=True, index=True)


class InvitationRow(Table):
    """By which an account's password is chosen, once; an account has one at most."""

    __tablename__ = "invitation"

    no: Mapped[Number]
    account_no: Mapped[int] = mapped_column(ForeignKey("account.no"), unique=True)
    secret_hash: Mapped[SecretHash]
    until_us: Mapped[Microseconds]


class SignInRow(Table):
    """What a cookie stands for; one that has ended is deleted."""

    __tablename__ = "sign_in"

    no: Mapped[Number]
    id: Mapped[PublicId]
    account_no: Mapped[_AccountNo]
    secret_hash: Mapped[SecretHash]
    agent: Mapped[str] = mapped_column(String(200))
    begun_us: Mapped[Microseconds]
    used_us: Mapped[Microseconds]
    until_us: Mapped[Microseconds]


class TokenRow(Table):
    """A token for programs; ``rights`` are JSON, those that it has at most, none: the account's."""

    __tablename__ = "token"

    no: Mapped[Number]
    id: Mapped[PublicId]
    account_no: Mapped[_AccountNo]
    secret_hash: Mapped[SecretHash]
    label: Mapped[Name]
    rights: Mapped[str]
    made_us: Mapped[Microseconds]
    until_us: Mapped[Microseconds]
    used_us: Mapped[Microseconds]


class DeviceRow(Table):
    """A station's screen; it has no secret until it has asked for it."""

    __tablename__ = "device"

    no: Mapped[Number]
    id: Mapped[PublicId]
    station_id: Mapped[str] = mapped_column(String(64))
    secret_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    paired_us: Mapped[Microseconds]
    paired_by: Mapped[Author]
    used_us: Mapped[Microseconds]


class PairingRow(Table):
    """A screen that shows a code; with ``device_no`` somebody has paired it."""

    __tablename__ = "pairing"

    no: Mapped[Number]
    code: Mapped[str] = mapped_column(String(8), unique=True)
    secret_hash: Mapped[SecretHash]
    device_no: Mapped[int | None] = mapped_column(ForeignKey("device.no"))
    until_us: Mapped[Microseconds]
