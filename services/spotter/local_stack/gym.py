"""The gym to run: its description for camera_ingest, and what it needs."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from spotter.local_stack.errors import GymDescriptionError

SOURCE_VARIABLE = "SPOTTER_SOURCE"
_NAMED = re.compile(r"(?<!\$)\$\{([A-Za-z_][A-Za-z0-9_]*)")


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


def described_gym(config: Path, is_video: Callable[[str], bool]) -> Gym:
    """The gym that the user describes in the file ``config``, as camera_ingest reads it.

    ``is_video`` tells whether a station's source is a video. Raises :class:`GymDescriptionError`
    with camera_ingest's message.
    """
    line = [sys.executable, "-P", "-m", "spotter.camera_ingest", "--config", str(config), "--check"]
    checked = subprocess.run(  # noqa: S603 - our own service
        line, env=os.environ, capture_output=True, text=True, check=False
    )
    if checked.returncode != 0:
        raise GymDescriptionError(
            checked.stderr.strip() or f"{config}: camera_ingest could not check it"
        )
    stations = json.loads(checked.stdout)["stations"]
    exercises = tuple(
        dict.fromkeys(name for station in stations for name in _names(station["exercise"]))
    )
    sources = {station["id"]: station["source"] for station in stations}
    videos = {name: source for name, source in sources.items() if is_video(source)}
    return Gym(config, exercises, len(stations), videos, _secrets(config, videos.values()))


def _names(exercise: str | list[str]) -> list[str]:
    return [exercise] if isinstance(exercise, str) else exercise


def _secrets(config: Path, videos: Collection[str]) -> dict[str, str]:
    """The variables that ``config`` refers to, except those in a video's path, such as HOME."""
    named = _NAMED.findall(config.read_text(encoding="utf-8"))
    return {
        name: os.environ[name]
        for name in dict.fromkeys(named)
        if name in os.environ
        and (name == SOURCE_VARIABLE or not any(os.environ[name] in video for video in videos))
    }
