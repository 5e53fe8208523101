"""The notifier's settings."""

import socket

from pydantic import Field, field_validator

from spotter.catalog_client.settings import CatalogClientSettings
from spotter.notifier.web.served_names import ServedNames


class NotifierSettings(CatalogClientSettings):
    """``host`` and ``port`` serve health and metrics too; the status address is unused."""

    host: str = Field(default="127.0.0.1", description="where the page is served")
    port: int = Field(default=8000, ge=0, le=65535, description="0: a free port")
    served_as: str = Field(
        default="",
        description="more names of the page, as behind a proxy, with commas: gym.example, "
        "gym.example:8443",
    )
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

    @field_validator("served_as")
    @classmethod
    def _are_names(cls, words: str) -> str:
        ServedNames.of("localhost", "", _names(words))
        return words

    @property
    def names(self) -> ServedNames:
        """The names at which the page is served."""
        return ServedNames.of(self.host, socket.gethostname(), _names(self.served_as))


def _names(words: str) -> list[str]:
    return [name for name in words.replace(",", " ").split() if name]
