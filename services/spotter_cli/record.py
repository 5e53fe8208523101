"""``spotter record``: a reference for an exercise from a recording of a few good reps."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from movement.reference import Reference
from spotter_cli.exits import errors_as_exits
from spotter_cli.experiment import counted
from spotter_cli.folders import data_folder
from spotter_cli.pose_source import Recording
from spotter_cli.reading import JsonRate, read_with_progress
from spotter_cli.reference_source import reference_from
from spotter_cli.references import ReferenceFolder, Stored, checked_exercise, rep_times_s


def record(
    exercise: Annotated[str, typer.Argument(help="Lower-case letters, digits and hyphens.")],
    source: Annotated[
        Path, typer.Argument(help="A video with a few good reps, or a folder of OpenPose JSON.")
    ],
    json_rate_hz: JsonRate = 30.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Make a reference for an exercise from a video with a few good reps.

    Film yourself, or whoever does it well, from where the station's camera will stand, the whole
    body in the picture, from the rest position and back to it. One rep is enough; three to five
    are better. The reference is kept in $SPOTTER_DATA_DIR, else in .spotter; an earlier one of the
    exercise is kept aside.

    For example:

    spotter record squat good.mp4

    spotter record biceps-curl keypoints/ --fps 25
    """
    with errors_as_exits():
        name = checked_exercise(exercise)
        recording = read_with_progress(source, json_rate_hz)
        reference = reference_from(name, recording)
        stored = ReferenceFolder.of(data_folder()).store(reference)
    if as_json:
        said = _as_json(recording, reference, stored)
        typer.echo(json.dumps(said, indent=2, allow_nan=False))
    else:
        typer.echo(_in_words(recording, reference, stored))


def _in_words(recording: Recording, reference: Reference, stored: Stored) -> str:
    found = counted(len(reference.reps), "rep")
    lines = [
        f"{recording.path}: {found} of {reference.exercise} in {recording.duration_s:.1f} s",
        *(
            f"  rep {number}: {start_s:.1f} to {end_s:.1f} s"
            for number, (start_s, end_s) in enumerate(rep_times_s(reference), start=1)
        ),
        f"Stored as {stored.path}",
    ]
    if stored.previous:
        lines.append(f"The one before is kept as {stored.previous}")
    return "\n".join(lines)


def _as_json(recording: Recording, reference: Reference, stored: Stored) -> dict[str, Any]:
    return {
        "exercise": reference.exercise,
        "source": str(recording.path),
        "duration_s": recording.duration_s,
        "frames": recording.frame_count,
        "frames_with_person": len(recording.poses),
        "reps": [{"start_s": start_s, "end_s": end_s} for start_s, end_s in rep_times_s(reference)],
        "path": str(stored.path),
        "digest": stored.digest,
        "previous": str(stored.previous) if stored.previous else None,
    }
