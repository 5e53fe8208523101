"""The notifier's settings."""

from pydantic import Field

from spotter.runtime.settings import ProcessSettings


class NotifierSettings(ProcessSettings):
    """``host`` and ``port`` serve health and metrics too; the status address is unused."""

    host: str = Field(default="127.0.0.1", description="where the page is served")
    port: int = Field(default=8000, ge=0, le=65535, description="0: a free port")
    verdicts_kept: int = Field(default=2000, ge=1, description="verdicts that the notifier keeps")
    tallied_since_ms: int = Field(
        default=0, ge=0, description="Unix time in ms; earlier verdicts show in the feed only"
    )
    pose_rate_hz: float = Field(
        default=12.0, ge=1, le=60, description="poses a second for each station on a page"
    )
    silent_after_s: float = Field(
        default=10.0,
        gt=0,
        description="a live station that sends nothing for so long shows as offline",
    )
