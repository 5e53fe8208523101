from pathlib import Path
from typing import cast

import pytest
import redis

from spotter.cli.publishing import publish
from spotter.demo.errors import UnknownExerciseError
from spotter.demo.reference_supply import supply
from spotter.exercise_store.errors import ExerciseStoreError
from spotter.exercise_store.references import ReferenceFolder
from spotter.movement.values.exercise import Exercise
from spotter.movement.values.reference import Reference
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.wire.names import REFERENCES, reference_key
from spotter.wire.references import exercise_from_bytes, reference_digest
from support.performed import performed


def recorded(folder: Path, exercise: str) -> ReferenceFolder:
    own = ReferenceFolder.of(folder)
    own.store(Exercise((Reference(exercise, (performed("squat", 1),)),)))
    return own


def test_an_unknown_exercise_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    own = recorded(tmp_path, "plank")
    with pytest.raises(UnknownExerciseError) as refused:
        supply(["squat", "moonwalk"], own, tmp_path / "demo")
    said = str(refused.value)
    assert "no reference for 'moonwalk'" in said
    assert "plank, pull-up, push-up, squat" in said
    assert "spotter record moonwalk good.mp4" in said


def test_the_user_s_reference_comes_before_the_demo_s(tmp_path: Path) -> None:
    own = recorded(tmp_path, "squat")
    files, jobs = supply(["squat"], own, tmp_path / "demo")
    assert files == {"squat": own.path("squat")}
    assert jobs == []


def test_a_demo_reference_is_made_only_if_missing(tmp_path: Path) -> None:
    own, demo = ReferenceFolder.of(tmp_path), tmp_path / "demo"
    files, jobs = supply(["squat"], own, demo)
    assert [job.path for job in jobs] == [files["squat"]]
    demo.mkdir()
    files["squat"].touch()
    again, jobs = supply(["squat"], own, demo)
    assert (again, jobs) == (files, [])


def test_another_estimator_gets_its_own_demo_reference(tmp_path: Path) -> None:
    own, demo = ReferenceFolder.of(tmp_path), tmp_path / "demo"
    usual, _ = supply(["squat"], own, demo)
    other, jobs = supply(["squat"], own, demo, "blazepose-heavy")
    assert other != usual
    assert [job.estimator for job in jobs] == ["blazepose-heavy"]


def test_any_means_every_recorded_exercise_besides_the_named_ones(tmp_path: Path) -> None:
    own = recorded(tmp_path, "plank")
    recorded(tmp_path, "squat")
    files, jobs = supply(["lunge", "any", "squat"], own, tmp_path / "demo")
    assert set(files) == {"lunge", "squat", "plank"}
    assert [job.path for job in jobs] == [files["lunge"]]


def test_any_means_every_demo_exercise_if_nothing_is_recorded(tmp_path: Path) -> None:
    files, jobs = supply(["any", "squat"], ReferenceFolder.of(tmp_path), tmp_path / "demo")
    assert set(files) == set(EXERCISES)
    assert sorted(job.path for job in jobs) == sorted(files.values())


def test_a_published_reference_is_found_by_its_exercise(
    redis_client: redis.Redis, tmp_path: Path
) -> None:
    own = recorded(tmp_path, "squat")
    publish(redis_client, {"squat": own.path("squat")})
    digest = cast("bytes", redis_client.hget(REFERENCES, "squat")).decode()
    data = cast("bytes", redis_client.get(reference_key(digest)))
    assert reference_digest(data) == digest
    assert exercise_from_bytes(data).name == "squat"


def test_a_damaged_reference_is_named(redis_client: redis.Redis, tmp_path: Path) -> None:
    path = tmp_path / "squat.reference"
    path.write_bytes(b"\xff\xff")
    with pytest.raises(ExerciseStoreError, match=r"squat.reference: expected a reference"):
        publish(redis_client, {"squat": path})
