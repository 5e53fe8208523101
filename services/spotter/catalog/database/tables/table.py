"""What all tables share: the names of constraints, and the kinds of their columns."""

import uuid
from typing import Annotated

from sqlalchemy import BigInteger, Integer, MetaData, String, Uuid
from sqlalchemy.orm import DeclarativeBase, mapped_column

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Number = Annotated[int, mapped_column(Integer, primary_key=True)]
"""What rows of other tables refer to; the database counts it up."""
PublicId = Annotated[uuid.UUID, mapped_column(Uuid, unique=True)]
"""By which everybody else knows the row."""
Microseconds = Annotated[int, mapped_column(BigInteger)]
"""Since the Unix epoch."""
Name = Annotated[str, mapped_column(String(200))]
"""In any script; trimmed, never empty."""
Author = Annotated[str, mapped_column(String(200))]
"""Who did it; ``local`` for whoever sits at the machine."""


class Table(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=_NAMES)
