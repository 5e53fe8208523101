"""The workouts that are followed at stations. Pure."""

from collections.abc import Mapping

from spotter.notifier.views.following_view import FollowingView, following_view
from spotter.training.following.passing import advance, due_us
from spotter.training.following.values import Following


class FollowingBoard:
    """The workouts by station, as they are when :meth:`turn` was last called."""

    def __init__(self) -> None:
        self._followings: dict[str, Following] = {}
        self._due_us: dict[str, int] = {}

    def know(self, followings: Mapping[str, Following], now_us: int) -> set[str]:
        """Set all of them; returns the stations where that may be another one."""
        gone = self._followings.keys() - followings.keys()
        return gone.union(
            *(self.put(one, followings.get(one), now_us) for one in followings),
            *(self.put(one, None, now_us) for one in gone),
        )

    def put(self, station_id: str, following: Following | None, now_us: int) -> set[str]:
        """Set that of a station; returns the station if that is another one."""
        before = self._followings.get(station_id)
        self._due_us.pop(station_id, None)
        if following is None:
            self._followings.pop(station_id, None)
            return {station_id} if before else set()
        now = self._followings[station_id] = advance(following, now_us)
        due = due_us(now)
        if due is not None:
            self._due_us[station_id] = due
        return {station_id} if now != before else set()

    def turn(self, now_us: int) -> set[str]:
        """Let time pass; returns the stations where that changes something."""
        due = [station_id for station_id, at_us in self._due_us.items() if at_us <= now_us]
        return set[str]().union(*(self.put(one, self._followings[one], now_us) for one in due))

    def view(self, station_id: str) -> FollowingView | None:
        """What is shown at a station; None: nothing is followed there."""
        following = self._followings.get(station_id)
        return None if following is None else following_view(following)
