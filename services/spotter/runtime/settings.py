"""The settings that every process has, read from SPOTTER_* variables."""

from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from spotter.runtime.validation import Location, problems_in

_PREFIX = "SPOTTER_"
_ADDRESS_ENDING = "_url"
"""Ends the names of fields that may hold a password."""


class ProcessSettings(BaseSettings):
    """The settings that every process has. A service adds its own in a subclass."""

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
        default="info", description="lowest level that is logged"
    )


def problems_of(error: ValidationError) -> str:
    """The problems, one line per variable: its name, what was expected and what was found.

    The value of an address is not shown, since it may hold a password.
    """
    return "\n".join(problems_in(error, name_of=_variable, shown=_shown))


def _variable(location: Location) -> str:
    return f"{_PREFIX}{'_'.join(map(str, location)).upper()}"


def _shown(location: Location, value: object) -> str:
    is_address = f"{location[-1]}".endswith(_ADDRESS_ENDING)
    return "something else" if is_address else repr(value)
