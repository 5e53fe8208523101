"""Writes the poses of a video, or of a folder of OpenPose JSON, as OpenPose JSON and an overlay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from spotter.pose_files.openpose_json.folder import FolderFrame
from spotter.pose_files.openpose_json.writing import Joints
from spotter.recordings.pose_output import Drawing, OutputFrame, PoseOutput, Tally
from spotter.recordings.posed_folder import output_frames, rate_hz_of
from spotter.recordings.posed_video import PosedVideo
from spotter.recordings.recording import OnProgress


@dataclass(frozen=True, slots=True)
class EstimationSpeed:
    """How the poses of a video were found; the time includes decoding and tracking."""

    estimator: str
    device: str
    ms_per_frame: float


def base_name(read: Path) -> str:
    """The name that the files made of ``read`` begin with."""
    return read.resolve().name if read.is_dir() else read.stem


def write_video_poses(
    video: PosedVideo, target: PoseOutput, joints: Joints, on_progress: OnProgress
) -> tuple[Tally, EstimationSpeed]:
    """Write everybody's poses in ``video``, frame by frame.

    Raises :class:`RecordingError` where they cannot be written, EstimatorError when the estimator
    fails.
    """
    spent_s = 0.0

    def frames() -> Iterator[OutputFrame]:
        nonlocal spent_s
        started_s = perf_counter()
        for number, frame in enumerate(video):
            spent_s += perf_counter() - started_s
            drawing = Drawing(frame.bgr, frame.keypoints)
            worlds_m = [person.world_m for person in frame.people]
            yield OutputFrame(
                number, frame.keypoints, frame.track_ids, worlds_m, frame.captured_us, drawing
            )
            on_progress(frame.captured_us / 1e6, video.duration_s)
            started_s = perf_counter()

    tally = target.write(frames(), base_name(video.path), joints, video.rate_hz)
    ms_per_frame = 1e3 * spent_s / tally.frames
    return tally, EstimationSpeed(video.estimator.name, video.estimator.device, ms_per_frame)


def write_folder_poses(  # noqa: PLR0913 - what is read, where and how it is written
    folder: Path,
    frames: Sequence[FolderFrame],
    target: PoseOutput,
    joints: Joints,
    *,
    video: Path | None,
    rate_is_given: bool,
) -> Tally:
    """Write the ``frames`` of a folder anew, drawn over ``video`` if there is one.

    Their times are written if their rate is given or they carry times of their own. Raises
    :class:`RecordingError` where they cannot be written, PictureError when ``video`` is none.
    """
    knows_times = rate_is_given or all(frame.seen.captured_us is not None for frame in frames)
    written = output_frames(frames, video, knows_times=knows_times)
    return target.write(written, base_name(folder), joints, rate_hz_of(frames, video))
