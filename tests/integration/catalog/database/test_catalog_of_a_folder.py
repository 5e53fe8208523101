"""How commands reach the catalog of a data folder."""

import json
import stat
from pathlib import Path

import grpc
import psutil
from grpc_health.v1 import health_pb2, health_pb2_grpc

from spotter.local_stack.catalog import CatalogAddress, catalog_of, write_catalog_address
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.ports import free_port
from support.processes.service_process import warm_service


def _answers(catalog: CatalogAddress) -> bool:
    with grpc.insecure_channel(catalog.address) as channel:
        asked = health_pb2.HealthCheckRequest()
        said = health_pb2_grpc.HealthStub(channel).Check(asked, timeout=60, wait_for_ready=True)
    return bool(said.status == health_pb2.HealthCheckResponse.SERVING)


def test_without_a_gym_a_catalog_runs_as_long_as_it_is_needed(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    others = set(psutil.Process().children(recursive=True))  # such as a database of other tests
    with catalog_of(data, {}) as catalog:
        assert _answers(catalog)
        assert data.database.is_file()
        children = set(psutil.Process().children(recursive=True)) - others
        assert children
    assert not any(child.is_running() for child in children)


def test_the_catalog_of_a_running_gym_is_used(tmp_path: Path, redis_url: str) -> None:
    data = DataFolder(tmp_path)
    data.run.mkdir()
    own = CatalogAddress(f"127.0.0.1:{free_port()}", "secret")
    write_catalog_address(data, own)
    assert stat.S_IMODE(data.catalog.stat().st_mode) == 0o600
    with warm_service(
        "catalog",
        redis_url=redis_url,
        database_url=f"sqlite:///{tmp_path}/gym.sqlite3",
        catalog_port=own.address.rpartition(":")[2],
    ) as running:
        running.line("ready")
        with catalog_of(data, {}) as catalog:
            assert catalog == own
    assert "secret" not in repr(own)


def test_a_gym_that_was_killed_is_no_running_gym(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    data.run.mkdir()
    gone = {"address": f"127.0.0.1:{free_port()}", "token": "secret"}
    data.catalog.write_text(json.dumps(gone))
    with catalog_of(data, {}) as catalog:
        assert catalog.address != gone["address"]
        assert _answers(catalog)


def test_an_address_in_the_environment_comes_first(tmp_path: Path) -> None:
    own = {"SPOTTER_CATALOG_ADDRESS": "catalog:50061", "SPOTTER_GRPC_TOKEN": "theirs"}
    with catalog_of(DataFolder(tmp_path), own) as catalog:
        assert catalog == CatalogAddress("catalog:50061", "theirs")
