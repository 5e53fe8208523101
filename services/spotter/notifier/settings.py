"""The notifier's settings."""

import ipaddress
import re
import socket
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator

from spotter.catalog_client.settings import CatalogClientSettings
from spotter.notifier.web.oidc.groups import roles_in
from spotter.notifier.web.served_names import ServedNames

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})

_EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not listened at


class NotifierSettings(CatalogClientSettings):
    """``host`` and ``port`` serve health and metrics too; the status address is unused."""

    host: str = Field(default="127.0.0.1", description="where the page is served")
    port: int = Field(default=8000, ge=0, le=65535, description="0: a free port")
    tls: Literal["off", "local", "files"] = Field(
        default="off",
        description="https with a certificate of a local authority, which is made, or with files; "
        "off: http, by which people sign in on this machine only, or behind a trusted proxy",
    )
    tls_certificate: str = Field(default="", description="with files: the chain, as PEM")
    tls_key: str = Field(default="", description="with files: its key, as PEM")
    authority_dir: str = Field(
        default=".spotter/authority",
        description="folder of the local authority; its key stays there",
    )
    trusted_proxies: str = Field(
        default="",
        description="addresses or networks, with commas, whose X-Forwarded-For and -Proto are "
        "believed",
    )
    public_address: str = Field(
        default="",
        pattern=r"^(https?://[^/?#\s]+)?/?$",
        description="where people open the page, as behind a proxy, and where links in messages "
        "lead: https://gym.example; empty: this machine's name",
    )
    oidc_issuer: str = Field(
        default="",
        pattern=r"^(https?://\S+)?$",
        description="an identity provider (OpenID Connect) that signs people in; then no password "
        "does",
    )
    oidc_client_id: str = Field(default="", description="what the page is called there")
    oidc_client_secret: SecretStr = Field(default=SecretStr(""), description="its secret there")
    oidc_name: str = Field(default="your account", description="the provider, on the button")
    oidc_scopes: str = Field(
        default="openid profile", description="what is asked of the provider, with spaces"
    )
    oidc_groups_claim: str = Field(default="groups", description="where the provider names groups")
    oidc_roles: str = Field(
        default="",
        description="the roles that groups give: gym-owners=owner, coaches=trainer; whoever is in "
        "none may not sign in",
    )
    served_as: str = Field(
        default="",
        description="more names of the page, as behind a proxy, with commas: gym.example, "
        "gym.example:8443",
    )
    open: bool = Field(
        default=False,
        description="whoever asks from this machine itself acts as the owner, without signing in; "
        "on the loopback address only",
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

    private_receivers: bool = Field(
        default=False,
        description="messages may go to programs and services in the gym's own network, by plain "
        "HTTP too; whoever may make channels could then reach into it",
    )
    gym_webhook_secret: SecretStr = Field(
        default=SecretStr(""),
        description="with which the gym's own system signs who came and left (Standard Webhooks): "
        "whsec_ and at least 24 random bytes in base64; empty: it says nothing",
    )
    push_contact: str = Field(
        default="spotter@example.org",
        pattern=r"^[^\s@]+@[^\s@]+\.[^\s@]+$",
        description="an e-mail address by which operators of browsers' push services reach whoever "
        "runs this gym; Apple's refuses made-up ones",
    )

    @field_validator("gym_webhook_secret")
    @classmethod
    def _is_long(cls, secret: SecretStr) -> SecretStr:
        if not re.fullmatch(r"(whsec_[A-Za-z0-9+/]{32,}=*)?", secret.get_secret_value()):
            raise ValueError("expected whsec_ and at least 24 random bytes in base64")
        return secret

    @field_validator("served_as")
    @classmethod
    def _are_names(cls, words: str) -> str:
        ServedNames.of("localhost", "", _names(words))
        return words

    @field_validator("trusted_gateway")
    @classmethod
    def _is_an_address(cls, words: str) -> str:
        return str(ipaddress.ip_address(words)) if words else ""

    @field_validator("oidc_roles")
    @classmethod
    def _are_roles(cls, words: str) -> str:
        roles_in(words)
        return words

    @model_validator(mode="after")
    def _has_what_a_provider_needs(self) -> Self:
        if self.oidc_issuer and not (self.oidc_client_id and roles_in(self.oidc_roles)):
            raise ValueError(
                "expected SPOTTER_OIDC_CLIENT_ID and SPOTTER_OIDC_ROLES with SPOTTER_OIDC_ISSUER; "
                "found none"
            )
        return self

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, words: str) -> str:
        for name in _names(words):
            ipaddress.ip_network(name)
        return words

    @model_validator(mode="after")
    def _has_what_tls_needs(self) -> Self:
        if self.tls == "files" and not (self.tls_certificate and self.tls_key):
            raise ValueError(
                "expected SPOTTER_TLS_CERTIFICATE and SPOTTER_TLS_KEY with SPOTTER_TLS=files; "
                "found none"
            )
        return self

    @model_validator(mode="after")
    def _admits_no_strangers(self) -> Self:
        if self.trusted_gateway and self.published_host not in _LOOPBACK:
            raise ValueError(
                "expected SPOTTER_PUBLISHED_HOST to be 127.0.0.1 with SPOTTER_TRUSTED_GATEWAY, "
                f"where only the machine itself comes in; found {self.published_host!r}"
            )
        return self

    @model_validator(mode="after")
    def _is_open_to_this_machine_alone(self) -> Self:
        if self.open and self.host not in _LOOPBACK and not self.trusted_gateway:
            raise ValueError(
                "expected SPOTTER_HOST to be 127.0.0.1 with SPOTTER_OPEN, which asks nobody who "
                f"they are; found {self.host!r}. Leave SPOTTER_OPEN out, and people sign in."
            )
        return self

    @property
    def page(self) -> str:
        """The console's address in messages, with a slash at its end."""
        host = socket.gethostname() if self.host in _EVERYWHERE else self.host
        return f"{self.public_address or f'http://{host}:{self.port}'}/"

    @property
    def names(self) -> ServedNames:
        """The names at which the page is served."""
        public = [urlsplit(self.public_address).netloc] if self.public_address else []
        return ServedNames.of(self.host, socket.gethostname(), _names(self.served_as) + public)

    @property
    def proxies(self) -> list[str]:
        """The addresses and networks of trusted proxies."""
        return _names(self.trusted_proxies)


def _names(words: str) -> list[str]:
    return [name for name in words.replace(",", " ").split() if name]
