"""``spotter record``: a reference for an exercise from a recording of a few good reps."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.calibrate.options import checked_person
from spotter.cli.errors import InputError
from spotter.cli.exercise.keeping import judges_by, kept_exercises
from spotter.cli.record.boxes import HOW
from spotter.cli.record.doubt_words import doubt_words
from spotter.cli.record.equipment import EquipmentAsked, taught_by
from spotter.cli.record.joining import check_nothing_is_lost, joined, with_carrying
from spotter.cli.record.result import Recorded, change_words
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import status_of
from spotter.cli.terminal.reading import JsonAspect, JsonRate, PoseName, reader
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.exercise_store.teaching.taught_reps import Meant
from spotter.local_stack.data_folder import DataFolder
from spotter.movement.values import EquipmentKind, Reference
from spotter.recordings.recording import Recording
from spotter.recordings.whole_file import write_atomically
from spotter.teaching.carrying_words import EXAMPLE
from spotter.teaching.recording_doubts import doubts_of, unlike_others

_NAMES = (
    "Its name; where exercises are files, because no catalog has ever run here, "
    "lower-case letters, digits and hyphens."
)


def record(  # noqa: PLR0913, PLR0917 - one argument per option
    exercise: Annotated[str, typer.Argument(help=_NAMES)],
    source: Annotated[
        Path, typer.Argument(help="A video with a few good reps, or a folder of OpenPose JSON.")
    ],
    person: Annotated[str, typer.Option(help="Who does the reps; distinguishes people.")] = "",
    add: Annotated[
        bool, typer.Option("--add", help="Add the recording and keep the existing ones.")
    ] = False,
    from_s: Annotated[
        float | None, typer.Option("--from", metavar="SECONDS", help="Where the reps begin.")
    ] = None,
    to_s: Annotated[
        float | None, typer.Option("--to", metavar="SECONDS", help="Where the reps end.")
    ] = None,
    rep_count: Annotated[
        int | None,
        typer.Option(
            "--count", min=1, help="How many reps it shows, rests not counted. Default: find out."
        ),
    ] = None,
    dropped: Annotated[
        list[int] | None,
        typer.Option("--drop", metavar="REP", help="Leave out this rep; may be repeated."),
    ] = None,
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
    equipment: Annotated[
        EquipmentKind | None,
        typer.Option(help="What is held: it is followed, too. Needs --box or --accept-box."),
    ] = None,
    boxes: Annotated[
        list[str] | None,
        typer.Option(
            "--box",
            metavar="BOX",
            help=f"Round the equipment on one picture, as {HOW}. More of them correct it where it "
            "slips; left@12.4s:... and right@12.4s:... are two ends.",
        ),
    ] = None,
    accepts_box: Annotated[
        bool, typer.Option("--accept-box", help="Take the box that Spotter proposes.")
    ] = False,
    overlay: Annotated[
        Path | None,
        typer.Option(
            "--equipment-overlay",
            help="Show the equipment's track: an .mp4, or a folder for pictures.",
        ),
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option(help="Write the reps as pictures into this HTML file, to look at."),
    ] = None,
    pose: PoseName = DEFAULT_ESTIMATOR,
    json_rate_hz: JsonRate = None,
    json_aspect: JsonAspect = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Make a reference for an exercise from a video with a few good reps.

    Film somebody who does it well from where the station's camera will stand, with the whole body
    in the picture, from the rest position and back to it. One rep is enough; three to five are
    better. It says where around the person the camera stood, by the person's own left and right,
    and what there is to doubt: hands or feet out of the picture, a rep unlike the others, another
    movement that the video shows more often.
    The reference is stored in the gym's catalog; where there was never one, in $SPOTTER_DATA_DIR,
    else in .spotter. Earlier versions are kept. A running gym judges by it from then on. With --add
    an exercise can have several: of other people, from other views.

    For example:

    spotter record squat good.mp4

    spotter record squat good.mp4 --page found.html

    spotter record push-up long.mp4 --from 4 --to 40 --drop 3

    spotter record push-up long.mp4 --count 30

    spotter record squat anna.mp4 --person anna --add

    spotter record biceps-curl keypoints/ --fps 25

    spotter record squat good.mp4 --carried-by hips,knees

    spotter record squat good.mp4 --equipment barbell --equipment-overlay seen/

    spotter record squat good.mp4 --equipment barbell --box 2.5s:310,240,60,60
    """
    with errors_as_exits():
        whose = checked_person(person)
        asked = EquipmentAsked.of(equipment, boxes or (), overlay, accepts=accepts_box)
        if add and anew:
            raise InputError("expected --add or --anew; found both")
        data = DataFolder(data_folder())
        with kept_exercises(data) as versions:
            name = versions.checked(exercise)
            before = versions.live(name) if name in versions.names() else None
            if before and not (add or anew):
                check_nothing_is_lost(before, teaches_equipment=asked is not None)
            meant = Meant(from_s, to_s, rep_count, frozenset(dropped or ()))
            recording = reader(pose, json_rate_hz, json_aspect)(source)
            teaching, found, doubts = _found(name, recording, meant)
            if before:
                doubts = (*doubts, *map(doubt_words, unlike_others(before, found)))
            if page:
                _write_page(page, found, meant, recording, doubts)
            reference = replace(meant.kept_of(found), person=whose)
            if carried_by is not None:
                reference = with_carrying(reference, carried_by)
            lesson = taught_by(asked, teaching) if asked else None
            reference = lesson.with_track(reference) if lesson else reference
            known = joined(before if add else None, reference, recording)
            known = replace(known, equipment=lesson.equipment) if lesson else known
            what = (change_words(reference, recording, added=add),)
            stored = versions.store(before, known, what)
        recorded = Recorded(
            recording, reference, known, doubts, page, stored, lesson, judges=judges_by(data)
        )
    if as_json:
        typer.echo(json.dumps(recorded.as_json(), indent=2, allow_nan=False))
    else:
        typer.echo(recorded.in_words())
    for doubt in doubts:
        typer.echo(f"Warning: {doubt}", err=True)


def _found(
    exercise: str, recording: Recording, meant: Meant
) -> tuple[Recording, Reference, tuple[str, ...]]:
    """The part that is meant of who exercises, the reps in it, and what there is to doubt."""
    with status_of("Looking for reps"):
        teaching, found = meant.taught_in(exercise, recording)
        doubts = doubts_of(
            found,
            teaching.poses,
            teaching.size_px,
            rep_count=meant.rep_count,
            dropped=meant.dropped,
        )
        return teaching, found, tuple(map(doubt_words, doubts))


def _write_page(
    path: Path, found: Reference, meant: Meant, recording: Recording, doubts: tuple[str, ...]
) -> None:
    from spotter.reports.teaching.contact_sheet import (  # noqa: PLC0415 - only where asked for
        contact_sheet,
    )

    try:
        sheet = contact_sheet(found, meant.dropped, recording, doubts)
        write_atomically(path, sheet.encode())
    except OSError as error:
        raise InputError(f"{path}: cannot write the page here: {error.strerror}") from error
