"""Ids and days, which the catalog's contract has as text."""

from datetime import date
from uuid import UUID

from spotter.wire.errors import WireError


def id_of(text: str) -> UUID | None:
    """The id in a field; None if it is empty. Raises :class:`WireError` for anything else."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise WireError(f"an id is a UUID; found {text!r}") from None


def id_text(value: UUID | None) -> str:
    """The id as a field."""
    return str(value) if value else ""


def day_of(text: str) -> date:
    """The day in a field. Raises :class:`WireError` if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WireError(f"a day is YYYY-MM-DD; found {text!r}") from None
