"""``spotter workout``, with a real catalog."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from typer.testing import Result

from support import command_line
from support.records.people_catalog import REPS
from support.records.taught import teach
from support.records.workout_catalog import WorkoutCatalog, workout_catalog

LEGS = ("squat 3x8 60kg rest 90s tempo 3-1-1-0", "plank 2x45s")
HEVY = (
    "title,start_time,end_time,exercise_title,set_type,weight_kg,reps,duration_seconds\n"
    'Legs,"18 Feb 2026, 18:30",,Squat (Barbell),normal,80,8,\n'
    'Legs,"18 Feb 2026, 18:30",,Forearm Hold,normal,,,60\n'
    "Legs,never,,Squat (Barbell),normal,80,8,\n"
)


@pytest.fixture
def catalog(
    sqlite_url: str, redis_client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> Iterator[WorkoutCatalog]:
    monkeypatch.setenv("COLUMNS", "200")
    with workout_catalog(sqlite_url, redis_client) as one:
        monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", one.address)
        for name in ("squat", "plank"):
            teach(one.exercises, name)
        one.members.add("Anna Schmidt", REPS)
        one.members.add("Ágnes 小龍", REPS)
        yield one


@pytest.fixture
def hevy(tmp_path: Path) -> str:
    file = tmp_path / "hevy.csv"
    file.write_text(HEVY, encoding="utf-8")
    return str(file)


def run(*words: str, answer: str = "") -> Result:
    return command_line.run("workout", *words, answer=answer)


def said(*words: str, answer: str = "") -> str:
    result = run(*words, answer=answer)
    assert result.exit_code == 0, result.output
    return result.stdout


def told(*words: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(said(*words, "--json"))


def refused(*words: str, answer: str = "") -> tuple[int, str]:
    result = run(*words, answer=answer)
    return result.exit_code, result.stderr.strip()


@pytest.mark.usefixtures("catalog")
def test_a_workout_is_planned_shown_and_deleted() -> None:
    planned = said("plan", "anna", "tomorrow", *LEGS, "--title", "Legs")
    assert "Thursday 2026-02-26" in planned
    assert "  squat 3x8 60 kg rest 90 s tempo 3-1-1-0\n  plank 2x45 s\n" in planned
    assert "squat 3x8 132.28 lb" in said("show", "anna", "tomorrow", "--unit", "lb")
    assert said("show", "anna") == "No workouts on 2026-02-25.\n"
    assert "Anna Schmidt" in said("list")
    workout_id = told("list", "anna")["workouts"][0]["workout_id"]
    assert said("delete", workout_id) == "Legs is deleted.\n"
    assert said("list") == "No workouts.\n"


@pytest.mark.usefixtures("catalog")
def test_what_is_shown_as_json_can_be_planned_again(tmp_path: Path) -> None:
    said("plan", "ágnes", "2026-03-02", *LEGS)
    shown = told("show", "小龍", "2026-03-02")["workouts"][0]
    assert (shown["day"], shown["kind"]) == ("2026-03-02", "planned")
    file = tmp_path / "legs.json"
    file.write_text(json.dumps(shown["workout"]), encoding="utf-8")
    again = told("plan", "anna", "today", "--file", str(file), "--title", "脚")["workouts"][0]
    assert again["workout"] == shown["workout"] | {"title": "脚"}
    from_input = said("plan", "anna", "today", "--file", "-", answer=json.dumps(shown["workout"]))
    assert "squat 3x8 60 kg" in from_input


def test_a_template_is_planned_for_a_class(catalog: WorkoutCatalog) -> None:
    said("template", "Legs", *LEGS)
    assert refused("template", "legs", *LEGS) == (
        2,
        "there is a template 'Legs' already; --instead replaces it",
    )
    said("template", "Legs", LEGS[0], "--instead")
    assert len(told("list", "--templates")["workouts"]) == 1
    words = [
        "class",
        "create",
        "Evening",
        "--on",
        "2026-03-02",
        "--at",
        "18:30",
        "--member",
        "anna",
        "--member",
        "ágnes",
    ]
    command_line.said(*words)
    planned = told("plan", "evening", "tomorrow", "--class", "--template", "legs")
    assert (planned["new_count"], len(planned["workouts"])) == (2, 2)
    assert "Legs" in said("plan", "anna", "tomorrow", "--template", "LEGS")
    assert len(told("list")["workouts"]) == 2
    assert said("delete", "Legs", "--template") == "Legs is deleted.\n"
    assert len(told("list")["workouts"]) == 2
    assert catalog.workouts.today().isoformat() == "2026-02-25"


def test_an_import_is_told_chosen_and_repeated(catalog: WorkoutCatalog, hevy: str) -> None:
    dry = run("import", "anna", hevy, "--dry-run")
    assert dry.exit_code == 0
    assert "Squat (Barbell)" in dry.stdout
    assert "Forearm Hold" in dry.stdout
    assert "line 4: expected a date and time" in dry.stderr
    assert said("list", "--done") == "No workouts.\n"
    words = ("import", "anna", hevy, "--name", "Forearm Hold=plank")
    assert said(*words).endswith(
        "Anna Schmidt has 1 workout of the file, 1 of them new.\n"
        "  planned on Wednesday 2026-03-04: Legs\n"
    )
    again = told(*words)
    assert (again["stored_count"], again["new_count"]) == (1, 0)
    assert again["planned"][0]["day"] == "2026-03-04"
    assert "plank 1x60 s" in said("list", "anna", "--done")
    assert len(list(catalog.members.listed("anna"))) == 1


@pytest.mark.usefixtures("catalog")
def test_names_are_left_out_where_nobody_is_asked(hevy: str) -> None:
    stored = told("import", "anna", hevy, "--name", "Squat (Barbell)=", "--plan-from", "never")
    assert (stored["stored_count"], stored["planned"]) == (0, [])


@pytest.mark.usefixtures("catalog")
def test_whoever_sits_at_a_terminal_is_asked(hevy: str) -> None:
    terminal, own_end = pty.openpty()
    command = [sys.executable, "-m", "spotter.cli", "workout", "import", "anna", hevy]
    with subprocess.Popen(
        command, stdin=own_end, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        os.write(terminal, b"plank\n")
        output, errors = process.communicate()
    os.close(terminal)
    os.close(own_end)
    assert process.returncode == 0, errors
    assert "Forearm Hold" in output
    assert "plank 1x60 s" in said("list", "anna", "--done")


@pytest.mark.usefixtures("catalog")
def test_mistakes_are_told_in_words(tmp_path: Path, hevy: str) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    for words, told_words in (
        (("plan", "anna", "today"), "has no exercises; expected at least 1"),
        (("plan", "anna", "today", "squat"), "expected a line like 'squat 3x8-12 60kg"),
        (("plan", "anna", "today", "squats 3x8"), "no exercise 'squats'; most like it: squat"),
        (("plan", "anna", "soon", "squat 3x8"), "a day is YYYY-MM-DD; found 'soon'"),
        (("plan", "anna", "2999-01-01", "squat 3x8"), "expected a day from 1970-01-01"),
        (("plan", "nobody", "today", "squat 3x8"), "there is no member named 'nobody'"),
        (("plan", "anna", "today", "--template", "x"), "no template 'x'; there are: none yet"),
        (("plan", "anna", "today", "--file", str(broken)), "expected JSON in"),
        (("plan", "x", "today", "squat 3x8", "--class"), "is planned from a template"),
        (("delete", "anna"), "expected a workout's id"),
        (("import", "anna", str(broken)), "expected a CSV file"),
        (("import", "anna", hevy, "--name", "Row=squat"), "it has no 'Row'"),
        (("import", "anna", hevy, "--name", "squat"), "expected --name 'NAME=EXERCISE'"),
    ):
        code, errors = refused(*words)
        assert code == 2
        assert told_words in errors


def test_without_a_catalog_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", "127.0.0.1:1")
    code, errors = refused("list")
    assert code == 1
    assert "does not answer" in errors
