"""Follows how far members have come in their workouts."""

from collections.abc import Callable, Iterable, Mapping

import structlog

from spotter.api.catalog.v1 import following_service_pb2 as pb2
from spotter.api.catalog.v1.following_service_pb2_grpc import FollowingServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.notifier.live.live import Live
from spotter.notifier.readers.catalog.asking_times import ANSWER_S, AskingTimes
from spotter.notifier.readers.catalog.changes import CatalogChanges
from spotter.training.following.values import Following
from spotter.wire.catalog.training.followings import followed_session_of
from spotter.wire.errors import WireError
from spotter.wire.names import FOLLOWING_CHANGES, SESSION_CHANGES

_ANYWAY_S = 10.0
"""A change whose message was lost is noticed after so long."""


class FollowingReader:
    """Asks the catalog for a station's workout when it says that it changed, and for all at times.

    While the catalog is away, what was known is shown. ``clock`` returns monotonic seconds,
    ``random`` values from 0 to 1.
    """

    def __init__(
        self,
        changes: CatalogChanges,
        catalog: AsyncCatalogChannel,
        live: Live,
        clock: Callable[[], float],
        random: Callable[[], float],
    ) -> None:
        self._changes = changes
        self._catalog = catalog
        self._live = live
        self._times = AskingTimes(_ANYWAY_S, clock, random)
        self._is_away = False

    async def step(self) -> None:
        """Ask for what has changed, and wait up to half a second for a change."""
        await self._changes.begin()
        if self._times.is_due:
            await self._ask_all()
        self._live.screens.turn_followings()
        changed = await self._changes.changed()
        if self._is_away:
            return
        if SESSION_CHANGES in changed:
            self._times.soon()
        for station_id in sorted(changed.get(FOLLOWING_CHANGES, ())):
            await self._ask(station_id)

    async def _ask(self, station_id: str) -> None:
        request = pb2.GetFollowingRequest(station_id=station_id)
        try:
            stub = FollowingServiceStub(self._catalog.grpc)
            found = await self._catalog.call(stub.GetFollowing, request, timeout_s=ANSWER_S)
            one = followed_session_of(found.following) if found.HasField("following") else None
        except (CatalogAwayError, RefusedError, WireError) as error:
            self._lose(str(error))
        else:
            self._live.screens.set_following(station_id, one.following if one else None)

    async def _ask_all(self) -> None:
        request = pb2.ListFollowingsRequest()
        try:
            stub = FollowingServiceStub(self._catalog.grpc)
            found = await self._catalog.call(stub.ListFollowings, request, timeout_s=ANSWER_S)
            followings = _by_station(found.followings)
        except (CatalogAwayError, RefusedError, WireError) as error:
            self._lose(str(error))
            return
        if self._is_away:
            structlog.get_logger().info("workouts are known again")
        self._is_away = False
        self._times.answered()
        self._live.screens.set_followings(followings)

    def _lose(self, reason: str) -> None:
        if not self._is_away:
            structlog.get_logger().warning("workouts are not known", reason=reason)
        self._is_away = True
        self._times.lost()


def _by_station(found: Iterable[pb2.Following]) -> Mapping[str, Following]:
    each = map(followed_session_of, found)
    return {one.station_id: one.following for one in each}
