"""Settings that every process has; each reads them from SPOTTER_* variables."""

from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ProcessSettings(BaseSettings):
    """Settings that every process has. A service adds its own in a subclass."""

    model_config = SettingsConfigDict(
        env_prefix="SPOTTER_",
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
