"""The page's types for the notifier's messages."""

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from spotter import notifier
from spotter.notifier.views import messages
from spotter.notifier.views import models as views
from spotter.notifier.views.v1 import (
    classes,
    gym,
    history,
    members,
    reps,
    sessions,
    workout_imports,
    workouts,
)
from spotter.notifier.views.v1.exercises import (
    calibration,
    exercises,
    patterns,
    teaching,
    trials,
)

SCRIPTS = Path(notifier.__file__).with_name("static") / "js"
SOURCE = (SCRIPTS / "messages.js").read_text()
RECORDS = "".join(
    (SCRIPTS / "records" / name).read_text()
    for name in ("types.js", "exercises/types.js", "workouts/types.js")
)
MODELS = {
    name: model
    for module in (views, messages)
    for name, model in vars(module).items()
    if isinstance(model, type) and issubclass(model, BaseModel) and model.model_fields
    if model.__module__ in {views.__name__, messages.__name__}
}
V1 = (
    members,
    patterns,
    sessions,
    calibration,
    classes,
    workouts,
    workout_imports,
    gym,
    reps,
    history,
    exercises,
    teaching,
    trials,
)


def page_types(source: str) -> dict[str, list[str]]:
    """The names of the properties of each type, as the page declares them."""
    blocks = re.findall(r"@typedef \{object\} (\w+)\n(.*?)\*/", source, re.DOTALL)
    return {
        name: re.findall(r"@property \{.*\} \[?(\w+)", properties) for name, properties in blocks
    }


def test_the_page_declares_every_view_and_message() -> None:
    assert page_types(SOURCE) == {name: list(model.model_fields) for name, model in MODELS.items()}


def test_the_pages_of_records_declare_what_the_api_answers() -> None:
    declared = page_types(RECORDS)
    answered = {
        name: list(model.model_fields)
        for module in V1
        for name, model in vars(module).items()
        if name in declared and isinstance(model, type) and issubclass(model, BaseModel)
    }
    assert declared == answered


@pytest.mark.parametrize("name", ["OutcomeName", "StatusName"])
def test_the_page_has_the_same_names_of_outcomes_and_statuses(name: str) -> None:
    declared = re.search(rf"@typedef \{{(.*?)\}} {name} ", SOURCE)

    assert declared
    assert tuple(re.findall(r'"(\w+)"', declared[1])) == get_args(getattr(views, name))
