"""``spotter evaluate training``: whether proposals follow what members can lift."""

from typing import Annotated

import typer

from spotter.cli.evaluate.options import AsJson, Seed, tell
from spotter.cli.terminal.exits import errors_as_exits
from spotter.evaluation.training.holds import measure_holds
from spotter.evaluation.training.tables import (
    print_training,
    training_json,
    training_settings,
)
from spotter.evaluation.training.training import measure_training
from spotter.training.adaptation import Progression

TRAINING_EXAMPLES = """Examples:

spotter evaluate training

spotter evaluate training --weeks 12 --seed 7 --rule "two for two" --json"""


def training(
    people: Annotated[int, typer.Option(max=1000, help="How many train; 12 or more.")] = 12,
    weeks: Annotated[int, typer.Option(min=1, max=52, help="For how long.")] = 8,
    rule: Annotated[
        Progression, typer.Option(help="The rule by which loads rise.")
    ] = Progression.DOUBLE,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Measure whether proposed loads and holds follow what simulated members truly can.

    The rules were made while looking at every second member; the others are to check with.
    """
    with errors_as_exits():
        figures = measure_training(people, weeks, seed, rule)
        holds = measure_holds(people, weeks, seed)
    settings = training_settings(people, weeks, seed, rule)
    tell(
        training_json(figures, holds, settings),
        lambda console: print_training(figures, holds, console),
        as_json=as_json,
        page=None,
    )
