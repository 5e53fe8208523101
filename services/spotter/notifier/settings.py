"""The notifier's settings."""

import ipaddress
import socket
from typing import Self

from pydantic import Field, field_validator, model_validator

from spotter.catalog_client.settings import CatalogClientSettings
from spotter.notifier.web.served_names import ServedNames

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})


class NotifierSettings(CatalogClientSettings):
    """``host`` and ``port`` serve health and metrics too; the status address is unused."""

    host: str = Field(default="127.0.0.1", description="where the page is served")
    port: int = Field(default=8000, ge=0, le=65535, description="0: a free port")
    served_as: str = Field(
        default="",
        description="more names of the page, as behind a proxy, with commas: gym.example, "
        "gym.example:8443",
    )
    trusted_gateway: str = Field(
        default="",
        description="in a container: the address at which its machine's own requests come in; they "
        "may then see and change people's data",
    )
    published_host: str = Field(
        default="",
        description="the machine's address at which the container's port is published: 127.0.0.1 "
        "with a trusted gateway, since strangers come in there otherwise",
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

    @field_validator("trusted_gateway")
    @classmethod
    def _is_an_address(cls, words: str) -> str:
        return str(ipaddress.ip_address(words)) if words else ""

    @model_validator(mode="after")
    def _admits_no_strangers(self) -> Self:
        if self.trusted_gateway and self.published_host not in _LOOPBACK:
            raise ValueError(
                "expected SPOTTER_PUBLISHED_HOST to be 127.0.0.1 with SPOTTER_TRUSTED_GATEWAY, "
                f"where only the machine itself comes in; found {self.published_host!r}"
            )
        return self

    @property
    def names(self) -> ServedNames:
        """The names at which the page is served."""
        return ServedNames.of(self.host, socket.gethostname(), _names(self.served_as))


def _names(words: str) -> list[str]:
    return [name for name in words.replace(",", " ").split() if name]
