"""From the session to the performed workout: a simulated athlete, and a catalog that is killed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from spotter.api.catalog.v1 import following_service_pb2 as pb2
from spotter.api.catalog.v1.following_service_pb2_grpc import FollowingServiceStub
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.errors import CatalogAwayError
from spotter.catalog_client.people.members import Members
from spotter.catalog_client.people.sessions import Sessions
from spotter.catalog_client.training.workouts import WantedWorkouts, Workouts
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.training.following.events import OtherLoad
from spotter.training.following.values import Following, SetState
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.training.followings import correction_request, followed_session_of
from spotter.wire.catalog.training.workouts import Placement, WorkoutKind
from support.gyms.gym_in_redis import put_station
from support.gyms.scored_gym import ScoredGym, ScorerInTest
from support.movements.pose_frames import pose_frames
from support.movements.stick_squats import squats
from support.processes.segmenter_replica import Replica
from support.processes.service_process import ServiceProcess, service_process
from support.records.gym_of_two import SQUAT, store
from support.records.people_catalog import REPS
from support.waiting import until

SECOND_US = 1_000_000
PLAN = Workout("Legs", (Item("squat", sets=2, reps=3, rest_s=30, load_kg=60),))


@contextmanager
def asking(catalog: ServiceProcess) -> Iterator[CatalogChannel]:
    address = f"127.0.0.1:{catalog.line('ready')['port']}"
    with CatalogChannel(address, GrpcSecurity()) as channel:
        yield channel


def squat_three_times(client: redis.Redis, start_us: int) -> None:
    """A set, cut by a segmenter and judged by a scorer."""
    frames = pose_frames("rack-1", {1: squats(80, 85, 78, 0, start_us=start_us)})
    replica = Replica(client, now_us=lambda: frames[-1].captured_us)
    replica.maintain("rack-1")
    replica.add(frames)
    ScorerInTest(client).work()


def followed(channel: CatalogChannel) -> Following | None:
    stub = FollowingServiceStub(channel.grpc)
    found = channel.call(stub.GetFollowing, pb2.GetFollowingRequest(station_id="rack-1"))
    one = followed_session_of(found.following) if found.HasField("following") else None
    return one.following if one else None


def reps_of(channel: CatalogChannel) -> list[int]:
    try:
        following = followed(channel)
    except CatalogAwayError:  # it has only just started
        return []
    return [one.reps for one in following.sets] if following else []


def test_a_catalog_killed_between_two_sets_loses_no_rep_and_doubles_none(
    tmp_path: Path, redis_url: str, redis_client: redis.Redis
) -> None:
    url = f"sqlite:///{tmp_path}/gym.sqlite3"
    database = Database(url)
    upgrade(database)
    with database.writing() as session:
        store(session, SQUAT)
    database.close()
    put_station(redis_client, "rack-1", "", candidates=("any",))
    ScoredGym(redis_client)  # keeps the reference
    settings = {"redis_url": redis_url, "database_url": url}
    with service_process("catalog", **settings) as first, asking(first) as channel:
        anna = Members(channel).add("Anna", REPS)
        workouts = Workouts(channel)
        workouts.store(PLAN, Placement(anna.member_id, workouts.today()))
        came, _ = Sessions(channel).begin("rack-1", anna.member_id)
        until(lambda: reps_of(channel) == [0, 0], what="the workout of the day")
        lighter = correction_request("rack-1", OtherLoad(0, 57.5), "ida")
        channel.call(FollowingServiceStub(channel.grpc).Correct, lighter)
        squat_three_times(redis_client, came.begun_us + SECOND_US)
        first.kill()
    squat_three_times(redis_client, came.begun_us + 60 * SECOND_US)
    with service_process("catalog", **settings) as second, asking(second) as channel:
        until(lambda: reps_of(channel) == [3, 3], what="both sets")
        following = followed(channel)
        assert following is not None
        assert [one.state for one in following.sets] == [SetState.DONE] * 2
        assert following.sets[1].began_us - following.sets[0].last_us > 30 * SECOND_US
        Sessions(channel).end(came.session_id)
        wanted = WantedWorkouts(WorkoutKind.PERFORMED, anna.member_id)
        until(lambda: list(Workouts(channel).listed(wanted)), what="what was performed")
        [done] = Workouts(channel).listed(wanted)
    assert done.workout == Workout("Legs", (Item("squat", sets=2, reps=3, load_kg=57.5),))
