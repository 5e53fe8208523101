"""``spotter evaluate faces``: how far apart faces of one person and of two are."""

import time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.evaluate.options import AsJson, tell
from spotter.cli.terminal.exits import errors_as_exits
from spotter.evaluation.faces.faces import described, figures_of
from spotter.evaluation.faces.people import portraits_in
from spotter.evaluation.faces.tables import faces_json, print_faces
from spotter.faces.chain import FaceChain
from spotter.faces.deciding.values import Rules
from spotter.recordings.estimator_loading import model_cache

FACES_EXAMPLES = "Example: spotter evaluate faces people/"


def faces(
    folder: Annotated[
        Path, typer.Argument(help="A folder with a folder of JPEG or PNG files for each person.")
    ],
    as_json: AsJson = False,
) -> None:
    """Measure how far apart faces are on pictures of your own, of people who agreed to it."""
    with errors_as_exits():
        portraits, rules = portraits_in(folder), Rules()
        chain = FaceChain.of(model_cache(), rules)
        figures = figures_of(list(described(portraits, chain, time.perf_counter)), rules)
    tell(faces_json(figures), partial(print_faces, figures), as_json=as_json, page=None)
