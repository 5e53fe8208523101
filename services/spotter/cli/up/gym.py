"""The gym to run: its description for camera_ingest, and the exercises that need references."""

from pathlib import Path

from spotter.cli.errors import InputError
from spotter.local_stack.gym import SOURCE_VARIABLE, Gym, write_gym
from spotter.pictures.address import AddressKind, kind_of, redacted
from spotter.pictures.errors import VideoError
from spotter.pictures.video.reading import read_video

OWN_FRAME_RATE_HZ = 15.0
_HIDDEN = redacted(":@")


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


def is_video(source: str) -> bool:
    """Whether a station's source, as camera_ingest shows it, is a video that can be opened here."""
    # camera_ingest hides what may be a mistyped address.
    return kind_of(source) is AddressKind.FILE and source != _HIDDEN


def unplayable_videos(gym: Gym) -> tuple[str, ...]:
    """The problem of each video that cannot be played, with its station."""
    problems = []
    for station_id, source in gym.videos.items():
        try:
            next(read_video(Path(source)))
        except VideoError as error:
            problems.append(f"{gym.config}: station {station_id}: {error}")
    return tuple(problems)
