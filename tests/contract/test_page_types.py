"""The page's types for the notifier's messages."""

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from spotter import notifier
from spotter.notifier.views import following_view, ghost_view, messages, screen_view
from spotter.notifier.views import models as views
from spotter.notifier.views.v1 import gym
from spotter.notifier.views.v1.alerts import alerts, channels
from spotter.notifier.views.v1.checkin import checkin, faces, member_keys
from spotter.notifier.views.v1.exercises import (
    calibration,
    descriptions,
    exercises,
    films,
    patterns,
    teaching,
    trials,
)
from spotter.notifier.views.v1.people import class_reviews, classes, members, sessions
from spotter.notifier.views.v1.records import history, reps
from spotter.notifier.views.v1.training import proposals, workout_imports, workouts

SCRIPTS = Path(notifier.__file__).with_name("static") / "js"
SOURCE = "".join((SCRIPTS / name).read_text() for name in ("messages.js", "rep/types.js"))
RECORDS = "".join(
    (SCRIPTS / "records" / name).read_text()
    for name in (
        "types.js",
        "channels/types.js",
        "checkin/types.js",
        "classes/types.js",
        "exercises/types.js",
        "proposals/types.js",
        "workouts/types.js",
    )
)
SCREEN = (SCRIPTS / "station" / "types.js").read_text()
CONSOLE = (SCRIPTS / "console" / "types.js").read_text()
MODELS = {
    name: model
    for module in (views, messages)
    for name, model in vars(module).items()
    if isinstance(model, type) and issubclass(model, BaseModel) and model.model_fields
    if model.__module__ in {views.__name__, messages.__name__}
}
V1 = (
    member_keys,
    members,
    patterns,
    sessions,
    calibration,
    descriptions,
    channels,
    checkin,
    classes,
    class_reviews,
    faces,
    workouts,
    workout_imports,
    proposals,
    gym,
    reps,
    history,
    exercises,
    films,
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


def test_a_stations_screen_declares_what_it_is_told() -> None:
    declared = page_types(SCREEN)
    told = {
        name: list(model.model_fields)
        for module in (screen_view, following_view, ghost_view)
        for name, model in vars(module).items()
        if isinstance(model, type) and issubclass(model, BaseModel)
        if model.__module__ == module.__name__
    }
    assert declared == told


def test_the_console_declares_what_it_is_told_of_alerts() -> None:
    declared = page_types(CONSOLE)
    told = {
        name: list(model.model_fields)
        for name, model in vars(alerts).items()
        if isinstance(model, type) and issubclass(model, BaseModel)
        if model.__module__ == alerts.__name__
    }
    assert {name: declared.get(name) for name in told} == told


@pytest.mark.parametrize("name", ["OutcomeName", "StatusName"])
def test_the_page_has_the_same_names_of_outcomes_and_statuses(name: str) -> None:
    declared = re.search(rf"@typedef \{{(.*?)\}} {name} ", SOURCE)

    assert declared
    assert tuple(re.findall(r'"(\w+)"', declared[1])) == get_args(getattr(views, name))
