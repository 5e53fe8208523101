"""The catalog's settings."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator

from spotter.alerting.rules import SECOND_US, Rules
from spotter.catalog.accounts.ends import DAY_US, HOUR_US, Ends
from spotter.catalog.sessions.rules import SessionRules
from spotter.runtime.grpc.settings import GrpcSettings


class CatalogSettings(GrpcSettings):
    """Read from ``SPOTTER_<NAME>`` in the environment."""

    database_url: str = Field(
        default="sqlite:///.spotter/catalog.sqlite3",
        repr=False,
        description="sqlite:////folder/catalog.sqlite3 or postgresql://user:password@host/name",
    )
    frames_redis_url: str = Field(default="", description="the frames' server; empty: redis_url's")
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
    silence_minutes: float = Field(
        default=5.0,
        ge=0.5,
        le=24 * 60,
        description="an open session at whose station nobody has been seen for longer ends",
    )
    badge_needs_pin: bool = Field(
        default=False,
        description="ask for the member's PIN after a badge, which somebody may have copied",
    )
    faces: bool = Field(
        default=False,
        description="recognise members by their faces who agreed to it: see docs/faces.md",
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

    load_step_kg: float = Field(
        default=2.5,
        ge=0.1,
        le=50,
        description="the gym's smallest step of a load, by which proposals raise it",
    )

    members_decide: bool = Field(
        default=False,
        description="members may accept, change or refuse what is proposed to them; else trainers",
    )

    call_again_s: float = Field(
        default=60.0,
        ge=5,
        le=600,
        description="when nobody has taken an urgent alert for so long, somebody is called out "
        "again; all waits for an answer are in proportion",
    )

    sign_in_idle_hours: float = Field(
        default=12.0, gt=0, le=24 * 366, description="a sign-in that is not used for longer ends"
    )
    sign_in_days: float = Field(
        default=30.0, gt=0, le=366, description="after which a sign-in ends even when it is used"
    )

    @property
    def session_rules(self) -> SessionRules:
        """How sessions begin and end."""
        return SessionRules(
            self.session_hours, self.silence_minutes, self.badge_needs_pin, self.faces
        )

    @property
    def alert_rules(self) -> Rules:
        """By what alerts are made."""
        return Rules().calling_again_after(round(self.call_again_s * SECOND_US))

    @property
    def ends(self) -> Ends:
        """How sign-ins end."""
        return Ends(round(self.sign_in_idle_hours * HOUR_US), round(self.sign_in_days * DAY_US))

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("expected a time zone such as Europe/Berlin") from None
        return name
