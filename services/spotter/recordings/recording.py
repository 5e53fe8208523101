"""People's poses from a video or from a folder of OpenPose JSON."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spotter.estimators.estimator import Person
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.movement.segmentation import learn_template
from spotter.movement.segmentation.exerciser import who_repeats
from spotter.movement.values import Exercise, PoseSeries
from spotter.pictures.video.reading import VideoFrame, read_video
from spotter.pose_files.openpose_json.folder import read_folder
from spotter.pose_files.openpose_json.reading import FramePeople
from spotter.recordings.followed_people import SeenFrame, follow
from spotter.recordings.posed_video import PosedVideo

MAX_RATE_HZ = 30.0
"""Faster video is thinned: no exercise needs more, and every frame must be estimated."""

OnProgress = Callable[[float, float | None], None]
"""Called with the seconds of the recording that are done, and the total or None if unknown."""


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """One person's poses in a recording; their times count from its first frame.

    ``frame_count`` includes the frames in which that person was not seen; ``size_px`` is the
    pictures' width and height, None for a folder of JSON, which has no pictures. ``others`` are the
    other people, those seen best first; ``notices`` say what was assumed or left out.
    """

    path: Path
    poses: PoseSeries
    frame_count: int
    duration_s: float
    size_px: tuple[int, int] | None
    others: tuple[PoseSeries, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[PoseSeries, ...]:
        """Everybody's poses, those of the recording's person first."""
        return (self.poses, *self.others)

    def of_person(self, place: int) -> "Recording":
        """The recording of one of its people, by the place among them."""
        others = (*self.people[:place], *self.people[place + 1 :])
        return replace(self, poses=self.people[place], others=others)

    def of_who_does(self, exercise: Exercise) -> "Recording":
        """The recording of the person who does ``exercise``; unchanged if nobody does.

        Raises :class:`MovementError` when nothing can be learnt from the references.
        """
        return self.of_person(
            who_repeats(learn_template(*exercise.as_judged().references), self.people)
        )

    def between(self, start_us: int, end_us: int) -> "Recording":
        """The part of the recording between two moments, with its times."""
        best, *others = (poses.between(start_us, end_us) for poses in self.people)
        return replace(self, poses=best, others=tuple(others))

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
    json_picture_px: tuple[int, int] | None = None,
    estimator: str = DEFAULT_ESTIMATOR,
) -> Recording:
    """The poses in ``path``: a video, estimated by ``estimator``, or a folder of OpenPose JSON.

    They are those of the person who fills most of the picture for longest. ``json_rate_hz`` is the
    folder's frames per second; None takes the times that ``spotter pose`` wrote, else 30.
    ``json_picture_px`` is the width and height of the picture of which a folder's coordinates may
    be ratios; None takes one of 16:9 and says so. Raises PoseFileError or PictureError when
    ``path`` is neither; EstimatorError for an unknown estimator or missing networks.
    """
    if path.is_dir():
        return _from_json(path, json_rate_hz, json_picture_px, on_progress)
    return _from_video(path, estimator, on_progress)


def timed_frames(path: Path) -> Iterator[tuple[int, VideoFrame]]:
    """A video's frames with the capture times that :func:`read_recording` gives them."""
    for frame in read_video(path, max_rate_hz=MAX_RATE_HZ):
        yield frame.captured_us, frame


def _from_json(
    path: Path,
    rate_hz: float | None,
    picture_px: tuple[int, int] | None,
    on_progress: OnProgress,
) -> Recording:
    folder = read_folder(path, rate_hz, on_progress, picture_px)
    frames = folder.frames
    poses, others = _followed(SeenFrame(one.captured_us, _people(one.seen)) for one in frames)
    duration_s = frames[-1].captured_us / 1e6
    return Recording(path, poses, len(frames), duration_s, None, others, folder.notices)


def _people(seen: FramePeople) -> list[Person]:
    return [Person(*each) for each in zip(seen.keypoints, seen.worlds_m, strict=True)]


def _from_video(path: Path, estimator: str, on_progress: OnProgress) -> Recording:
    video = PosedVideo(path, estimator, max_rate_hz=MAX_RATE_HZ)
    seen: list[SeenFrame] = []
    for frame in video:
        seen.append(SeenFrame(frame.captured_us, frame.people))
        on_progress(frame.captured_us / 1e6, video.duration_s)
    poses, others = _followed(seen)
    duration_s, notices = seen[-1].captured_us / 1e6, video.notices.in_words()
    return Recording(path, poses, len(seen), duration_s, video.size_px, others, notices)


def _followed(frames: Iterable[SeenFrame]) -> tuple[PoseSeries, tuple[PoseSeries, ...]]:
    """Who is seen best, nobody's poses if nobody is seen, and the others."""
    best, *others = follow(frames) or (PoseSeries.of([]),)
    return best, tuple(others)
