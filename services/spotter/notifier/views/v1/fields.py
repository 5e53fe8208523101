"""The fields that several models of the API share."""

from datetime import date
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from spotter.notifier.views.models import View
from spotter.wire.catalog.checks import LONGEST_NAME
from spotter.wire.catalog.people.classes import day_of
from spotter.wire.errors import WireError

Item = TypeVar("Item")

_EXAMPLE_ID = "0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5061"
LATEST_MS = 253_402_300_799_999
"""The end of the year 9999, the last that a date can name."""

Id = Annotated[str, Field(description="a UUID", examples=[_EXAMPLE_ID])]
OptionalId = Annotated[str | None, Field(description="a UUID", examples=[_EXAMPLE_ID])]
StationId = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9-]{0,39}$",
        description="lower-case letters, digits and hyphens",
        examples=["rack-1"],
    ),
]
Name = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_NAME,
        description="in any script, without control characters",
        examples=["Anna Müller"],
    ),
]
Words = Annotated[str, Field(max_length=LONGEST_NAME, pattern=r"^[^\x00]*$")]
"""Text to look for or to note down."""
TimeMs = Annotated[
    int,
    Field(
        ge=0,
        le=LATEST_MS,
        description="milliseconds since the Unix epoch",
        examples=[1_764_460_800_000],
    ),
]


def _day(value: object) -> date:
    """The day that is written as YYYY-MM-DD; Pydantic alone takes seconds for a day as well."""
    if isinstance(value, date):
        return value
    try:
        return day_of(value if isinstance(value, str) else repr(value))
    except WireError as error:
        raise ValueError(str(error)) from None


Day = Annotated[
    date,
    BeforeValidator(_day),
    Field(description="in the gym's time zone", examples=["2026-03-02"]),
]


class Given(BaseModel):
    """What a client sends; a field that is unknown is refused rather than ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Page(View, Generic[Item]):
    """A part of a list."""

    items: Annotated[list[Item], Field(description="in the list's order")]
    next: Annotated[
        str | None,
        Field(
            description="the `cursor` that asks for the next part; null: this is the last",
            examples=["WyJhbm5hIiwgMV0="],
        ),
    ]


def milliseconds(time_us: int) -> int:
    """Microseconds as the API gives them."""
    return time_us // 1000
