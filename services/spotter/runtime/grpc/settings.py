"""The settings of the processes that talk to each other over gRPC."""

import socket
from typing import Self

from pydantic import Field, field_validator, model_validator

from spotter.runtime.settings import ProcessSettings

_EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not listened at


def reachable_host(host: str, advertised: str) -> str:
    """The host at which others reach a server that listens at ``host``: as ``advertised``, if so.

    >>> reachable_host("127.0.0.1", "")
    '127.0.0.1'
    """
    return advertised or (socket.gethostname() if host in _EVERYWHERE else host)


class GrpcSettings(ProcessSettings):
    """Adds the shared token and the files of TLS."""

    grpc_token: str = Field(
        default="",
        repr=False,
        description="secret of the processes that call each other; empty: none is asked for",
    )
    grpc_ca: str = Field(
        default="",
        description="PEM file of the authority that callers trust; a segmenter, a catalog, or "
        "a camera_ingest of browsers that has it asks them for certificates, too. Empty: no TLS",
    )
    grpc_certificate: str = Field(
        default="",
        description="PEM file of this process's certificate; a segmenter, a catalog, and "
        "a camera_ingest of browsers need one",
    )
    grpc_key: str = Field(default="", description="PEM file of that certificate's key")
    grpc_server_name: str = Field(
        default="",
        description="name in the certificates of those who are called; empty: the host of each",
    )

    @field_validator("grpc_token")
    @classmethod
    def _can_be_sent(cls, token: str) -> str:
        if not all("!" <= sign <= "~" for sign in token):
            raise ValueError(
                "expected letters, digits and signs of ASCII, without spaces and line ends; "
                "found others"
            )
        return token

    @model_validator(mode="after")
    def _are_both(self) -> Self:
        if bool(self.grpc_certificate) != bool(self.grpc_key):
            given = "a certificate" if self.grpc_certificate else "a key"
            raise ValueError(
                "expected SPOTTER_GRPC_CERTIFICATE and SPOTTER_GRPC_KEY together; "
                f"found only {given}"
            )
        return self
