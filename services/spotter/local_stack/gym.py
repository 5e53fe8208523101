"""The gym to run: its description for camera_ingest, and what it needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

SOURCE_VARIABLE = "SPOTTER_SOURCE"


@dataclass(frozen=True, slots=True)
class Gym:
    """A gym: the YAML file that describes it, and the exercises of its stations.

    ``videos`` are the videos by station id. ``secrets`` are the variables that the file refers to;
    only camera_ingest may see them.
    """

    config: Path
    exercises: tuple[str, ...]
    station_count: int
    videos: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)


def write_gym(path: Path, stations: Sequence[Mapping[str, object]]) -> None:
    """Write the description of a gym of ``stations`` to a YAML file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump({"stations": [dict(station) for station in stations]}, sort_keys=False)
    path.write_text(text, encoding="utf-8")
