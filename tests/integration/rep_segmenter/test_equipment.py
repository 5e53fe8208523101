"""A segmenter tells pose workers, by a real Redis, which equipment to follow at its stations."""

from dataclasses import replace

import pytest
import redis

from spotter.movement.values import NO_ENDS, Equipment, EquipmentEnd, EquipmentKind
from spotter.wire.names import STATIONS, paused_key, station_equipment_key, taught_equipment_key
from spotter.wire.poses.people import SoughtEquipment
from spotter.wire.references import equipment_bytes, equipment_digest, equipment_from_bytes
from spotter.wire.sessions import StationSession
from support.gyms.gym_in_redis import put_sessions, put_station
from support.movements.mixed_training import CANDIDATES, one_after_another, references
from support.movements.pose_frames import pose_frames
from support.processes.segmenter_replica import Replica, stored_reps
from support.records.kept_exercises import put_exercise, put_reference

BAR = Equipment(EquipmentKind.BARBELL, {EquipmentEnd.LEFT: b"left", EquipmentEnd.RIGHT: b"right"})
BELLS = Equipment(EquipmentKind.DUMBBELLS, {EquipmentEnd.LEFT: b"a dumbbell"})


@pytest.fixture(autouse=True)
def _exercises(redis_client: redis.Redis) -> None:  # noqa: ARG001 - emptied before
    squat, curl = references()
    put_exercise(squat, BAR)
    put_exercise(curl, BELLS)
    put_reference(replace(squat, exercise="lunge"))


def followed(client: redis.Redis, station_id: str = "rack-1") -> EquipmentKind | None:
    """What a pose worker would find for the station."""
    digest = client.get(station_equipment_key(station_id))
    if digest is None:
        return None
    taught = client.get(taught_equipment_key(digest.decode()))  # type: ignore[union-attr]
    assert isinstance(taught, bytes)
    return equipment_from_bytes(taught).kind


def test_it_tells_the_equipment_of_a_stations_exercise_and_nothing_where_there_is_none(
    redis_client: redis.Redis,
) -> None:
    put_station(redis_client, "rack-1", "squat")
    put_station(redis_client, "rack-2", "squat")
    put_station(redis_client, "mat", "lunge")
    Replica(redis_client).housekeeping("one")()
    assert followed(redis_client) == followed(redis_client, "rack-2") == EquipmentKind.BARBELL
    assert followed(redis_client, "mat") is None
    taught = [*redis_client.scan_iter(taught_equipment_key("*"))]
    assert len(taught) == 1
    assert dict(equipment_from_bytes(redis_client.get(taught[0])).taught) == dict(BAR.taught)  # type: ignore[arg-type]


def test_what_it_tells_expires_and_is_renewed_as_long_as_it_is_true(
    redis_client: redis.Redis,
) -> None:
    put_station(redis_client, "rack-1", "squat")
    step = Replica(redis_client).housekeeping("one")
    step()
    keys = [station_equipment_key("rack-1"), *redis_client.scan_iter(taught_equipment_key("*"))]
    usual_s = [redis_client.ttl(key) for key in keys]
    for key in keys:
        redis_client.expire(key, 2)
    step()
    assert all(redis_client.ttl(key) > 2 for key in keys)
    assert all(left > 2 for left in usual_s)
    redis_client.delete(*keys)
    step()
    assert followed(redis_client) is EquipmentKind.BARBELL


def test_a_paused_station_has_none_until_it_is_resumed(redis_client: redis.Redis) -> None:
    put_station(redis_client, "rack-1", "squat")
    step = Replica(redis_client).housekeeping("one")
    step()
    redis_client.set(paused_key("rack-1"), 1)
    step()
    assert followed(redis_client) is None
    redis_client.delete(paused_key("rack-1"))
    step()
    assert followed(redis_client) is EquipmentKind.BARBELL


def test_a_station_that_is_removed_has_none(redis_client: redis.Redis) -> None:
    put_station(redis_client, "rack-1", "squat")
    step = Replica(redis_client).housekeeping("one")
    step()
    redis_client.hdel(STATIONS, "rack-1")
    step()
    assert followed(redis_client) is None


def test_it_is_told_by_the_segmenter_that_owns_the_station_alone(
    redis_client: redis.Redis,
) -> None:
    names = [f"rack-{number}" for number in range(8)]
    for name in names:
        put_station(redis_client, name, "squat")
    one, other = (Replica(redis_client).housekeeping(member) for member in ("one", "other"))
    one()
    told = {name for name in names if followed(redis_client, name)}
    assert 0 < len(told) < len(names)
    other()
    assert all(followed(redis_client, name) for name in names)


def test_among_several_exercises_the_one_that_is_due_decides(redis_client: redis.Redis) -> None:
    put_station(redis_client, "rack-1", "", candidates=CANDIDATES)
    step = Replica(redis_client).housekeeping("one")
    step()
    assert followed(redis_client) is None
    for due, kind in (("squat", EquipmentKind.BARBELL), ("biceps-curl", EquipmentKind.DUMBBELLS)):
        put_sessions(redis_client, "rack-1", StationSession("s", "m", 1, expected=due))
        step()
        assert followed(redis_client) is kind


def test_and_where_none_is_due_the_one_that_is_recognised(redis_client: redis.Redis) -> None:
    put_station(redis_client, "rack-1", "", candidates=CANDIDATES)
    replica = Replica(redis_client)
    step = replica.housekeeping("one")
    replica.add(pose_frames("rack-1", {1: one_after_another(("biceps-curl", 2))}))
    step()
    assert followed(redis_client) is EquipmentKind.DUMBBELLS
    replica.clock.now_s += 60
    step()
    replica.segmenter.maintain("rack-1")
    step()
    assert followed(redis_client) is None  # whoever did curls has left


def test_reps_that_were_looked_at_for_the_exercise_before_are_not_done_without_their_own(
    redis_client: redis.Redis,
) -> None:
    put_station(redis_client, "rack-1", "", candidates=CANDIDATES)
    bar = SoughtEquipment(equipment_digest(equipment_bytes(BAR)), BAR.kind)
    frames = [
        replace(
            frame, sought=bar, people=tuple(replace(one, equipment=NO_ENDS) for one in frame.people)
        )
        for frame in pose_frames("rack-1", {1: one_after_another(("squat", 2), ("biceps-curl", 2))})
    ]
    Replica(redis_client).add(frames)
    is_known = {
        (rep.exercise, rep.poses.equipment is not None) for rep in stored_reps(redis_client)
    }
    assert is_known == {("squat", True), ("biceps-curl", False)}
