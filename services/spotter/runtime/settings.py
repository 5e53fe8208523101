"""Settings that every process has; each reads them from SPOTTER_* variables."""

from typing import Literal

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

_PREFIX = "SPOTTER_"
_ADDRESS_ENDING = "_url"
"""Of the fields that may hold a password."""
_BEGINNINGS = "Input should be ", "Value error, "
"""Of pydantic's messages."""


class ProcessSettings(BaseSettings):
    """Settings that every process has. A service adds its own in a subclass."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,  # a URL may hold a password
    )

    redis_url: str = Field(
        default="redis://127.0.0.1:6379/0", description="queue and durable streams"
    )
    status_host: str = Field(default="127.0.0.1", description="where health and metrics are served")
    status_port: int = Field(default=0, ge=0, le=65535, description="0: a free port")
    log_format: Literal["auto", "json", "pretty"] = Field(
        default="auto", description="auto: pretty on a terminal, else one JSON object a line"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="the least that is logged"
    )


def problems_of(error: ValidationError) -> str:
    """What is wrong with the variables: a line for each, with its name, expected and found.

    What an address holds is not shown.
    """
    return "\n".join(map(_problem, error.errors(include_url=False, include_context=False)))


def _problem(problem: ErrorDetails) -> str:
    field = "_".join(map(str, problem["loc"]))
    words = problem["msg"]
    for beginning in _BEGINNINGS:
        words = words.removeprefix(beginning)
    found = "" if field.endswith(_ADDRESS_ENDING) else f"; found {problem['input']!r}"
    said = words if words.startswith("expected ") else f"expected {words}{found}"
    return f"{_PREFIX}{field.upper()}: {said}"
