"""Stations are paused and resumed: real gRPC, database and Redis."""

from collections.abc import Iterator

import pytest
import redis

from spotter.api.catalog.v1 import station_service_pb2 as pb2
from spotter.api.catalog.v1.station_service_pb2_grpc import StationServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.errors import RefusedError
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.runtime.redis.connection import connect
from spotter.wire.names import paused_key
from support.gyms.gym_in_redis import put_station
from support.records.audited import audited
from support.records.people_catalog import PeopleCatalog, people_catalog


@pytest.fixture
def catalog(database_url: str, redis_client: redis.Redis) -> Iterator[PeopleCatalog]:
    put_station(redis_client, "rack-1")
    with people_catalog(database_url, redis_client) as one:
        yield one


def pause(catalog: PeopleCatalog, station_id: str, author: str = "ida") -> pb2.PauseStationResponse:
    request = pb2.PauseStationRequest(station_id=station_id, author=author)
    with CatalogChannel(catalog.address, GrpcSecurity()) as channel:
        return channel.call(StationServiceStub(channel.grpc).PauseStation, request)


def resume(catalog: PeopleCatalog, station_id: str) -> bool:
    request = pb2.ResumeStationRequest(station_id=station_id, author="ben")
    with CatalogChannel(catalog.address, GrpcSecurity()) as channel:
        return channel.call(StationServiceStub(channel.grpc).ResumeStation, request).is_told


def paused(catalog: PeopleCatalog) -> list[str]:
    with CatalogChannel(catalog.address, GrpcSecurity()) as channel:
        stub = StationServiceStub(channel.grpc)
        found = channel.call(stub.ListPauses, pb2.ListPausesRequest())
    return [one.station_id for one in found.pauses]


def test_a_paused_station_is_told_to_all_until_it_is_resumed_and_the_audit_says_by_whom(
    catalog: PeopleCatalog,
) -> None:
    begun = pause(catalog, "rack-1")
    assert pause(catalog, "rack-1", author="ben") == begun
    assert begun.is_told
    assert catalog.redis.get(paused_key("rack-1")) == str(begun.pause.paused_us).encode()
    assert paused(catalog) == ["rack-1"]
    assert resume(catalog, "rack-1")
    assert resume(catalog, "rack-1")
    assert catalog.redis.get(paused_key("rack-1")) is None
    assert paused(catalog) == []
    assert audited(catalog.database, "rack-1") == [
        "ida: paused the station",
        "ben: resumed the station",
    ]
    with pytest.raises(RefusedError, match="the gym has no station rack-9"):
        pause(catalog, "rack-9")
    with pytest.raises(RefusedError, match="the gym has no station rack-9"):
        resume(catalog, "rack-9")


def test_what_redis_missed_is_said_and_written_anew(
    database_url: str, redis_client: redis.Redis
) -> None:
    put_station(redis_client, "rack-1")
    put_station(redis_client, "rack-2")
    redis_client.set(paused_key("rack-2"), 1)  # was resumed while Redis was away
    with people_catalog(database_url, connect("redis://127.0.0.1:9", retries=0)) as away:
        assert not resume(away, "rack-1")
        assert not pause(away, "rack-1").is_told
    with people_catalog(database_url, redis_client) as back:
        back.people.tend()
    assert redis_client.exists(paused_key("rack-1")) == 1
    assert redis_client.exists(paused_key("rack-2")) == 0
