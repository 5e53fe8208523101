"""The notifier's settings."""

from pydantic import Field

from spotter.runtime.settings import ProcessSettings


class NotifierSettings(ProcessSettings):
    """Health and metrics are served at ``host`` and ``port`` too; the status address is unused."""

    host: str = Field(default="127.0.0.1", description="where the page is served")
    port: int = Field(default=8000, ge=0, le=65535, description="0: a free port")
    verdicts_kept: int = Field(default=2000, ge=1, description="verdicts on the board")
    tallied_since_ms: int = Field(
        default=0, ge=0, description="Unix time; verdicts from before it are in the feed alone"
    )
    pose_rate_hz: float = Field(
        default=12.0, ge=1, le=60, description="poses a second of each station that is watched"
    )
    silent_after_s: float = Field(
        default=10.0, gt=0, description="a live station without news for so long shows as offline"
    )
