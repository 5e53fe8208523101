"""``spotter pose``: everybody's poses in a video, as OpenPose JSON and as an overlay video."""

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from types import FrameType
from typing import Annotated, NoReturn

import typer

from spotter.cli.errors import InputError
from spotter.cli.exits import errors_as_exits
from spotter.cli.pose.summary import EstimationSpeed, PoseSummary
from spotter.cli.reading import JsonRate, PoseName, progress_of
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.pose_files.openpose_json.folder import read_folder
from spotter.pose_files.openpose_json.writing import Joints
from spotter.recordings.pose_output import Drawing, OutputFrame, PoseOutput, Tally
from spotter.recordings.posed_folder import output_frames, rate_hz_of
from spotter.recordings.posed_video import PosedVideo
from spotter.recordings.recording import OnProgress


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
        target = PoseOutput.of(output or Path(f"{_name(read)}_json"), with_overlay=with_overlay)
        target.check(filter(None, (read, video)), replace=force)
        with (
            _reporting_finished_frames(target),
            progress_of(f"Poses in {read.name}") as on_progress,
        ):
            if from_json:
                tally = _convert(from_json, video, json_rate_hz, target, joints, on_progress)
                estimating = None
            else:
                posed = PosedVideo(read, estimator, smooths=smooths)
                tally, estimating = _estimate(posed, target, joints, on_progress)
    summary = PoseSummary(read, target, tally, estimating)
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


def _name(read: Path) -> str:
    """The name that the files begin with."""
    return read.resolve().name if read.is_dir() else read.stem


def _estimate(
    video: PosedVideo, target: PoseOutput, joints: Joints, on_progress: OnProgress
) -> tuple[Tally, EstimationSpeed]:
    spent_s = 0.0

    def frames() -> Iterator[OutputFrame]:
        nonlocal spent_s
        begun_s = perf_counter()
        for number, frame in enumerate(video):
            spent_s += perf_counter() - begun_s
            drawing = Drawing(frame.bgr, frame.people)
            yield OutputFrame(number, frame.people, frame.track_ids, frame.captured_us, drawing)
            on_progress(frame.captured_us / 1e6, video.duration_s)
            begun_s = perf_counter()

    tally = target.write(frames(), _name(video.path), joints, video.rate_hz)
    ms_per_frame = 1e3 * spent_s / tally.frames
    return tally, EstimationSpeed(video.estimator.name, video.estimator.device, ms_per_frame)


def _convert(  # noqa: PLR0913, PLR0917 - the options of the command
    folder: Path,
    video: Path | None,
    rate_hz: float | None,
    target: PoseOutput,
    joints: Joints,
    on_progress: OnProgress,
) -> Tally:
    frames = read_folder(folder, rate_hz, on_progress)
    knows_times = bool(rate_hz) or all(frame.seen.captured_us is not None for frame in frames)
    written = output_frames(frames, video, knows_times=knows_times)
    return target.write(written, _name(folder), joints, rate_hz_of(frames, video))


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
