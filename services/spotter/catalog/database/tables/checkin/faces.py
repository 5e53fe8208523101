"""What is kept of members' faces."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import Microseconds, Table


class FaceRow(Table):
    """A member's face, sealed by a key that the database does not have.

    ``agreement`` is the number of the text that they agreed to, at ``agreed_us``.
    """

    __tablename__ = "face"

    member_no: Mapped[int] = mapped_column(ForeignKey("member.no"), primary_key=True)
    key_id: Mapped[str] = mapped_column(String(64))
    network: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes]
    made_us: Mapped[Microseconds]
    agreement: Mapped[int]
    agreed_us: Mapped[Microseconds]
