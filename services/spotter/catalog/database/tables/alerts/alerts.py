"""What asked for a trainer, what was said to it, and how far the alerting engine has come.

What a row's columns do not say is in ``data``, a message of ``alert_service.proto``. ``change_no``
is the change that made the row what it is; changes are counted over all of these tables.
"""

import uuid

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import Author, Microseconds, Number, PublicId, Table


class AlertRow(Table):
    """An alert; ``session_no`` says whose it is, if it is anybody's."""

    __tablename__ = "alert"
    __table_args__ = (
        Index("ix_alert_change_no", "change_no"),
        Index("ix_alert_opened_us", "opened_us"),
        Index("ix_alert_station_id_opened_us", "station_id", "opened_us"),
        Index("ix_alert_class_no_opened_us", "class_no", "opened_us"),
        Index("ix_alert_session_no", "session_no"),
        Index(
            "ix_alert_open",
            "opened_us",
            sqlite_where=text("ended_us IS NULL"),
            postgresql_where=text("ended_us IS NULL"),
        ),
    )

    no: Mapped[Number]
    id: Mapped[PublicId]
    station_id: Mapped[str] = mapped_column(String(64))
    session_no: Mapped[int | None] = mapped_column(ForeignKey("session.no"))
    class_no: Mapped[int | None] = mapped_column(ForeignKey("class.no"))
    opened_us: Mapped[Microseconds]
    ended_us: Mapped[Microseconds | None]
    change_no: Mapped[int] = mapped_column(BigInteger)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class ClassLineRow(Table):
    """A line for a class in which many share a fault."""

    __tablename__ = "class_line"
    __table_args__ = (
        Index("ix_class_line_change_no", "change_no"),
        Index("ix_class_line_begun_us", "begun_us"),
    )

    no: Mapped[Number]
    id: Mapped[PublicId]
    class_no: Mapped[int | None] = mapped_column(ForeignKey("class.no"))
    begun_us: Mapped[Microseconds]
    ended_us: Mapped[Microseconds | None]
    change_no: Mapped[int] = mapped_column(BigInteger)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class SilenceRow(Table):
    """Being quiet about something; ``member_no`` is whom its reason may be about, if anybody.

    It ends at ``until_us``, which is moved if somebody ends it before its time.
    """

    __tablename__ = "silence"
    __table_args__ = (
        Index("ix_silence_change_no", "change_no"),
        Index("ix_silence_until_us", "until_us"),
        Index("ix_silence_member_no", "member_no"),
    )

    no: Mapped[Number]
    id: Mapped[PublicId]
    member_no: Mapped[int | None] = mapped_column(ForeignKey("member.no"))
    begun_us: Mapped[Microseconds]
    until_us: Mapped[Microseconds]
    change_no: Mapped[int] = mapped_column(BigInteger)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class CueRow(Table):
    """A sentence for a station's screen; ``member_no`` is who was there, if anybody."""

    __tablename__ = "cue"
    __table_args__ = (
        Index("ix_cue_change_no", "change_no"),
        Index("ix_cue_at_us", "at_us"),
        Index("ix_cue_member_no", "member_no"),
    )

    no: Mapped[Number]
    id: Mapped[PublicId]
    station_id: Mapped[str] = mapped_column(String(64))
    member_no: Mapped[int | None] = mapped_column(ForeignKey("member.no"))
    at_us: Mapped[Microseconds]
    author: Mapped[Author]
    alert_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    text: Mapped[str] = mapped_column(String(200))
    change_no: Mapped[int] = mapped_column(BigInteger)


class PresenceRow(Table):
    """Until when somebody is at the console."""

    __tablename__ = "presence"
    __table_args__ = (Index("ix_presence_change_no", "change_no"),)

    author: Mapped[str] = mapped_column(String(200), primary_key=True)
    until_us: Mapped[Microseconds]
    change_no: Mapped[int] = mapped_column(BigInteger)


class StationNeedRow(Table):
    """How much somebody at a station needs a trainer."""

    __tablename__ = "station_need"
    __table_args__ = (Index("ix_station_need_change_no", "change_no"),)

    station_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    change_no: Mapped[int] = mapped_column(BigInteger)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class AlertMemory(Table):
    """A piece of what the engine remembers, as JSON: of a station, or, without an id, of the gym.

    It names open alerts, sessions and members by their public ids.
    """

    __tablename__ = "alert_memory"

    station_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[str]


class AlertProgress(Table):
    """The last change, and the last entries of Redis' streams that are in it: one row.

    Whoever writes alerts moves ``change_no`` on from where they found it, or does not write.
    """

    __tablename__ = "alert_progress"

    no: Mapped[Number]
    change_no: Mapped[int] = mapped_column(BigInteger)
    verdict_entry_id: Mapped[str] = mapped_column(String(40))
    station_entry_id: Mapped[str] = mapped_column(String(40))
    is_flood: Mapped[bool]
