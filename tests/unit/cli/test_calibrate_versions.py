"""No version of an exercise is lost: ``--history`` and ``--revert``."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from spotter.cli.app import make_app
from spotter.exercise_store.errors import ConflictError, ExerciseStoreError
from spotter.exercise_store.references import ReferenceFolder
from spotter.exercise_store.versions import Versions
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from spotter.wire.references import exercise_bytes, reference_digest
from support.movements.varied_squats import varied_squats

RNG = np.random.default_rng(2)
SQUAT = Exercise((Reference("squat", varied_squats(RNG, 3), "anna"),))
BOLDER = replace(SQUAT, false_alarm_ratio=0.1)
NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Versions:
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("SPOTTER_REDIS_URL", raising=False)
    return Versions(ReferenceFolder.of(tmp_path))


def digest(exercise: Exercise) -> str:
    return reference_digest(exercise_bytes(exercise))


def run(*words: str) -> Result:
    arguments = ["calibrate", "squat", *words]
    return CliRunner().invoke(make_app(arguments), arguments)


def listed() -> list[dict[str, Any]]:
    told: dict[str, Any] = json.loads(run("--history", "--json").stdout)
    found: list[dict[str, Any]] = told["versions"]
    return found


def test_each_version_has_its_time_and_its_changes(versions: Versions) -> None:
    versions.store(SQUAT, ("recorded",), NOON)
    versions.store(BOLDER, ("10%",), NOON + timedelta(days=1))
    assert [(one["digest"], one["since"], one["what"]) for one in listed()] == [
        (digest(SQUAT), "2025-03-01T12:00:00+00:00", ["recorded"]),
        (digest(BOLDER), "2025-03-02T12:00:00+00:00", ["10%"]),
    ]
    said = run("--history").stdout
    assert "squat: 2 versions, the last is live" in said
    assert "3 good reps of 1 person, 0 faulty, 0 cues, 10%" in said


def test_times_are_stored_in_utc(versions: Versions) -> None:
    versions.store(SQUAT, ("recorded",), NOON.astimezone(timezone(timedelta(hours=9))))
    assert listed()[0]["since"] == "2025-03-01T12:00:00+00:00"


def test_a_revert_is_shown_first_and_is_a_version_itself(versions: Versions) -> None:
    versions.store(SQUAT, ("recorded",), NOON)
    versions.store(BOLDER, ("10%",), NOON)
    wanted = digest(SQUAT)[:6]
    assert "Nothing is changed yet" in run("--revert", wanted.upper()).stdout
    assert versions.live("squat").false_alarm_ratio == 0.1

    assert run("--revert", wanted, "--apply").exit_code == 0
    assert exercise_bytes(versions.live("squat")) == exercise_bytes(SQUAT)
    assert [one["digest"] for one in listed()] == [digest(one) for one in (SQUAT, BOLDER, SQUAT)]
    assert listed()[-1]["what"] == [f"back to version {digest(SQUAT)[:12]}"]

    assert run("--revert", digest(BOLDER), "--apply").exit_code == 0
    assert versions.live("squat").false_alarm_ratio == 0.1


def test_a_revert_to_the_live_version_changes_nothing(versions: Versions) -> None:
    versions.store(SQUAT, ("recorded",), NOON)
    assert json.loads(run("--revert", digest(SQUAT), "--json").stdout)["change"] is None


def test_storing_the_same_exercise_again_makes_no_version(versions: Versions) -> None:
    for _ in range(2):
        stored = versions.store(SQUAT, ("recorded",), NOON)
    assert stored.previous is None
    assert len(versions.history("squat")) == 1


def test_a_file_copied_by_hand_is_a_version(versions: Versions) -> None:
    versions.folder.store(SQUAT)
    assert [(one.digest, one.since) for one in versions.history("squat")] == [(digest(SQUAT), None)]
    assert "unknown time" in run("--history").stdout
    versions.store(BOLDER, ("10%",), NOON)
    assert exercise_bytes(versions.named("squat", digest(SQUAT))) == exercise_bytes(SQUAT)
    assert len(versions.history("squat")) == 2


def test_an_unknown_version_is_refused_with_the_known_ones(
    versions: Versions,
) -> None:
    versions.store(SQUAT, ("recorded",), NOON)
    for wrong in ("0000000", digest(SQUAT)[:3], "", "../../x"):
        with pytest.raises(ExerciseStoreError, match=rf"of squat: {digest(SQUAT)[:12]}"):
            versions.named("squat", wrong)


def test_a_concurrent_change_is_not_undone(versions: Versions) -> None:
    versions.store(SQUAT, ("recorded",), NOON)
    versions.store(BOLDER, ("10%",), NOON)
    with pytest.raises(ConflictError, match="somebody else changed squat meanwhile"):
        versions.replace(SQUAT, replace(SQUAT, false_alarm_ratio=0.2), ("20%",), NOON)
    assert versions.live("squat").false_alarm_ratio == 0.1


@pytest.mark.parametrize("line", ["{", "[]", "null", '{"what": 1}', '{"what": []}'])
def test_a_damaged_history_is_named_and_left_alone(versions: Versions, line: str) -> None:
    versions.store(SQUAT, ("recorded",), NOON)
    notes = versions.folder.folder / "history" / "squat.jsonl"
    notes.write_text(f"{line}\n")
    result = run("--history")
    assert result.exit_code == 2
    assert f"{notes}: expected one version a line" in result.stderr
    assert run("--false-alarms", "10%", "--apply").exit_code == 2
    assert notes.read_text() == f"{line}\n"
    assert exercise_bytes(versions.live("squat")) == exercise_bytes(SQUAT)
