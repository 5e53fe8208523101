"""Lists in parts, by a cursor."""

from typing import Annotated

from fastapi import Depends, Query
from pydantic import BaseModel, ConfigDict

_MOST = 1000
_LONGEST_CURSOR = 4096


class Part(BaseModel):
    """Which part of a list is asked for."""

    model_config = ConfigDict(frozen=True)

    limit: int
    cursor: str


def _part(
    limit: Annotated[int, Query(ge=1, le=_MOST, description="how many at most")] = 100,
    cursor: Annotated[
        str,
        Query(max_length=_LONGEST_CURSOR, description="`next` of the answer before; empty: first"),
    ] = "",
) -> Part:
    return Part(limit=limit, cursor=cursor)


AskedPart = Annotated[Part, Depends(_part)]
