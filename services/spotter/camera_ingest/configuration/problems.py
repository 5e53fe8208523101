"""What is wrong with a configuration, in words that never repeat a camera's address."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from spotter.pictures.address import redacted

_HIDDEN_FIELD = "source"


_WORDS = {
    "float_parsing": "a number",
    "model_type": "keys with values",
    "string_pattern_mismatch": "lower-case letters, digits and hyphens, 1 to 40",
    "string_too_short": "some text",
    "string_type": "text",
    "tuple_type": "a list",
}
"""Where pydantic's own words are for programmers."""


def first_problem(error: ValidationError) -> str:
    """The first problem, as ``field: expected ...; found ...``, and how many more there are."""
    problems = error.errors(include_url=False, include_context=False)
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return _problem(problems[0]) + more


def _problem(problem: ErrorDetails) -> str:
    field = _field(problem["loc"])
    match problem["type"]:
        case "missing":
            return f"{field}: expected a value; found nothing"
        case "extra_forbidden":
            return f"{field}: expected a known key; found an unknown one"
        case "value_error":
            words = problem["msg"].removeprefix("Value error, ")
            return f"{field}: {words}" if field else words
    expected = _WORDS.get(problem["type"], problem["msg"].removeprefix("Input should be "))
    return f"{field or 'the file'}: expected {expected}; found {_found(problem)}"


def _field(location: tuple[int | str, ...]) -> str:
    parts = [f"[{part}]" if isinstance(part, int) else f".{redacted(part)}" for part in location]
    return "".join(parts).removeprefix(".")


def _found(problem: ErrorDetails) -> str:
    value = problem["input"]
    if value is None:
        return "nothing"
    if _HIDDEN_FIELD in problem["loc"] or not isinstance(value, str | int | float):
        return f"a {type(value).__name__}"
    return repr(redacted(value) if isinstance(value, str) else value)
