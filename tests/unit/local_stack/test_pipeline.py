import os
from pathlib import Path

import pytest

from spotter.local_stack.catalog import CatalogAddress, catalog_service
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.gym import Gym
from spotter.local_stack.pipeline import (
    Page,
    RedisServers,
    environment_for,
    redis_servers,
    services,
    shared_token,
)

GYM = Gym(Path("gym.yaml"), ("squat",), 1, secrets={"SPOTTER_SOURCE": "rtsp://me:sekret@camera/1"})

CATALOG = CatalogAddress("127.0.0.1:7")


def test_frames_have_their_own_server_which_is_not_durable(tmp_path: Path) -> None:
    servers = redis_servers(DataFolder(tmp_path), {})
    assert [server.durable for server in servers.embedded] == [True, False]
    assert servers.url != servers.frames_url


def test_servers_of_the_user_are_used_instead(tmp_path: Path) -> None:
    one = redis_servers(DataFolder(tmp_path), {"SPOTTER_REDIS_URL": "redis://a/0"})
    assert one == RedisServers("redis://a/0", "redis://a/0")
    urls = {"SPOTTER_REDIS_URL": "redis://a/0", "SPOTTER_FRAMES_REDIS_URL": "redis://b/0"}
    assert redis_servers(DataFolder(tmp_path), urls) == RedisServers("redis://a/0", "redis://b/0")


def test_only_camera_ingest_gets_the_address_of_the_camera(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SPOTTER_SOURCE", GYM.secrets["SPOTTER_SOURCE"])
    environment = environment_for(RedisServers("redis://a/0", "redis://b/0"), pretty_logs=False)
    waiting, ingest = services(GYM, Page("127.0.0.1", 8000), cores=2, catalog=CATALOG)
    for service in waiting:
        assert "sekret" not in str(service.command(environment)().environment)
    assert "sekret" in str(ingest.command(environment)().environment)
    assert "sekret" not in str(ingest.command(environment)().arguments)


def test_only_camera_ingest_gets_the_variables_of_a_gym_s_description(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gym = Gym(Path("gym.yaml"), ("squat",), 1, secrets={"CAMERA_PASSWORD": "sekret"})
    monkeypatch.setenv("CAMERA_PASSWORD", "sekret")
    environment = environment_for(
        RedisServers("redis://a/0", "redis://b/0"), pretty_logs=False, secrets=gym.secrets
    )
    waiting, ingest = services(gym, Page("127.0.0.1", 8000), cores=2, catalog=CATALOG)
    for service in waiting:
        assert "sekret" not in str(service.command(environment)().environment)
    assert ingest.command(environment)().environment["CAMERA_PASSWORD"] == "sekret"  # noqa: S105


def test_only_those_who_talk_over_grpc_get_the_token_that_they_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SPOTTER_GRPC_TOKEN", "sekret")
    environment = environment_for(RedisServers("redis://a/0", "redis://b/0"), pretty_logs=False)
    waiting, ingest = services(
        GYM, Page("127.0.0.1", 8000), cores=2, catalog=CatalogAddress("127.0.0.1:7", "sekret")
    )
    knowing = {
        service.process
        for service in (*waiting, ingest)
        if service.command(environment)().environment.get("SPOTTER_GRPC_TOKEN") == "sekret"
    }
    grpc = {"camera_ingest", "checkin", "notifier", "pose_worker", "rep_segmenter", "scorer"}
    assert knowing == grpc
    assert "SPOTTER_GRPC_TOKEN" not in environment


def test_only_the_catalog_gets_the_address_of_the_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = {"SPOTTER_DATABASE_URL": "postgresql://spotter:sekret@db/spotter"}
    monkeypatch.setenv(*own.popitem())
    environment = environment_for(RedisServers("redis://a/0", "redis://b/0"), pretty_logs=False)
    waiting, ingest = services(GYM, Page("127.0.0.1", 8000), cores=2, catalog=CATALOG)
    assert "db/spotter" not in "".join(
        str(service.command(environment)().environment) for service in (*waiting, ingest)
    )
    catalog = catalog_service(DataFolder(tmp_path), CATALOG, os.environ)
    assert "db/spotter" in str(catalog.command(environment)().environment)


def test_the_database_is_in_the_data_folder_unless_it_is_elsewhere(tmp_path: Path) -> None:
    settings = dict(
        catalog_service(DataFolder(tmp_path), CATALOG, {"TZ": "Asia/Tokyo"}).settings or {}
    )
    assert settings["SPOTTER_DATABASE_URL"] == f"sqlite:///{tmp_path}/catalog.sqlite3"
    assert settings["SPOTTER_CATALOG_PORT"] == "7"
    assert settings["SPOTTER_TIME_ZONE"] == "Asia/Tokyo"


def test_a_token_of_the_user_is_used_and_else_a_random_one() -> None:
    assert shared_token({"SPOTTER_GRPC_TOKEN": "theirs"}) == "theirs"
    assert len({shared_token({}) for _ in range(10)}) == 10
    assert min(len(shared_token({})) for _ in range(10)) >= 32


def test_the_page_is_told_when_this_run_began() -> None:
    (notifier, *_), _ = services(
        GYM, Page("127.0.0.1", 8000), cores=2, catalog=CATALOG, since_ms=123
    )
    assert dict(notifier.settings or {})["SPOTTER_TALLIED_SINCE_MS"] == "123"


def test_each_service_stops_after_those_that_send_it_work() -> None:
    waiting, ingest = services(GYM, Page("127.0.0.1", 8000), cores=2, catalog=CATALOG)
    stops = [service.process for service in reversed([*waiting, ingest])]
    assert stops == [
        "camera_ingest",
        "checkin",
        "pose_worker",
        "rep_segmenter",
        "scorer",
        "notifier",
    ]


def test_more_cores_get_more_workers_each_with_its_own_name() -> None:
    waiting, _ = services(GYM, Page("127.0.0.1", 8000), cores=8, catalog=CATALOG)
    assert sum(service.process == "scorer" for service in waiting) == 4
    workers = [service for service in waiting if service.process == "pose_worker"]
    names = {dict(worker.settings or {})["SPOTTER_POSE_WORKER_NAME"] for worker in workers}
    assert len(workers) == len(names) == 4


def test_a_page_on_all_addresses_is_opened_on_this_machine() -> None:
    assert Page("0.0.0.0", 80).url == "http://127.0.0.1:80/"  # noqa: S104
    assert Page("192.168.1.2", 80).url == "http://192.168.1.2:80/"
    assert Page("::", 80).url == "http://[::1]:80/"
    assert Page("fd00::7", 80).url == "http://[fd00::7]:80/"


@pytest.mark.parametrize(("is_open", "said"), [(True, "true"), (False, "false")])
def test_the_page_is_told_whether_it_is_open(*, is_open: bool, said: str) -> None:
    page = Page("127.0.0.1", 8000, is_open)
    (notifier, *_), _ = services(GYM, page, cores=2, catalog=CATALOG)
    assert dict(notifier.settings or {})["SPOTTER_OPEN"] == said
