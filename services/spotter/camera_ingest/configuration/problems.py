"""Describes what is wrong with a configuration without repeating a camera's address."""

from collections.abc import Sequence

from pydantic import ValidationError

from spotter.pictures.address import redacted
from spotter.runtime.validation import Location, problems_in

_HIDDEN_FIELD = "source"
_MOST_LISTED = 50
_LONGEST_SHOWN = 80


def all_problems(error: ValidationError) -> str:
    """All problems, as :func:`listed`, each as ``field: expected ...; found ...``."""
    return listed(problems_in(error, name_of=_field, shown=_shown))


def listed(problems: Sequence[str]) -> str:
    """One problem as it is; several on a line each, below their number."""
    if len(problems) == 1:
        return problems[0]
    left_out = len(problems) - _MOST_LISTED
    more = [f"and {left_out} more"] if left_out > 0 else []
    lines = [f"{len(problems)} faults", *problems[:_MOST_LISTED], *more]
    return "\n  ".join(lines)


def _field(location: Location) -> str:
    parts = [f"[{part}]" if isinstance(part, int) else f".{redacted(part)}" for part in location]
    return "".join(parts).removeprefix(".") or "the file"


def _shown(location: Location, value: object) -> str:
    if value is None:
        return "nothing"
    if _HIDDEN_FIELD in location or not isinstance(value, str | int | float):
        return f"a {type(value).__name__}"
    if isinstance(value, int) and value.bit_length() > _LONGEST_SHOWN:
        return "a far larger number" if value > 0 else "a far smaller number"
    words = repr(redacted(value) if isinstance(value, str) else value)
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}..."
