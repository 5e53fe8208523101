"""``spotter evaluate recognition``: whether the exercise of a day is told, and the next one."""

from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.evaluate.options import AsJson, Jobs, Seed, processes_for, tell
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import counted
from spotter.evaluation.form.filming import View
from spotter.evaluation.recognition.recognition import RecognitionQuestion, measure_recognition
from spotter.evaluation.recognition.sets import read_sets
from spotter.evaluation.recognition.tables import print_recognition, recognition_json
from spotter.evaluation.version import version

RECOGNITION_EXAMPLES = """Examples:

spotter evaluate recognition ui-prmd.npz --person 1 --person 2 --person 3

spotter evaluate recognition ui-prmd.npz --person 4 --person 5 --view side --json"""


def recognition(  # noqa: PLR0913, PLR0917 - one argument per option
    file: Annotated[Path, typer.Argument(metavar="FILE.npz", help="Motion capture.")],
    people: Annotated[
        list[int],
        typer.Option(
            "--person", metavar="NUMBER", help="Who trains, and records for the others; 2 or more."
        ),
    ],
    view: Annotated[View, typer.Option(help="Where the camera stands.")] = View.FRONT,
    exercises: Annotated[int, typer.Option(min=2, help="How many a day has.")] = 4,
    seed: Seed = 0,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> None:
    """Measure which exercise of a day is recognised, without and with a next one expected."""
    with errors_as_exits():
        looks = measure_recognition(
            read_sets(file, people),
            RecognitionQuestion(view, exercises, seed),
            processes_for(jobs),
            counted,
        )
    settings = {
        "spotter": version(),
        "file": file.name,
        "people": people,
        "view": view.value,
        "exercises": exercises,
        "seed": seed,
    }
    tell(
        recognition_json(looks, settings),
        lambda console: print_recognition(looks, console),
        as_json=as_json,
        page=None,
    )
