"""One person's poses from a video or from a folder of OpenPose JSON."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spotter.estimators.estimator import Person
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.movement.values import PoseSeries
from spotter.pictures.video import VideoFrame, read_video
from spotter.pose_files.openpose_json.folder import read_folder
from spotter.pose_files.openpose_json.reading import FramePeople
from spotter.recordings.main_person import SeenFrame, follow
from spotter.recordings.posed_video import PosedVideo

MAX_RATE_HZ = 30.0
"""Faster video is thinned: no exercise needs more, and every frame must be estimated."""

OnProgress = Callable[[float, float | None], None]
"""Called with the seconds of the recording that are done, and the total or None if unknown."""


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """One person's poses in a recording; their times count from its first frame.

    ``frame_count`` includes the frames in which that person was not seen; ``size_px`` is the
    pictures' width and height, None for a folder of JSON, which has no pictures. ``notices`` say
    what was assumed of a video or left out of it.
    """

    path: Path
    poses: PoseSeries
    frame_count: int
    duration_s: float
    size_px: tuple[int, int] | None
    notices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The recording's name, without folder and suffix."""
        return self.path.resolve().stem if self.size_px else self.path.resolve().name


Read = Callable[[Path], Recording]
"""Reads a recording, as :func:`read_recording` does."""


def read_recording(
    path: Path,
    *,
    on_progress: OnProgress,
    json_rate_hz: float | None = None,
    estimator: str = DEFAULT_ESTIMATOR,
) -> Recording:
    """The poses in ``path``: a video, estimated by ``estimator``, or a folder of OpenPose JSON.

    ``json_rate_hz`` is the folder's frames per second; None takes the times that ``spotter pose``
    wrote, else 30. Raises PoseFileError or PictureError when ``path`` is neither; EstimatorError
    for an unknown estimator or missing networks.
    """
    if path.is_dir():
        return _from_json(path, json_rate_hz, on_progress)
    return _from_video(path, estimator, on_progress)


def timed_frames(path: Path) -> Iterator[tuple[int, VideoFrame]]:
    """A video's frames with the capture times that :func:`read_recording` gives them."""
    for frame in read_video(path, max_rate_hz=MAX_RATE_HZ):
        yield frame.captured_us, frame


def _from_json(folder: Path, rate_hz: float | None, on_progress: OnProgress) -> Recording:
    frames = read_folder(folder, rate_hz, on_progress)
    poses = follow(SeenFrame(frame.captured_us, _people(frame.seen)) for frame in frames)
    return Recording(folder, poses, len(frames), frames[-1].captured_us / 1e6, None)


def _people(seen: FramePeople) -> list[Person]:
    return [Person(*each) for each in zip(seen.keypoints, seen.worlds_m, strict=True)]


def _from_video(path: Path, estimator: str, on_progress: OnProgress) -> Recording:
    video = PosedVideo(path, estimator, max_rate_hz=MAX_RATE_HZ)
    seen: list[SeenFrame] = []
    for frame in video:
        seen.append(SeenFrame(frame.captured_us, frame.people))
        on_progress(frame.captured_us / 1e6, video.duration_s)
    return Recording(
        path,
        follow(seen),
        len(seen),
        seen[-1].captured_us / 1e6,
        video.size_px,
        video.notices.in_words(),
    )
