"""Reps are cut and judged by the catalog's exercises, and by what is kept while it is away."""

from pathlib import Path

import redis

from spotter.api.catalog.v1.exercise_service_pb2 import StoreExerciseRequest
from spotter.catalog.change_stream import ChangeStream
from spotter.movement.values.taught.exercise import Exercise
from spotter.wire.names import EXERCISE_CHANGES, VERDICTS
from spotter.wire.references import exercise_bytes
from support.gyms.gym_in_redis import put_station
from support.movements.stick_squats import squat_reference
from support.processes.segmenter_replica import recent_reps, stored_reps
from support.processes.segmenter_stream import send
from support.processes.service_process import ServiceProcess, warm_service
from support.records.running_catalog import RunningCatalog, running_catalog
from support.waiting import until

SQUAT = Exercise((squat_reference(),))
STRICT = Exercise(SQUAT.references, false_alarm_ratio=0.01)
REPS = 3


def store(catalog: RunningCatalog, exercise: Exercise, expected: str = "") -> str:
    request = StoreExerciseRequest(
        data=exercise_bytes(exercise), expected_digest=expected, author="anna"
    )
    return catalog.exercises.StoreExercise(request).exercise.live.digest


def used_by(segmenter: ServiceProcess, client: redis.Redis, station_id: str) -> set[str]:
    """The versions by which the reps of a new station are cut, once they are judged."""
    put_station(client, station_id)
    before = client.xlen(VERDICTS)
    send(segmenter.line("ready")["address"], recent_reps(station_id))
    until(lambda: client.xlen(VERDICTS) == before + REPS, what="verdicts")
    return {rep.reference_digest for rep in stored_reps(client) if rep.station_id == station_id}


def test_a_new_version_is_used_at_once_and_the_last_one_while_the_catalog_is_away(
    redis_url: str, redis_client: redis.Redis, tmp_path: Path
) -> None:
    changes = ChangeStream(redis_client)
    put_station(redis_client, "rack-1")
    with running_catalog(
        f"sqlite:///{tmp_path}/catalog.sqlite3",
        tell=lambda changed: changes.announce(EXERCISE_CHANGES, changed),
    ) as catalog:
        settings = {"redis_url": redis_url, "catalog_address": catalog.address}
        first = store(catalog, SQUAT)
        with (
            warm_service("rep_segmenter", **settings) as segmenter,
            warm_service("scorer", **settings),
        ):
            assert used_by(segmenter, redis_client, "rack-1") == {first}
            second = store(catalog, STRICT, first)
            kept = Path(tmp_path / "kept_exercises" / "live.json")
            until(lambda: second in kept.read_text(), what="the news of the version")
            assert used_by(segmenter, redis_client, "rack-2") == {second}
    with (
        warm_service("rep_segmenter", **settings) as segmenter,
        warm_service("scorer", **settings),
    ):
        segmenter.line("judging by the exercises kept here")
        assert used_by(segmenter, redis_client, "rack-3") == {second}
