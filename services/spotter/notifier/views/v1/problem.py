"""Why something cannot be answered (RFC 9457)."""

from http import HTTPStatus
from typing import Annotated

from pydantic import Field

from spotter.notifier.views.models import View
from spotter.notifier.views.v1.told_members import told_members
from spotter.notifier.views.words import Text


class WrongField(View):
    """A field that is not what was expected."""

    where: Annotated[str, Field(description="the way to it", examples=["query.limit"])]
    problem: Annotated[str, Field(examples=["Input should be less than or equal to 1000"])]


class Problem(View):
    """Why a request was not answered."""

    type: Annotated[str, Field(description="the title says all")] = "about:blank"
    title: Annotated[str, Field(description="of the status", examples=["Not Found"])]
    status: Annotated[int, Field(description="the status code", examples=[404])]
    detail: Annotated[Text, Field(description="in words", examples=["there is no such member"])]
    fields: Annotated[list[WrongField], Field(description="those that are wrong")] = []  # noqa: RUF012 - Pydantic copies it


def problem_of(status: int, detail: str, fields: list[WrongField] | None = None) -> Problem:
    """The problem with this status."""
    return Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=told_members(detail),
        fields=fields or [],
    )
