"""The gym to run: its description for camera_ingest, and the exercises that need references."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from spotter.cli.errors import InputError
from spotter.local_stack.gym import SOURCE_VARIABLE, Gym, write_gym
from spotter.pictures.address import AddressKind, kind_of, redacted
from spotter.pictures.errors import VideoError
from spotter.pictures.video import read_video

OWN_FRAME_RATE_HZ = 15.0
_HIDDEN = redacted(":@")
_NAMED = re.compile(r"(?<!\$)\$\{([A-Za-z_][A-Za-z0-9_]*)")


def own_camera(config: Path, source: str, exercise: str, *, loop: bool) -> Gym:
    """A gym of one station with the user's own camera or video, described in ``config``.

    The address may hold a password, so the file only refers to it. Raises :class:`InputError` for a
    file that does not exist, VideoError for one that cannot be played.
    """
    is_file = kind_of(source) is AddressKind.FILE
    if is_file and not Path(source).expanduser().is_file():
        raise InputError(
            f"{redacted(source)}: expected a video file, an address such as rtsp://camera/stream, "
            "or a device such as /dev/video0; found no such file"
        )
    if loop and not is_file:
        raise InputError("expected a video file with --loop; found a camera")
    secret = str(Path(source).expanduser().resolve()) if is_file else source
    if is_file:
        next(read_video(Path(secret)))
    station = {
        "id": "station-1",
        "name": "Station 1",
        "source": f"${{{SOURCE_VARIABLE}}}",
        "exercise": exercise,
        "frame_rate_hz": OWN_FRAME_RATE_HZ,
        "loop": loop,
    }
    write_gym(config, [station])
    return Gym(config, (exercise,), 1, secrets={SOURCE_VARIABLE: secret})


def described_gym(config: Path) -> Gym:
    """The gym that the user describes in the file ``config``, as camera_ingest reads it.

    Raises :class:`InputError` with camera_ingest's message.
    """
    line = [sys.executable, "-P", "-m", "spotter.camera_ingest", "--config", str(config), "--check"]
    checked = subprocess.run(  # noqa: S603 - our own service
        line, env=os.environ, capture_output=True, text=True, check=False
    )
    if checked.returncode != 0:
        raise InputError(checked.stderr.strip() or f"{config}: camera_ingest could not check it")
    stations = json.loads(checked.stdout)["stations"]
    exercises = tuple(
        dict.fromkeys(name for station in stations for name in _names(station["exercise"]))
    )
    sources = {station["id"]: station["source"] for station in stations}
    videos = {
        station_id: source
        for station_id, source in sources.items()
        # camera_ingest hides what may be a mistyped address, so it cannot be opened here.
        if kind_of(source) is AddressKind.FILE and source != _HIDDEN
    }
    return Gym(config, exercises, len(stations), videos, _secrets(config, videos.values()))


def _names(exercise: str | list[str]) -> list[str]:
    return [exercise] if isinstance(exercise, str) else exercise


def unplayable_videos(gym: Gym) -> tuple[str, ...]:
    """The problem of each video that cannot be played, with its station."""
    problems = []
    for station_id, source in gym.videos.items():
        try:
            next(read_video(Path(source)))
        except VideoError as error:
            problems.append(f"{gym.config}: station {station_id}: {error}")
    return tuple(problems)


def _secrets(config: Path, videos: Collection[str]) -> dict[str, str]:
    """The variables that ``config`` refers to, except those in a video's path, such as HOME."""
    named = _NAMED.findall(config.read_text(encoding="utf-8"))
    return {
        name: os.environ[name]
        for name in dict.fromkeys(named)
        if name in os.environ
        and (name == SOURCE_VARIABLE or not any(os.environ[name] in video for video in videos))
    }
