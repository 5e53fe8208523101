"""The settings of checkin, from SPOTTER_* variables."""

import os
import secrets
import socket
from typing import Self

from pydantic import Field, model_validator

from spotter.catalog_client.settings import CatalogClientSettings


def _unique_name() -> str:
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"


class CheckinSettings(CatalogClientSettings):
    """Read from SPOTTER_* variables."""

    frames_redis_url: str = Field(default="", description="the frames' server; empty: redis_url's")
    checkin_name: str = Field(
        default_factory=_unique_name, min_length=1, description="must be unique"
    )
    faces: bool = Field(
        default=False,
        description="recognise members by their faces who agreed to it: see docs/faces.md",
    )
    faces_key_file: str = Field(
        default="", description="the keys that seal what is kept of faces; needed with faces"
    )
    models_dir: str = Field(default="", description="model files; empty: the user's cache folder")

    @model_validator(mode="after")
    def _have_keys(self) -> Self:
        if self.faces and not self.faces_key_file:
            raise ValueError("expected SPOTTER_FACES_KEY_FILE with SPOTTER_FACES; found none")
        return self
