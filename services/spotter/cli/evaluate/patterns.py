"""``spotter evaluate patterns``: whether patterns of faults are the seeded kinds."""

from collections.abc import Sequence
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from spotter.cli.evaluate.options import AsJson, Jobs, Seed, processes_for, tell
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import counted
from spotter.evaluation.patterns.patterns import NAMED, SEEN_BY, measure_patterns
from spotter.evaluation.patterns.tables import patterns_json, print_patterns
from spotter.evaluation.version import version
from spotter.movement.values import FaultPattern
from spotter.simulation.motion.catalogue import EXERCISES

PATTERNS_EXAMPLES = """Examples:

spotter evaluate patterns

spotter evaluate patterns --exercises squat,lunge --json"""


def patterns(
    exercises: Annotated[
        str, typer.Option(help="The exercises, separated by commas. Default: all")
    ] = ",".join(EXERCISES),
    seed: Seed = 0,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> None:
    """Measure patterns of faults: found with six rendered athletes, used to name six others."""
    with errors_as_exits():
        names = tuple(name.strip() for name in exercises.split(","))
        rows = measure_patterns(names, _find, seed, processes_for(jobs), counted)
        settings = {
            "spotter": version(),
            "exercises": list(names),
            "found_with": SEEN_BY,
            "named": NAMED,
            "seed": seed,
        }
    tell(
        patterns_json(rows, settings),
        lambda console: print_patterns(rows, console),
        as_json=as_json,
        page=None,
    )


def _find(
    curves: Sequence[NDArray[np.float64]], people: Sequence[str], seed: int
) -> list[FaultPattern]:
    from spotter.tslearn_methods.fault_patterns import find_patterns  # noqa: PLC0415 - it takes seconds and 150 MB

    return [one.pattern for one in find_patterns(curves, people, seed)]
