"""The scorer's settings."""

from typing import Literal

from pydantic import Field

from spotter.catalog_client.settings import CatalogClientSettings


class ScorerSettings(CatalogClientSettings):
    """Read from ``SPOTTER_<NAME>`` in the environment."""

    scoring_method: Literal["spotter", "blog"] = Field(
        default="spotter", description="how reps are compared with the reference"
    )
    verdict_stream_length: int = Field(
        default=100_000, gt=0, description="verdicts kept in the stream, at least"
    )
    verdict_expiry_s: int = Field(
        default=8 * 24 * 3600,
        gt=0,
        description="how long a rep counts as judged; must exceed the expiry of reps and jobs",
    )
    dead_letters: int = Field(default=1000, gt=0, description="failed jobs kept, at most")
