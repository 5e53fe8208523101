"""Who trains where and when: sessions and classes."""

from datetime import date, time

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import (
    Author,
    Microseconds,
    Name,
    Number,
    PublicId,
    Table,
)


class SessionRow(Table):
    """A member at a station from a time to a time; open until it is ended.

    A station has one open session at most, and so has a member. ``how`` the station learned who
    it was is a :class:`~spotter.wire.catalog.people.sessions.How`; ``consented_us`` says by its
    time which consent it began under. One that ``is_nobodys`` was somebody else's than was thought.
    """

    __tablename__ = "session"
    __table_args__ = (
        CheckConstraint("ended_us IS NULL OR ended_us >= begun_us", name="order"),
        Index(
            "uq_session_open_station",
            "station_id",
            unique=True,
            sqlite_where=text("ended_us IS NULL"),
            postgresql_where=text("ended_us IS NULL"),
        ),
        Index(
            "uq_session_open_member",
            "member_no",
            unique=True,
            sqlite_where=text("ended_us IS NULL"),
            postgresql_where=text("ended_us IS NULL"),
        ),
        Index("ix_session_begun_us", "begun_us"),
        Index("ix_session_ended_us", "ended_us"),
        Index("ix_session_member_no_begun_us", "member_no", "begun_us"),
        Index("ix_session_station_id_begun_us", "station_id", "begun_us"),
    )

    no: Mapped[Number]
    id: Mapped[PublicId]
    member_no: Mapped[int] = mapped_column(ForeignKey("member.no"))
    station_id: Mapped[str] = mapped_column(String(64))
    class_no: Mapped[int | None] = mapped_column(ForeignKey("class.no"))
    begun_us: Mapped[Microseconds]
    ended_us: Mapped[Microseconds | None]
    begun_by: Mapped[Author]
    ended_by: Mapped[Author | None]
    how: Mapped[str] = mapped_column(String(16), default="trainer")
    consented_us: Mapped[Microseconds] = mapped_column(BigInteger, default=0)
    is_nobodys: Mapped[bool] = mapped_column(default=False)


class ClassRow(Table):
    """People who train together: on one day, or every week from that day on."""

    __tablename__ = "class"
    __table_args__ = (CheckConstraint("name <> ''", name="named"),)

    no: Mapped[Number]
    id: Mapped[PublicId]
    name: Mapped[Name]
    first_day: Mapped[date]
    is_weekly: Mapped[bool]
    starts_at: Mapped[time]
    minutes: Mapped[int]
    archived_us: Mapped[Microseconds | None]


class ClassMember(Table):
    """A member of a class."""

    __tablename__ = "class_member"

    class_no: Mapped[int] = mapped_column(ForeignKey("class.no"), primary_key=True)
    member_no: Mapped[int] = mapped_column(ForeignKey("member.no"), primary_key=True, index=True)


class ClassStation(Table):
    """A station of a class."""

    __tablename__ = "class_station"

    class_no: Mapped[int] = mapped_column(ForeignKey("class.no"), primary_key=True)
    station_id: Mapped[str] = mapped_column(String(64), primary_key=True)


class ClassTrainer(Table):
    """A trainer of a class, by name."""

    __tablename__ = "class_trainer"

    class_no: Mapped[int] = mapped_column(ForeignKey("class.no"), primary_key=True)
    trainer: Mapped[str] = mapped_column(String(200), primary_key=True)
