"""``spotter simulate``: a video of a rendered athlete, with its ground truth."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import Progress

from spotter.cli.terminal.progress import progress_bars
from spotter.pictures.errors import VideoError
from spotter.recordings.simulated_take import OnPicture, video_path, write_take
from spotter.simulation.athletes.look import athlete
from spotter.simulation.errors import SimulationError
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.light import Light
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import FaultKind, faults_from
from spotter.simulation.motion.performance import Plan
from spotter.simulation.take import Take
from spotter.simulation.tools.tool import Tool


def simulate(  # noqa: PLR0913, PLR0917 - one argument per option
    exercise: Annotated[str, typer.Argument(help=f"One of {', '.join(EXERCISES)}.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The video to write. Default: <exercise>.mp4"),
    ] = None,
    reps: Annotated[int, typer.Option(help="How many reps.")] = 10,
    fault: Annotated[
        list[str] | None,
        typer.Option(
            help=f"A fault and the reps that show it, as in shallow:3,7: {', '.join(FaultKind)} "
            "(a rest is a long pause after the rep; the last four need --equipment). "
            "Can be given several times."
        ),
    ] = None,
    equipment: Annotated[
        Tool | None, typer.Option(help="What is held. Default: as the exercise usually is done")
    ] = None,
    load_kg: Annotated[
        float | None,
        typer.Option(help="A bar with its plates, or one dumbbell or kettlebell: its size."),
    ] = None,
    unrack: Annotated[
        bool, typer.Option("--unrack", help="Take the equipment from its rack or the floor first.")
    ] = False,
    rack: Annotated[
        bool, typer.Option("--rack", help="Put the equipment back after the last rep.")
    ] = False,
    rep_s: Annotated[
        float | None, typer.Option(help="Seconds per rep. Default: the exercise's usual tempo")
    ] = None,
    depth: Annotated[float, typer.Option(help="How far each rep goes; 1 is the full range.")] = 1.0,
    rest_s: Annotated[float, typer.Option(help="Seconds between reps.")] = 0.4,
    athlete_number: Annotated[
        int, typer.Option("--athlete", min=0, help="The athlete's number; each looks different.")
    ] = 0,
    body_height_m: Annotated[
        float | None, typer.Option(help="The athlete's height. Default: the athlete's own")
    ] = None,
    yaw: Annotated[
        float, typer.Option(help="Degrees: 0 from the front, 90 from the person's left.")
    ] = 35.0,
    camera_height_m: Annotated[float, typer.Option(help="The camera's height.")] = 1.2,
    distance_m: Annotated[float, typer.Option(help="From the camera to the athlete.")] = 3.4,
    size: Annotated[str, typer.Option(help="Width and height of the picture.")] = "640x480",
    rate_hz: Annotated[float, typer.Option(help="Frames per second.")] = 15.0,
    noise: Annotated[float, typer.Option(min=0, max=50, help="Grain, of 255 steps.")] = 2.0,
    light: Annotated[Light, typer.Option(help="The light in the room.")] = Light.BRIGHT,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same pictures.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the truth as JSON.")] = False,
) -> None:
    """Render an athlete who exercises; write the video and its ground truth.

    Next to squat.mp4 it writes squat.truth.json (reps with times, frames and faults, and the
    camera) and squat.poses.npz (captured_us and keypoints: the true joints in the picture). With
    equipment, squat.equipment.npz says where it is, in pixels and metres, by frame.

    For example:

    spotter simulate squat --reps 10 --fault shallow:3,7 --fault knees-in:5 --yaw 0 -o squat.mp4

    spotter simulate squat --equipment barbell --load-kg 80 --unrack --rack --fault tilt:4

    spotter simulate push-up --yaw 85 --athlete 4 --rate-hz 30
    """
    try:
        performer = athlete(athlete_number)
        if body_height_m is not None:
            performer = performer.of_height(body_height_m)
        plan = Plan(
            exercise=exercise,
            reps=reps,
            rep_s=rep_s,
            depth_ratio=depth,
            rest_s=rest_s,
            faults=faults_from(fault or ()),
            body=performer.body,
            rate_hz=rate_hz,
            tool=equipment,
            load_kg=load_kg,
            unracks=unrack,
            racks=rack,
        )
        width_px, height_px = _size(size)
        camera = Camera(
            yaw_deg=yaw,
            height_m=camera_height_m,
            distance_m=distance_m,
            aim_m=plan.aim_m,
            width_px=width_px,
            height_px=height_px,
        )
        path = video_path(output or Path(f"{exercise}.mp4"))
    except SimulationError as error:
        typer.echo(f"{error}", err=True)
        raise typer.Exit(2) from error
    take = Take(plan, camera, performer.look, seed, noise, light)
    try:
        with progress_bars(*Progress.get_default_columns()) as bar:
            truth = write_take(path, take, _on_picture(bar, path))
    except (VideoError, OSError) as error:
        typer.echo(f"{error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(json.dumps(truth, indent=2) if as_json else _summary(path, truth))


def _size(text: str) -> tuple[int, int]:
    words = text.lower().split("x")
    if len(words) != 2 or not all(word.isdecimal() for word in words):
        raise SimulationError(f"expected a picture's size such as 640x480; found {text!r}")
    return int(words[0]), int(words[1])


def _on_picture(bar: Progress, path: Path) -> OnPicture:
    task = bar.add_task(f"Rendering {path.name}", total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)


def _summary(path: Path, truth: dict[str, Any]) -> str:
    lines = [f"{path}: {len(truth['reps'])} reps in {truth['duration_s']:.1f} s"]
    lines += [
        f"rep {rep['number']}, {rep['start_s']:.1f} to {rep['end_s']:.1f} s: "
        + (", ".join(rep["faults"]) or "good")
        for rep in truth["reps"]
    ]
    return "\n".join(lines)
