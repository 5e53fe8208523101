"""Describes what is wrong with a configuration without repeating a camera's address."""

from pydantic import ValidationError

from spotter.pictures.address import redacted
from spotter.runtime.validation import Location, problems_in

_HIDDEN_FIELD = "source"


def first_problem(error: ValidationError) -> str:
    """The first problem, as ``field: expected ...; found ...``, and how many more there are."""
    problems = problems_in(error, name_of=_field, shown=_shown)
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return problems[0] + more


def _field(location: Location) -> str:
    parts = [f"[{part}]" if isinstance(part, int) else f".{redacted(part)}" for part in location]
    return "".join(parts).removeprefix(".") or "the file"


def _shown(location: Location, value: object) -> str:
    if value is None:
        return "nothing"
    if _HIDDEN_FIELD in location or not isinstance(value, str | int | float):
        return f"a {type(value).__name__}"
    return repr(redacted(value) if isinstance(value, str) else value)
