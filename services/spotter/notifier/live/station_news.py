"""Tells pages how stations have changed; of who sees only part of a station, that part."""

from collections.abc import Callable

from spotter.notifier.live.pages.open_pages import OpenPages
from spotter.notifier.live.pages.viewer import Audience, Viewer, Whose
from spotter.notifier.live.station_status import StationStatusBoard
from spotter.notifier.live.training.attendance import Attendance
from spotter.notifier.views.messages import StationChanged
from spotter.notifier.views.models import StationView
from spotter.wire.stations import Station


class StationNews:
    """The views of stations as they were told last; ``clock`` gives seconds since the Unix epoch.

    Who sees a station because of who trains there is told of these reps alone.
    """

    def __init__(
        self,
        board: StationStatusBoard,
        attendance: Attendance,
        pages: OpenPages,
        clock: Callable[[], float],
    ) -> None:
        self._board = board
        self._attendance = attendance
        self._pages = pages
        self._clock = clock
        self._told: dict[str, StationView] = {}

    def set_stations(self, stations: dict[str, Station]) -> None:
        """Replace the stations; if they have changed, send every page a new snapshot."""
        now_s = self._clock()
        if self._board.set_stations(stations, now_s):
            changed = self._board.take_changed(now_s)
            self._told = {one: self._board.view(one, now_s) for one in changed}
            self._pages.renew()

    def tell(self) -> None:
        """Tell which stations have changed, also merely because time has passed."""
        now_s = self._clock()
        for station_id in self._board.take_changed(now_s):
            view = self._board.view(station_id, now_s)
            if view != self._told.get(station_id):
                self._tell(view)

    def views(self, viewer: Viewer) -> list[StationView]:
        """The current state of every station that a viewer sees, in their order."""
        self.tell()
        return [
            self._told[one] if viewer.sees_whole(one) else self._part(one)
            for one in self._board.stations
            if viewer.sees_station(one)
        ]

    def _tell(self, view: StationView) -> None:
        station_id = view.station_id
        self._told[station_id] = view
        here = Audience(whose=frozenset({Whose(station_id)}))
        self._pages.tell(lambda at: StationChanged(at=at, station=view), here)
        if self._pages.who_see_part(station_id):
            self._tell_part(station_id)
        if view.status != "live":
            self._pages.forget_pose(station_id)

    def _tell_part(self, station_id: str) -> None:
        part, whose = self._part(station_id), frozenset({self._attendance.whose_now(station_id)})
        self._pages.tell(
            lambda at: StationChanged(at=at, station=part),
            Audience(whose=whose, but_not=station_id),
        )

    def _part(self, station_id: str) -> StationView:
        session = self._attendance.session_at(station_id)
        session_id = session.session_id if session else ""
        return self._board.view(station_id, self._clock(), session_id=session_id)
