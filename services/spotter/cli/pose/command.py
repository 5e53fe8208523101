"""``spotter pose``: everybody's poses in a video, as OpenPose JSON and as an overlay video."""

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from spotter.cli.errors import InputError
from spotter.cli.pose.summary import PoseSummary
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.reading import JsonAspect, JsonRate, PoseName, progress_of, show_notices
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.pictures.video.reading import read_video
from spotter.pose_files.openpose_json.folder import read_folder
from spotter.pose_files.openpose_json.picture_ratios import picture_px_of
from spotter.pose_files.openpose_json.writing import Joints
from spotter.recordings.pose_output import PoseOutput
from spotter.recordings.pose_writing import base_name, write_folder_poses, write_video_poses
from spotter.recordings.posed_video import PosedVideo


def pose(  # noqa: PLR0913, PLR0917 - one argument per option
    source: Annotated[Path | None, typer.Argument(help="A video.")] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The folder to write to; the overlay goes beside it: poses and poses.mp4. "
            "Default: <source>_json in the current folder",
        ),
    ] = None,
    estimator: PoseName = DEFAULT_ESTIMATOR,
    from_json: Annotated[
        Path | None,
        typer.Option(help="Instead of a video: a folder of OpenPose JSON of any version."),
    ] = None,
    video: Annotated[
        Path | None,
        typer.Option(help="With --from-json: the video to draw over. Default: a plain background"),
    ] = None,
    json_rate_hz: JsonRate = None,
    json_aspect: JsonAspect = None,
    joints: Annotated[
        Joints, typer.Option("--format", help="BODY_25, or COCO-18 without the feet.")
    ] = Joints.BODY_25,
    smooths: Annotated[
        bool,
        typer.Option(
            "--smoothing/--no-smoothing",
            help="Smooth the keypoints of jittery networks: all except BlazePose.",
        ),
    ] = True,
    with_overlay: Annotated[
        bool, typer.Option("--overlay/--no-overlay", help="Draw the poses over the video.")
    ] = True,
    force: Annotated[
        bool, typer.Option("--force", help="Replace existing poses and an existing overlay.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Estimate everybody's poses in a video; write OpenPose's JSON (1.3) and an overlay video.

    There is one file for each frame, <source>_000000000000_keypoints.json and so on; person_id
    identifies each person across frames. `spotter analyze` and `spotter record` read the folder,
    and so do tools that read OpenPose. With --from-json, Spotter rewrites poses from another tool,
    with the people tracked and drawn.

    OpenPose's own networks may be used for non-commercial research only; BlazePose for anything.

    For example:

    spotter pose squat.mp4 -o poses/

    spotter pose squat.mp4 -o poses/ --pose openpose-body25 --force

    spotter pose --from-json keypoints/ --video squat.mp4 -o poses/

    spotter analyze --reference good.mp4 poses/

    Exit codes: 0 done; 1 failed for the printed reason; 2 the command line, the video or the
    folder is wrong. When stopped, it keeps the JSON of the finished frames.
    """
    with errors_as_exits(), _sigterm_as_exit():
        read = _source(source, from_json, video)
        target = PoseOutput.of(output or Path(f"{base_name(read)}_json"), with_overlay=with_overlay)
        target.check(filter(None, (read, video)), replace=force)
        with (
            _reporting_finished_frames(target),
            progress_of(f"Poses in {read.name}") as on_progress,
        ):
            notices: tuple[str, ...] = ()
            if from_json:
                picture_px = _picture_px(video, json_aspect)
                found = read_folder(from_json, json_rate_hz, on_progress, picture_px)
                tally = write_folder_poses(
                    from_json,
                    found.frames,
                    target,
                    joints,
                    video=video,
                    rate_is_given=bool(json_rate_hz),
                )
                notices = found.notices
                estimating = None
            else:
                posed = PosedVideo(read, estimator, smooths=smooths)
                tally, estimating = write_video_poses(posed, target, joints, on_progress)
                notices = posed.notices.in_words()
    summary = PoseSummary(read, target, tally, estimating, notices)
    show_notices(read, notices)
    if as_json:
        typer.echo(json.dumps(summary.as_json(), indent=2, allow_nan=False))
    else:
        typer.echo(summary.in_words())


def _source(source: Path | None, from_json: Path | None, video: Path | None) -> Path:
    """The path to read. Raises :class:`InputError` for conflicting arguments."""
    if source and from_json:
        raise InputError("expected a video or --from-json; found both")
    if video and not from_json:
        raise InputError("expected --from-json with --video, which its poses are drawn over")
    read = source or from_json
    if read is None:
        raise InputError("expected a video, or --from-json and a folder; found neither")
    if from_json and not from_json.is_dir():
        raise InputError(f"{from_json}: expected a folder of OpenPose JSON; found none")
    if source and source.is_dir():
        raise InputError(f"{source}: expected a video; found a folder (use --from-json for it)")
    return read


def _picture_px(video: Path | None, aspect: str | None) -> tuple[int, int] | None:
    """Width and height of the picture that a folder's coordinates may be ratios of.

    Raises :class:`InputError` for both, PictureError for what is no video, PoseFileError for what
    is no aspect.
    """
    if video and aspect:
        raise InputError("expected --video or --aspect, as a video has its own; found both")
    if video:
        height_px, width_px = next(read_video(video)).bgr.shape[:2]
        return width_px, height_px
    return picture_px_of(aspect) if aspect else None


@contextmanager
def _reporting_finished_frames(target: PoseOutput) -> Iterator[None]:
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        typer.echo(f"Stopped; the finished frames are in {target.folder}", err=True)
        raise


@contextmanager
def _sigterm_as_exit() -> Iterator[None]:
    """Make SIGTERM an exception, as Ctrl-C is, so that half-written files are removed."""

    def leave(number: int, _frame: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
