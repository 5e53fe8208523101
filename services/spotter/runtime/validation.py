"""Pydantic's errors in words for the person who wrote the input."""

from collections.abc import Callable

from pydantic import ValidationError
from pydantic_core import ErrorDetails

Location = tuple[int | str, ...]

_BEGINNINGS = "Input should be ", "Value error, "
"""Prefixes of pydantic's messages."""
_WORDS = {
    "float_parsing": "a number",
    "model_type": "keys with values",
    "string_pattern_mismatch": "lower-case letters, digits and hyphens, 1 to 40",
    "string_too_short": "some text",
    "string_type": "text",
    "tuple_type": "a list",
}
"""By pydantic's error type, where its own message is for programmers."""


def problems_in(
    error: ValidationError,
    *,
    name_of: Callable[[Location], str],
    shown: Callable[[Location, object], str],
) -> list[str]:
    """Each problem as ``name: expected ...; found ...``.

    ``name_of`` returns the writer's name of the field at a location, ``shown`` the part of the
    value found there that may be shown.
    """
    details = error.errors(include_url=False, include_context=False)
    return [_in_words(each, name_of, shown) for each in details]


def _in_words(
    problem: ErrorDetails,
    name_of: Callable[[Location], str],
    shown: Callable[[Location, object], str],
) -> str:
    location = problem["loc"]
    name = name_of(location)
    match problem["type"]:
        case "missing":
            return f"{name}: expected a value; found nothing"
        case "extra_forbidden":
            return f"{name}: expected a known key; found an unknown one"
        case "value_error":  # our own validator: its message says what was expected and found
            return f"{name}: {_message(problem)}" if location else _message(problem)
    expected = _WORDS.get(problem["type"], _message(problem))
    return f"{name}: expected {expected}; found {shown(location, problem['input'])}"


def _message(problem: ErrorDetails) -> str:
    words = problem["msg"]
    for beginning in _BEGINNINGS:
        words = words.removeprefix(beginning)
    return words
