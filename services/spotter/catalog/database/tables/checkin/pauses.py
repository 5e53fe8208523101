"""Stations that are paused."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import Author, Microseconds, Table


class StationPauseRow(Table):
    """That somebody has paused a station, and nobody has resumed it yet."""

    __tablename__ = "station_pause"

    station_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    paused_us: Mapped[Microseconds]
    author: Mapped[Author]
