"""Reads what was trained in a session from the catalog."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from datetime import time as clock_time
from zoneinfo import ZoneInfo

from spotter.api.catalog.v1 import following_service_pb2 as followings
from spotter.api.catalog.v1 import session_service_pb2 as sessions
from spotter.api.catalog.v1 import workout_service_pb2 as workouts
from spotter.api.catalog.v1.following_service_pb2_grpc import FollowingServiceStub
from spotter.api.catalog.v1.ledger_service_pb2_grpc import LedgerServiceStub
from spotter.api.catalog.v1.workout_service_pb2_grpc import WorkoutServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.exports.trained_sets import TrainedSet, followed_sets, noted_sets
from spotter.training.following.values import Following
from spotter.training.workout import Item
from spotter.wire.catalog.records.ledger import RepFilter, entry_of, list_request
from spotter.wire.catalog.training.followings import followed_session_of
from spotter.wire.catalog.training.workouts import KINDS, StoredWorkout, WorkoutKind, workout_of
from spotter.wire.verdicts import RepVerdict

_AT_ONCE = 500


async def sets_of(catalog: AsyncCatalogChannel, session: sessions.Session) -> list[TrainedSet]:
    """The sets of a session, with the loads that Spotter followed, or else that were noted."""
    reps = await _reps(catalog, RepFilter(session_id=session.session_id))
    following = await _followed(catalog, session)
    if following is not None:
        return followed_sets(reps, following.sets)
    begun = datetime.fromtimestamp(session.begun_us / 1e6, await _zone(catalog))
    midnight = datetime.combine(begun, clock_time.min, begun.tzinfo)
    earlier = RepFilter(
        member_id=session.member_id,
        since_us=round(midnight.timestamp()) * 1_000_000,
        until_us=session.begun_us,
    )
    done = await _done(catalog, session.member_id, begun.date())
    return noted_sets(reps, await _reps(catalog, earlier), done)


async def workouts_of(
    catalog: AsyncCatalogChannel, request: workouts.ListWorkoutsRequest
) -> AsyncIterator[StoredWorkout]:
    """All workouts that are asked for, page by page."""
    while True:
        page = await catalog.call(WorkoutServiceStub(catalog.grpc).ListWorkouts, request)
        for one in page.workouts:
            yield workout_of(one)
        if not page.next_page_token:
            return
        request.page_token = page.next_page_token


async def _followed(catalog: AsyncCatalogChannel, session: sessions.Session) -> Following | None:
    request = followings.GetFollowingRequest(session_id=session.session_id)
    found = await catalog.call(FollowingServiceStub(catalog.grpc).GetFollowing, request)
    return followed_session_of(found.following).following if found.HasField("following") else None


async def _reps(catalog: AsyncCatalogChannel, wanted: RepFilter) -> list[RepVerdict]:
    reps: list[RepVerdict] = []
    token = ""
    while True:
        request = list_request(wanted, page_size=_AT_ONCE, page_token=token)
        page = await catalog.call(LedgerServiceStub(catalog.grpc).ListReps, request)
        reps += [entry_of(one).judged for one in page.entries]
        token = page.next_page_token
        if not token:
            return reps


async def _zone(catalog: AsyncCatalogChannel) -> ZoneInfo:
    gym = await catalog.call(WorkoutServiceStub(catalog.grpc).GetToday, workouts.GetTodayRequest())
    return ZoneInfo(gym.time_zone)


async def _done(catalog: AsyncCatalogChannel, member_id: str, day: date) -> list[Item]:
    """What the member noted as done on a day, or Spotter did."""
    request = workouts.ListWorkoutsRequest(
        kind=KINDS.label(WorkoutKind.PERFORMED),
        member_id=member_id,
        first_day=day.isoformat(),
        last_day=day.isoformat(),
    )
    return [item async for one in workouts_of(catalog, request) for item in one.workout.items]
