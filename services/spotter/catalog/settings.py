"""The catalog's settings."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator

from spotter.runtime.grpc.settings import GrpcSettings


class CatalogSettings(GrpcSettings):
    """Read from ``SPOTTER_<NAME>`` in the environment."""

    database_url: str = Field(
        default="sqlite:///.spotter/catalog.sqlite3",
        repr=False,
        description="sqlite:////folder/catalog.sqlite3 or postgresql://user:password@host/name",
    )
    catalog_host: str = Field(default="127.0.0.1", description="where the catalog answers")
    catalog_port: int = Field(default=0, ge=0, le=65535, description="0: a free port")
    time_zone: str = Field(
        default="UTC", description="the gym's, in which its days begin: Europe/Berlin"
    )
    session_hours: float = Field(
        default=4.0,
        gt=0,
        le=24 * 366,
        description="an open session without a rep for longer was forgotten, and ends",
    )

    keep_unnamed_poses: bool = Field(
        default=False,
        description="keep the poses of reps that are nobody's in particular; else only the verdict",
    )
    poses_kept_days: int = Field(
        default=90, ge=1, le=36500, description="for how long poses are kept, unless a member chose"
    )
    verdicts_kept_days: int = Field(
        default=730, ge=1, le=36500, description="for how long verdicts are kept, likewise"
    )

    patterns_hour: int = Field(
        default=3,
        ge=0,
        le=23,
        description="from which hour of the gym's time zone on patterns of faults are looked for",
    )
    patterns_days: int = Field(
        default=28,
        ge=7,
        le=366,
        description="in the faulty reps of how many days patterns of faults are looked for",
    )

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("expected a time zone such as Europe/Berlin") from None
        return name
