"""From `session begin` to the rep: the catalog as a process that is really killed."""

from pathlib import Path

import redis

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.members import Members
from spotter.catalog_client.people.sessions import Sessions
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire import names
from support.movements.pose_frames import pose_frames
from support.movements.stick_squats import squats
from support.processes.segmenter_replica import Replica, stored_reps
from support.processes.service_process import ServiceProcess, warm_service
from support.records.people_catalog import REPS
from support.waiting import until

TOKEN = "sekret"  # noqa: S105 - of a gym that does not exist


def connected(catalog: ServiceProcess) -> CatalogChannel:
    address = f"127.0.0.1:{catalog.line('ready')['port']}"
    return CatalogChannel(address, GrpcSecurity(TOKEN))


def cut_three_reps(client: redis.Redis, start_us: int) -> None:
    frames = pose_frames("rack-1", {1: squats(80, 85, 78, 0, start_us=start_us)})
    Replica(client, now_us=lambda: frames[-1].captured_us).add(frames)


def test_a_rep_has_its_session_also_while_the_catalog_is_away(
    tmp_path: Path, redis_url: str, gym: redis.Redis
) -> None:
    settings = {
        "redis_url": redis_url,
        "database_url": f"sqlite:///{tmp_path}/gym.sqlite3",
        "grpc_token": TOKEN,
    }
    with warm_service("catalog", **settings) as first:
        with connected(first) as channel:
            anna = Members(channel).add("Anna", REPS)
            session, _ = Sessions(channel).begin("rack-1", anna.member_id)
            Members(channel).change_height(anna.member_id, 1.78)
        first.process.kill()
        first.wait()
    cut_three_reps(gym, session.begun_us + 1_000_000)
    reps = stored_reps(gym)
    assert [(rep.session_id, rep.member_id, rep.height_m) for rep in reps] == [
        (session.session_id, anna.member_id, 1.78)
    ] * 3
    gym.delete(names.STATION_SESSIONS)
    with warm_service("catalog", **settings) as second, connected(second) as channel:
        until(lambda: gym.hexists(names.STATION_SESSIONS, "rack-1"), what="the session")
        ended = Sessions(channel).end(session.session_id)
        assert ended.ended_us is not None
        cut_three_reps(gym, ended.ended_us + 60_000_000)
    assert [rep.session_id for rep in stored_reps(gym)] == [session.session_id] * 3 + [""] * 3
