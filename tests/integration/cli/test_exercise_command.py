"""``spotter exercise`` with a real catalog."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from spotter.api.catalog.v1.exercise_service_pb2 import StoreExerciseRequest
from spotter.exercise_store.references import ReferenceFolder
from spotter.exercise_store.versions import Versions
from spotter.movement.values import Equipment, EquipmentEnd, EquipmentKind, Joint
from spotter.movement.values.taught.exercise import Exercise
from spotter.wire.references import exercise_bytes
from support import command_line
from support.equipment.kept import taught_end
from support.movements.stick_squats import squat_reference
from support.records.described import FLY, SIT_UP, file_of
from support.records.running_catalog import RunningCatalog, running_catalog

SQUAT = Exercise((squat_reference(),))
STRICT = Exercise(SQUAT.references, false_alarm_ratio=0.01)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def catalog(
    tmp_path: Path,
    data: Path,  # noqa: ARG001 - where the command looks first
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[RunningCatalog]:
    with running_catalog(f"sqlite:///{tmp_path}/catalog.sqlite3") as running:
        monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", running.address)
        yield running


def run(*words: str) -> Result:
    return command_line.run("exercise", *words)


def said(*words: str) -> Any:  # noqa: ANN401 - JSON
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def store(catalog: RunningCatalog, exercise: Exercise, expected: str = "") -> str:
    request = StoreExerciseRequest(
        data=exercise_bytes(exercise), expected_digest=expected, author="anna", reason="recorded"
    )
    return catalog.exercises.StoreExercise(request).exercise.live.digest


def test_exercises_are_listed_and_shown(catalog: RunningCatalog) -> None:
    digest = store(catalog, SQUAT)
    [listed] = said("list")
    assert (listed["name"], listed["live"]["digest"]) == ("squat", digest)
    assert said("show", "squat") == listed
    table = run("list").stdout
    assert digest[:12] in table
    assert "3 of 1 person" in table
    assert "anna" in table


def test_the_equipment_that_was_taught_is_named_with_its_ends_and_sizes(
    catalog: RunningCatalog,
) -> None:
    left, right = (taught_end(one, 0.21) for one in (Joint.LEFT_WRIST, Joint.RIGHT_WRIST))
    bar = Equipment(EquipmentKind.BARBELL, {EquipmentEnd.LEFT: left, EquipmentEnd.RIGHT: right})
    store(catalog, replace(SQUAT, equipment=bar))
    line = next(one for one in run("show", "squat").stdout.splitlines() if "Taught with" in one)
    assert line.split("Taught with   ")[1] == (
        "barbell, followed at the left hand (radius 0.21 torso lengths) "
        "and the right hand (radius 0.21 torso lengths)"
    )
    assert said("show", "squat")["equipment"] == {
        "kind": "barbell",
        "ends": [
            {"end": "bar_left", "radius_tl": 0.21},
            {"end": "bar_right", "radius_tl": 0.21},
        ],
    }


def test_going_back_is_listed_with_its_reason(catalog: RunningCatalog) -> None:
    first = store(catalog, SQUAT)
    second = store(catalog, STRICT, first)
    assert run("back", "squat", first[:8], "--reason", "too strict").exit_code == 0
    uses = said("versions", "squat")
    assert [(one["digest"], one["author"], one["reason"]) for one in uses] == [
        (first, "local", "too strict"),
        (second, "anna", "recorded"),
        (first, "anna", "recorded"),
    ]
    result = run("back", "squat", "ffffffff")
    assert (result.exit_code, "'ffffffff' matches 0 of squat" in result.stderr) == (2, True)


def test_an_exercise_is_renamed_archived_and_taken_back(catalog: RunningCatalog) -> None:
    store(catalog, SQUAT)
    assert run("rename", "squat", "back squat").stdout == "squat is called back squat now\n"
    assert run("archive", "back squat").exit_code == 0
    assert said("list") == []
    assert [one["name"] for one in said("list", "--archived")] == ["back squat"]
    assert run("restore", "back squat").exit_code == 0
    assert [one["name"] for one in said("list")] == ["back squat"]
    assert run("show", "squat").exit_code == 2
    assert "there is no exercise 'squat'" in run("show", "squat").stderr


@pytest.mark.parametrize("name", ["squat.reference", "all.zip"])
def test_a_file_is_shown_before_it_is_imported(
    catalog: RunningCatalog, tmp_path: Path, name: str
) -> None:
    first = store(catalog, SQUAT)
    file = tmp_path / name
    assert run("export", str(file), "squat").exit_code == 0
    second = store(catalog, STRICT, first)
    shown = run("import", str(file)).stdout.splitlines()
    assert shown == [
        f"squat, version {first[:12]}: different",
        "  False alarm ratio: 0.01 here, 0.05 in the file.",
        "Nothing is stored yet: --apply does that.",
    ]
    assert said("show", "squat")["live"]["digest"] == second
    assert said("import", str(file), "--apply")["exercises"][0]["comparison"] == "different"
    assert said("show", "squat")["live"]["digest"] == first


def test_a_file_that_is_none_is_refused_in_a_line(catalog: RunningCatalog, tmp_path: Path) -> None:
    store(catalog, SQUAT)
    whole = tmp_path / "all.zip"
    run("export", str(whole))
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-100])
    for file in (tmp_path / "nothing.zip", cut):
        result = run("import", str(file), "--apply")
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1


def test_the_files_of_a_data_folder_are_taken_over_with_their_history_once(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPOTTER_CATALOG_ADDRESS")
    versions = Versions(ReferenceFolder.of(data))
    versions.store(SQUAT, ("3 reps",), datetime(2026, 1, 3, tzinfo=UTC))
    kept = versions.replace(SQUAT, STRICT, ("stricter",), datetime(2026, 1, 4, tzinfo=UTC))
    result = run("versions", "squat", "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == (
        f"Took 1 exercise with their versions from {data / 'references'} into the catalog: squat\n"
    )
    uses = json.loads(result.stdout)
    assert [one["reason"] for one in uses] == ["stricter", "3 reps"]
    assert uses[0]["digest"] == kept.digest
    assert uses[1]["activated_us"] == datetime(2026, 1, 3, tzinfo=UTC).timestamp() * 1e6
    assert kept.path.exists()
    again = run("rename", "squat", "deep squat")
    assert (again.exit_code, again.stderr) == (0, "")


@pytest.mark.usefixtures("catalog")
def test_descriptions_are_looked_at_taken_in_and_found(tmp_path: Path) -> None:
    file = tmp_path / "exercises.json"
    file.write_bytes(file_of(SIT_UP, FLY, {**FLY, "level": 3}))
    looked_at = run("import", str(file)).stdout
    assert "2 exercises: 2 new, 0 that are here with another description or none" in looked_at
    assert "entry 3, 'Cable Crossover': level: " in looked_at
    assert looked_at.endswith("Nothing is stored yet: --apply does that.\n")

    assert said("import", str(file), "--apply")["applied"]
    (found,) = said("list", "--untaught", "chest")
    assert (found["name"], found["description"]["equipment"]) == ("Cable Crossover", "cable")
    assert said("list") == []
    shown = run("show", "Cable Crossover").stdout
    assert "Cable Crossover, not taught yet" in shown
    assert "1. Pull your arms together in front of your chest." in shown
    told = said("show", "Cable Crossover")
    assert (told["created_us"], told["live"]) == (None, None)
    assert told["described"]["description"]["equipment"] == "cable"
    assert "not taught yet" in run("versions", "Cable Crossover").output


@pytest.mark.usefixtures("catalog")
def test_what_is_not_taught_yet_is_renamed_archived_and_restored(tmp_path: Path) -> None:
    file = tmp_path / "exercises.json"
    file.write_bytes(file_of(FLY))
    said("import", str(file), "--apply")
    assert said("rename", "Cable Crossover", "cable-crossover")["name"] == "cable-crossover"
    said("archive", "cable-crossover")
    assert said("list", "--untaught") == []
    assert "not taught yet" in run("list", "--archived").stdout
    (archived,) = said("list", "--archived")
    assert (archived["created_us"] > 0, archived["live"]) == (True, None)
    both = run("list", "--untaught", "--archived")
    assert both.exit_code == 2
    assert "--archived lists those that are not taught, too" in " ".join(both.stderr.split())
    assert said("import", str(file))["exercises"][0]["comparison"] == "same"
    said("restore", "cable-crossover")
    assert [one["name"] for one in said("list", "--untaught")] == ["cable-crossover"]
