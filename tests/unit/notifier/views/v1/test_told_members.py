"""What services say to members is found by its English words."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import spotter.camera_ingest
import spotter.catalog
import spotter.catalog.checkin
import spotter.notifier.web
import spotter.training
from spotter.catalog.errors import TooManyError
from spotter.notifier.views.v1.told_members import GERMAN, told_members
from spotter.notifier.views.words import Words

SERVICES = spotter.camera_ingest, spotter.catalog, spotter.notifier.web, spotter.training


def modules_of(*packages: ModuleType) -> Iterator[ast.Module]:
    for package in packages:
        for folder in package.__path__:
            yield from (ast.parse(file.read_text()) for file in Path(folder).rglob("*.py"))


def texts_in(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


@cache
def sentences_of_services() -> str:
    return "\n".join(text for module in modules_of(*SERVICES) for text in texts_in(module))


def sentences_of_check_in() -> list[str]:
    """What has a name there, since it is said."""
    named = (
        one.value
        for module in modules_of(spotter.catalog.checkin)
        for one in module.body
        if isinstance(one, ast.Assign)
    )
    return [text for one in named for text in texts_in(one) if " " in text]


@pytest.mark.parametrize("english", GERMAN)
def test_each_sentence_that_is_translated_is_said_by_a_service(english: str) -> None:
    assert all(part in sentences_of_services() for part in english.split("(.+)"))


@pytest.mark.parametrize("english", sentences_of_check_in())
def test_each_sentence_of_the_check_in_is_translated(english: str) -> None:
    assert isinstance(told_members(english), Words)


@pytest.mark.parametrize(
    ("retry_s", "german"),
    [
        (30, "Das waren zu viele Versuche: Versuch es in 30 s wieder"),
        (1800, "Das waren zu viele Versuche: Versuch es in 30 Minuten wieder"),
    ],
)
def test_who_has_to_wait_is_told_for_how_long(retry_s: int, german: str) -> None:
    told = told_members(str(TooManyError("there were too many attempts", retry_s)))
    assert isinstance(told, Words)
    assert told.others == {"de": german}


def test_a_refusal_that_nobody_has_translated_stays_as_it_is() -> None:
    assert (
        told_members("the moon is away: try again in 1 s") == "the moon is away: try again in 1 s"
    )
