"""The pictures of a recording, with who exercises in them: what equipment is taught by."""

from collections.abc import Iterator

import numpy as np

from spotter.equipment.teaching.film import Film
from spotter.pictures.kept import KeptPictures
from spotter.pictures.video.reading import VideoFrame
from spotter.recordings.errors import RecordingError
from spotter.recordings.recording import OnProgress, Recording, timed_frames

_MOST_PICTURES = 1800
"""A minute at 30 pictures a second, some 300 MB as JPEG at 1280 x 720."""
_MOST_BYTES = 1 << 30
"""Larger pictures than 1920 x 1080 reach it sooner."""


def film_of(recording: Recording, on_progress: OnProgress) -> Film:
    """The pictures of a video from its person's first pose to the last.

    Raises :class:`RecordingError` for a folder of JSON, which has no pictures, and for more than
    1800 pictures or 1 GiB of them; PictureError for what is no video any more.
    """
    if recording.size_px is None:
        raise RecordingError(
            f"{recording.path}: expected a video to teach equipment by; found keypoints alone"
        )
    kept, times_us = KeptPictures(), []
    for captured_us, frame in _between_poses(recording):
        kept.add(frame.bgr)
        times_us.append(captured_us)
        on_progress(captured_us / 1e6, None)
        if len(kept) > _MOST_PICTURES or kept.size_bytes > _MOST_BYTES:
            raise RecordingError(
                f"{recording.path}: expected at most {_MOST_PICTURES} pictures, or 1 GiB of them, "
                "to teach equipment by: --from and --to name the part with the reps"
            )
    poses = recording.poses
    at = {captured_us: index for index, captured_us in enumerate(times_us)}
    bodies = {
        at[captured_us]: keypoints
        for captured_us, keypoints in zip(poses.captured_us.tolist(), poses.keypoints, strict=True)
        if captured_us in at
    }
    return Film(kept, np.array(times_us, dtype=np.int64), bodies)


def _between_poses(recording: Recording) -> Iterator[tuple[int, VideoFrame]]:
    first_us, last_us = (int(recording.poses.captured_us[at]) for at in (0, -1))
    for captured_us, frame in timed_frames(recording.path):
        if captured_us > last_us:
            return
        if captured_us >= first_us:
            yield captured_us, frame
