"""What a pose worker knows of the equipment at its stations, from a real Redis."""

import pytest
import redis
from prometheus_client import CollectorRegistry
from structlog.testing import capture_logs

from spotter.movement.values import Equipment, EquipmentEnd, EquipmentKind
from spotter.pose_worker.equipment.metrics import EquipmentMetrics
from spotter.pose_worker.equipment.taught_equipment import TaughtEquipment
from spotter.wire.names import station_equipment_key, taught_equipment_key
from spotter.wire.poses.people import SoughtEquipment
from spotter.wire.references import equipment_bytes, equipment_digest
from support.equipment.lifters import NAMES, curls, taught_by
from support.equipment.played import tell_equipment
from support.servers.redis_server import redis_server


@pytest.fixture(scope="module")
def plates() -> Equipment:
    taught = taught_by(curls(15))
    return Equipment(
        EquipmentKind.BARBELL, {end: taught[NAMES[end.index]].to_bytes() for end in EquipmentEnd}
    )


def reading(client: redis.Redis, *stations: str) -> TaughtEquipment:
    return TaughtEquipment(client, lambda: stations, EquipmentMetrics(CollectorRegistry()))


def test_it_knows_the_ends_of_its_own_stations(
    redis_client: redis.Redis, plates: Equipment
) -> None:
    tell_equipment(redis_client, "rack-1", plates)
    tell_equipment(redis_client, "rack-9", plates)
    known = reading(redis_client, "rack-1", "mat")
    known.step()
    assert list(known.by_station) == ["rack-1"]
    found = known.by_station["rack-1"]
    assert {end: one.to_bytes() for end, one in found.ends.items()} == dict(plates.taught)
    digest = equipment_digest(equipment_bytes(plates))
    assert found.sought == SoughtEquipment(digest, EquipmentKind.BARBELL)


def test_the_same_equipment_stays_the_same_object_and_is_fetched_once(
    redis_client: redis.Redis, plates: Equipment
) -> None:
    tell_equipment(redis_client, "rack-1", plates)
    known = reading(redis_client, "rack-1", "rack-2")
    known.step()
    first, ends = known.by_station, known.by_station["rack-1"]
    redis_client.delete(*redis_client.scan_iter(taught_equipment_key("*")))
    known.step()
    assert known.by_station is first
    digest = redis_client.get(station_equipment_key("rack-1"))
    redis_client.set(station_equipment_key("rack-2"), digest)  # type: ignore[arg-type]
    known.step()
    assert known.by_station["rack-2"] is known.by_station["rack-1"] is ends


def test_what_is_told_and_not_stored_yet_is_known_as_soon_as_it_is(
    redis_client: redis.Redis, plates: Equipment
) -> None:
    tell_equipment(redis_client, "rack-1", plates)
    [key] = redis_client.scan_iter(taught_equipment_key("*"))
    data = redis_client.get(key)
    redis_client.delete(key)
    known = reading(redis_client, "rack-1")
    known.step()
    assert not known.by_station
    redis_client.set(key, data)  # type: ignore[arg-type]
    known.step()
    assert list(known.by_station) == ["rack-1"]


def test_while_redis_is_away_what_was_known_stays(plates: Equipment) -> None:
    with redis_server() as url:
        client = redis.Redis.from_url(url)
        tell_equipment(client, "rack-1", plates)
        known = reading(client, "rack-1")
        known.step()
    with capture_logs() as said:
        known.step()
        known.step()
    assert list(known.by_station) == ["rack-1"]
    assert [(line["event"], line["waiting"]) for line in said] == [
        ("Redis does not answer", "equipment")
    ]
