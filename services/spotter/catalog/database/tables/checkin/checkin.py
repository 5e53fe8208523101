"""What members are known by at a station."""

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.people.accounts import SecretHash
from spotter.catalog.database.tables.table import Microseconds, Number, PublicId, Table


class PinRow(Table):
    """A member's number, as the gym knows it, and the Argon2 hash of their PIN."""

    __tablename__ = "pin"

    member_no: Mapped[int] = mapped_column(ForeignKey("member.no"), primary_key=True)
    number: Mapped[str] = mapped_column(String(12), unique=True)
    pin_hash: Mapped[str]


class BadgeRow(Table):
    """A member's badge; one that is worthless is deleted."""

    __tablename__ = "badge"

    no: Mapped[Number]
    id: Mapped[PublicId]
    member_no: Mapped[int] = mapped_column(ForeignKey("member.no"), index=True)
    secret_hash: Mapped[SecretHash]
    made_us: Mapped[Microseconds]
    shown_us: Mapped[Microseconds | None]


class CheckinTriesRow(Table):
    """Failed tries with a member's number, or at a station; ``last_us`` is when the last was.

    ``key_hash`` is the SHA-256 of which it is: what was typed is not kept.
    """

    __tablename__ = "checkin_tries"

    key_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    failures: Mapped[int]
    last_us: Mapped[Microseconds]
