"""The description of a gym: its stations and their cameras, as a person writes them in YAML."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_serializer,
    field_validator,
    model_validator,
)

from spotter.camera_ingest.configuration.environment import substituted
from spotter.camera_ingest.configuration.problems import all_problems
from spotter.camera_ingest.configuration.yaml_file import read_yaml
from spotter.camera_ingest.errors import GymError
from spotter.pictures.address import AddressKind, kind_of, redacted, scheme_of
from spotter.pictures.video.opening import Transport
from spotter.wire.stations import ANY_EXERCISE, WHOLE, Judged, Station, Zone

_SHOWN_IF_SAID = {"rtsp_transport", "proxy", "frame_px", "films"}


class Pace(Enum):
    """How fast a file is played."""

    REAL_TIME = "real_time"
    """At the speed it was filmed; frames may be dropped."""
    PIPELINE = "pipeline"
    """As fast as the pipeline takes the frames; no frame is dropped."""


class Films(Enum):
    """When a station's camera films."""

    ALWAYS = "always"
    SESSIONS = "sessions"
    """From check-in until leaving, and while somebody asks there to be recognised."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class ZoneConfig(_Strict):
    """The part of the picture that belongs to the station, as ratios of its width and height."""

    left: float = Field(0, ge=0, le=1)
    top: float = Field(0, ge=0, le=1)
    right: float = Field(1, ge=0, le=1)
    bottom: float = Field(1, ge=0, le=1)

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if not (self.left < self.right and self.top < self.bottom):
            raise ValueError(
                f"expected left < right and top < bottom; found left {self.left:g}, "
                f"right {self.right:g}, top {self.top:g}, bottom {self.bottom:g}"
            )
        return self


class StationConfig(_Strict):
    """One station. ``source`` may hold a camera's password, so it is never printed.

    With several exercises, Spotter recognises which one is done.
    """

    station_id: str = Field(alias="id", pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    name: str = Field("", max_length=100)
    source: str = Field(min_length=1, repr=False)
    exercises: tuple[Annotated[str, Field(min_length=1, max_length=100)], ...] = Field(
        alias="exercise"
    )
    zone: ZoneConfig | None = None
    judged: Judged = Judged.EXERCISE
    frame_rate_hz: float = Field(15, gt=0, le=120, allow_inf_nan=False)
    frame_px: int | None = Field(None, ge=64, le=4096)
    films: Films = Films.ALWAYS
    loop: bool = False
    pace: Pace = Pace.REAL_TIME
    rtsp_transport: Transport = Transport.AUTO
    proxy: str = Field("", repr=False)

    @field_validator("exercises", mode="before")
    @classmethod
    def _is_one_or_a_list(cls, value: object) -> object:
        if isinstance(value, str | list):
            return [value] if isinstance(value, str) else value
        found = "nothing" if value is None else f"a {type(value).__name__}"
        raise ValueError(f"expected an exercise, a list of exercises, or any; found {found}")

    @field_validator("exercises")
    @classmethod
    def _are_different(cls, exercises: tuple[str, ...]) -> tuple[str, ...]:
        if not exercises:
            raise ValueError("expected at least one; found none")
        twice = sorted(name for name, count in Counter(exercises).items() if count > 1)
        if twice:
            found = ", ".join(map(redacted, twice))
            raise ValueError(f"expected different exercises; found twice: {found}")
        if ANY_EXERCISE in exercises and len(exercises) > 1:
            raise ValueError(
                "expected 'any' alone, as it stands for all exercises; found others with it"
            )
        return exercises

    @field_serializer("exercises")
    def _as_written(self, exercises: tuple[str, ...]) -> str | tuple[str, ...]:
        return exercises if len(exercises) > 1 else exercises[0]

    @property
    def is_browser(self) -> bool:
        """Whether the browser on the station's screen is its camera."""
        return kind_of(self.source) is AddressKind.BROWSER

    @property
    def is_file(self) -> bool:
        """Whether the source is a file, which ends and can be played at any pace."""
        return kind_of(self.source) is AddressKind.FILE

    @model_validator(mode="after")
    def _only_files_are_played(self) -> Self:
        if not self.is_file and (self.loop or self.pace is not Pace.REAL_TIME):
            raise ValueError("expected a file as source when loop or pace is set; found a camera")
        return self

    @model_validator(mode="after")
    def _only_its_cameras_have_a_transport(self) -> Self:
        is_rtsp = scheme_of(self.source) in {"rtsp", "rtsps"}
        if self.rtsp_transport is not Transport.AUTO and not is_rtsp:
            raise ValueError("expected an rtsp:// source when rtsp_transport is set; found another")
        return self

    @model_validator(mode="after")
    def _only_http_goes_through_a_proxy(self) -> Self:
        if not self.proxy:
            return self
        if scheme_of(self.source) not in {"http", "https"}:
            raise ValueError("expected an http(s):// source when proxy is set; found another")
        if scheme_of(self.proxy) != "http":
            raise ValueError(f"expected a proxy at http://host:port; found {redacted(self.proxy)}")
        return self

    @property
    def part(self) -> Zone | None:
        """The part of the picture that is the station's; None: all of it."""
        zone = self.zone
        return Zone(zone.left, zone.top, zone.right, zone.bottom) if zone else None

    def announced(self, pictures_address: str = "") -> Station:
        """The station as the other services know it.

        ``pictures_address`` is where browsers' pictures are taken. Of a zone, nobody gets to see
        more than its inside.
        """
        is_known = len(self.exercises) == 1 and self.exercises[0] != ANY_EXERCISE
        return Station(
            station_id=self.station_id,
            name=self.name or self.station_id,
            exercise=self.exercises[0] if is_known else "",
            zone=WHOLE if self.zone else None,
            frame_rate_hz=self.frame_rate_hz,
            candidates=() if is_known else self.exercises,
            judged=self.judged,
            leaves_clock=self.pace is Pace.PIPELINE,
            pictures_address=pictures_address if self.is_browser else "",
        )

    def shown(self) -> dict[str, object]:
        """The station as JSON values, safe to print; what is seldom said, only if it says it."""
        values = self.model_dump(
            mode="json", by_alias=True, exclude=_SHOWN_IF_SAID - self.model_fields_set
        )
        shown = {"name": self.announced().name, "source": redacted(self.source)}
        proxy = {"proxy": redacted(self.proxy)} if "proxy" in values else {}
        return values | shown | proxy


class Gym(_Strict):
    """All stations that one process serves."""

    stations: tuple[StationConfig, ...]

    @model_validator(mode="after")
    def _has_stations_of_different_ids(self) -> Self:
        if not self.stations:
            raise ValueError("stations: expected at least one; found none")
        counts = Counter(station.station_id for station in self.stations)
        twice = sorted(station_id for station_id, count in counts.items() if count > 1)
        if twice:
            raise ValueError(f"stations: expected different ids; found twice: {', '.join(twice)}")
        return self

    def announced(self, part: str, pictures_address: str) -> list[Station]:
        """The stations of this ``part`` as the other services know them, in this order."""
        return [
            replace(station.announced(pictures_address), position=position, part=part)
            for position, station in enumerate(self.stations, start=1)
        ]


def load_gym(path: Path, environment: Mapping[str, str]) -> Gym:
    """Read the gym described in the YAML file ``path``.

    References to the ``environment`` are replaced; a relative source path is resolved against the
    file's folder. Raises :class:`GymError`, which names file, field, expected and found of every
    fault, and never shows a camera's address.
    """
    try:
        gym = Gym.model_validate(substituted(read_yaml(path), environment))
    except ValidationError as error:
        raise GymError(f"{path}: {all_problems(error)}") from None
    except GymError as error:
        raise GymError(f"{path}: {error}") from None
    return Gym(stations=tuple(_located(station, path.parent) for station in gym.stations))


def _located(station: StationConfig, folder: Path) -> StationConfig:
    if not station.is_file:
        return station
    return station.model_copy(update={"source": str(folder / Path(station.source).expanduser())})
