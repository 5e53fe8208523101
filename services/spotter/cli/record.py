"""``spotter record``: a reference for an exercise from a recording of a few good reps."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from spotter.cli.calibrate.options import checked_person
from spotter.cli.environment import data_folder
from spotter.cli.errors import InputError
from spotter.cli.exits import errors_as_exits
from spotter.cli.reading import JsonRate, PoseName, reader
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.exercise_store.reference_source import reference_from
from spotter.exercise_store.references import ReferenceFolder, Stored, checked_exercise, rep_times_s
from spotter.exercise_store.teaching.carrying_words import (
    EXAMPLE,
    carrying_from,
    carrying_joints_of,
    words_of,
)
from spotter.exercise_store.versions import Versions
from spotter.movement.geometry import View
from spotter.movement.values import Exercise, MovementError, Reference
from spotter.movement.values.exercise import FALSE_ALARM_RATIO
from spotter.movement.values.text import counted
from spotter.movement.wording.view_words import standpoint
from spotter.recordings.recording import Recording


def record(  # noqa: PLR0913, PLR0917 - one argument per option
    exercise: Annotated[str, typer.Argument(help="Lower-case letters, digits and hyphens.")],
    source: Annotated[
        Path, typer.Argument(help="A video with a few good reps, or a folder of OpenPose JSON.")
    ],
    person: Annotated[str, typer.Option(help="Who does the reps; distinguishes people.")] = "",
    add: Annotated[
        bool, typer.Option("--add", help="Add the recording and keep the existing ones.")
    ] = False,
    carried_by: Annotated[
        str | None,
        typer.Option(
            metavar="PARTS",
            help=f"What must be seen to judge a rep, as {EXAMPLE}. Default: what the reps tell.",
        ),
    ] = None,
    anew: Annotated[
        bool,
        typer.Option("--anew", help="Replace everything: recordings, faulty examples and cues."),
    ] = False,
    pose: PoseName = DEFAULT_ESTIMATOR,
    json_rate_hz: JsonRate = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Make a reference for an exercise from a video with a few good reps.

    Film somebody who does it well from where the station's camera will stand, with the whole body
    in the picture, from the rest position and back to it. One rep is enough; three to five are
    better. It says where around the person the camera stood, by the person's own left and right.
    The reference is stored in $SPOTTER_DATA_DIR, else in .spotter; an earlier one of the exercise
    is backed up. With --add an exercise can have several: of other people, from other views.

    For example:

    spotter record squat good.mp4

    spotter record squat anna.mp4 --person anna --add

    spotter record biceps-curl keypoints/ --fps 25

    spotter record squat good.mp4 --carried-by hips,knees
    """
    with errors_as_exits():
        name, whose = checked_exercise(exercise), checked_person(person)
        if add and anew:
            raise InputError("expected --add or --anew; found both")
        versions = Versions(ReferenceFolder.of(data_folder()))
        before = versions.live(name) if name in versions.folder.exercises() else None
        if before and not (add or anew):
            _check_nothing_is_lost(before)
        recording = reader(pose, json_rate_hz)(source)
        reference = replace(reference_from(name, recording), person=whose)
        if carried_by is not None:
            reference = _carried_by(reference, carried_by)
        known = _after(before if add else None, reference, recording)
        what = (f"{_what(reference)} of {recording.path.name} {'added' if add else 'recorded'}",)
        now = datetime.now(UTC)
        stored = (
            versions.replace(before, known, what, now)
            if before
            else versions.store(known, what, now)
        )
    if as_json:
        said = _as_json(recording, reference, known, stored)
        typer.echo(json.dumps(said, indent=2, allow_nan=False))
    else:
        typer.echo(_in_words(recording, reference, known, stored))


def _carried_by(reference: Reference, words: str) -> Reference:
    """The reference with what the trainer says carries it.

    Raises :class:`InputError` if the recording does not show a joint of it.
    """
    told = replace(reference, carried_by=carrying_from(words))
    unseen = set(told.carried_by) - set(carrying_joints_of(told))
    if unseen:
        raise InputError(
            f"expected joints that the recording shows; found {', '.join(words_of(unseen))} "
            "out of the picture or hidden"
        )
    return told


def _check_nothing_is_lost(before: Exercise) -> None:
    """Raises :class:`InputError` if a new recording would replace more than one plain recording."""
    taught = {
        "recording": len(before.references) if len(before.references) > 1 else 0,
        "faulty example": len(before.faulty_reps),
        "cue": len(before.cues),
    }
    lost = [counted(number, what) for what, number in taught.items() if number]
    if before.false_alarm_ratio != FALSE_ALARM_RATIO:
        lost.append(f"a false-alarm rate of {100 * before.false_alarm_ratio:g}%")
    if lost:
        raise InputError(
            f"{before.name} has {', '.join(lost)}, which a new recording would replace; "
            "--add keeps them and adds the recording, --anew replaces them (and keeps a backup)"
        )


def _after(before: Exercise | None, reference: Reference, recording: Recording) -> Exercise:
    if not before:
        return Exercise((reference,))
    try:
        return before.with_reference(reference)
    except MovementError as error:
        raise InputError(f"{recording.path}: {error}") from error


def _what(reference: Reference) -> str:
    by = f" by {reference.person}" if reference.person else ""
    return f"{counted(len(reference.reps), 'rep')}{by}"


def _in_words(recording: Recording, reference: Reference, known: Exercise, stored: Stored) -> str:
    found, yaw_deg = counted(len(reference.reps), "rep"), View.of(reference.reps).camera_yaw_deg
    lines = [
        f"{recording.path}: {found} of {reference.exercise} in {recording.duration_s:.1f} s",
        *(
            f"  rep {number}: {start_s:.1f} to {end_s:.1f} s"
            for number, (start_s, end_s) in enumerate(rep_times_s(reference), start=1)
        ),
        *([] if yaw_deg is None else [f"Recorded from {standpoint(yaw_deg)}"]),
        f"Carried by: {', '.join(words_of(carrying_joints_of(reference)))}",
        f"Stored as {stored.path}",
    ]
    if len(known.references) > 1:
        recordings = counted(len(known.references), "recording")
        lines.append(f"{known.name} now has {known.rep_count} reps in {recordings}")
    if stored.previous:
        lines.append(f"The previous version is kept as {stored.previous}")
    return "\n".join(lines)


def _as_json(
    recording: Recording, reference: Reference, known: Exercise, stored: Stored
) -> dict[str, Any]:
    return {
        "exercise": reference.exercise,
        "person": reference.person,
        "source": str(recording.path),
        "duration_s": recording.duration_s,
        "frames": recording.frame_count,
        "frames_with_person": len(recording.poses),
        "reps": [{"start_s": start_s, "end_s": end_s} for start_s, end_s in rep_times_s(reference)],
        "camera_yaw_deg": View.of(reference.reps).camera_yaw_deg,
        "carried_by": words_of(carrying_joints_of(reference)),
        "recordings": len(known.references),
        "known_reps": known.rep_count,
        "path": str(stored.path),
        "digest": stored.digest,
        "previous": str(stored.previous) if stored.previous else None,
    }
