"""Descriptions of exercises: taken in, found, planned, taught; real gRPC and databases."""

from collections.abc import Iterator

import grpc
import pytest
import redis

from spotter.api.catalog.v1 import exercise_service_pb2 as pb2
from spotter.catalog_client.errors import RefusedError, UnknownError
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.exercises.exercises import Comparison
from support.records.audited import audited
from support.records.described import FLY, SIT_UP, SQUAT, file_of
from support.records.taught import teach
from support.records.workout_catalog import WorkoutCatalog, workout_catalog

FILE = file_of(SIT_UP, SQUAT, FLY)


@pytest.fixture
def catalog(database_url: str, redis_client: redis.Redis) -> Iterator[WorkoutCatalog]:
    with workout_catalog(database_url, redis_client) as one:
        teach(one.exercises, "squat")
        yield one


def compared(catalog: WorkoutCatalog, file: bytes) -> list[tuple[str, Comparison]]:
    return [(one.name, one.comparison) for one in catalog.descriptions.preview(file).exercises]


def names(catalog: WorkoutCatalog, search: str = "", *, only_untaught: bool = False) -> list[str]:
    found = catalog.descriptions.listed(search, only_untaught=only_untaught)
    return [one.name for one in found]


def test_a_file_is_looked_at_and_taken_in_once(catalog: WorkoutCatalog) -> None:
    new, here, same = Comparison.NEW, Comparison.DIFFERENT, Comparison.SAME
    assert compared(catalog, FILE) == [
        ("3/4 Sit-Up", new),
        ("Squat", here),
        ("Cable Crossover", new),
    ]
    assert names(catalog) == []

    catalog.descriptions.import_file(FILE)
    assert audited(catalog.database, "descriptions") == [
        "ida: took in the descriptions of 3 exercises"
    ]
    assert {kind for _, kind in compared(catalog, FILE)} == {same}
    catalog.descriptions.import_file(FILE)
    assert len(audited(catalog.database, "descriptions")) == 1

    ((_, kind),) = compared(catalog, file_of({**FLY, "equipment": "bands"}))
    assert kind is here
    catalog.descriptions.import_file(file_of({**FLY, "equipment": "bands"}))
    assert catalog.descriptions.named("Cable Crossover").description.equipment == "bands"


def test_taught_ones_are_found_first_and_all_by_name_equipment_or_muscle(
    catalog: WorkoutCatalog,
) -> None:
    catalog.descriptions.import_file(FILE)
    assert names(catalog) == ["squat", "3/4 Sit-Up", "Cable Crossover"]
    assert names(catalog, only_untaught=True) == ["3/4 Sit-Up", "Cable Crossover"]
    assert names(catalog, "GLUTES barbell") == ["squat"]
    assert names(catalog, "cable chest") == ["Cable Crossover"]
    assert names(catalog, "cable glutes") == []


def test_one_that_is_not_taught_is_planned_and_not_among_those_that_are_judged(
    catalog: WorkoutCatalog,
) -> None:
    catalog.descriptions.import_file(FILE)
    stored = catalog.workouts.store(Workout("Chest", (Item("Cable Crossover", 3, reps=12),)))
    assert catalog.workouts.get(stored.workout_id).workout.items[0].exercise == "Cable Crossover"
    listed = catalog.exercises.ListExercises(pb2.ListExercisesRequest()).exercises
    assert [one.name for one in listed] == ["squat"]
    with pytest.raises(UnknownError, match=r"no exercise 'squats'; most like it: squat$"):
        catalog.workouts.store(Workout("Legs", (Item("squats", 3, reps=12),)))


def test_taught_under_its_name_it_is_the_same_exercise(catalog: WorkoutCatalog) -> None:
    catalog.descriptions.import_file(FILE)
    before = catalog.descriptions.named("Cable Crossover")
    assert teach(catalog.exercises, "Cable Crossover") == before.exercise_id
    after = catalog.descriptions.named("Cable Crossover")
    assert (before.is_taught, after.is_taught) == (False, True)
    assert after.description == before.description
    assert names(catalog) == ["Cable Crossover", "squat", "3/4 Sit-Up"]


def test_an_exercise_that_is_called_otherwise_here_is_known_by_its_entry(
    catalog: WorkoutCatalog,
) -> None:
    catalog.descriptions.import_file(FILE)
    squat = catalog.descriptions.named("squat")
    catalog.exercises.RenameExercise(
        pb2.RenameExerciseRequest(exercise_id=squat.exercise_id, name="Kniebeuge", author="ida")
    )
    other = {**FLY, "id": "Kniebeuge", "name": "Kniebeuge"}
    found = catalog.descriptions.preview(file_of(SQUAT, other))
    assert [(one.exercise_id, one.comparison) for one in found.exercises] == [
        (squat.exercise_id, Comparison.SAME)
    ]
    assert found.not_understood == (
        "Kniebeuge: another entry describes the exercise Kniebeuge here",
    )


def test_what_cannot_be_done_without_recordings_is_said_in_words(catalog: WorkoutCatalog) -> None:
    catalog.descriptions.import_file(FILE)
    no_recordings = "Cable Crossover is not taught yet: there are no recordings of it"
    with pytest.raises(grpc.RpcError, match=no_recordings):
        catalog.exercises.GetExercise(pb2.GetExerciseRequest(name="Cable Crossover"))
    with pytest.raises(RefusedError, match="expected the JSON of free-exercise-db"):
        catalog.descriptions.import_file(b"no JSON")
    with pytest.raises(UnknownError, match="there is no exercise 'plank'"):
        catalog.descriptions.named("plank")
