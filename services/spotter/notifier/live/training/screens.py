"""What each station's own screen shows of people and alerts. Pure."""

from collections.abc import Callable, Iterable, Mapping

from spotter.notifier.live.alert_board import AlertBoard
from spotter.notifier.live.training.following_board import FollowingBoard
from spotter.notifier.views.screen_view import (
    CallView,
    ScreenCueView,
    ScreenSessionView,
    ScreenView,
)
from spotter.notifier.views.v1.alerts.alerts import AlertView, CueView
from spotter.notifier.views.v1.people.sessions import SessionView
from spotter.notifier.views.words import Words, is_said_so
from spotter.training.following.values import Following

_CUES_SHOWN = 5
_NO_RECORDS = Words(
    "This gym keeps no records, so nobody can be called from here.",
    {"de": "Dieses Studio führt keine Aufzeichnungen, also kann von hier niemand gerufen werden."},
)

SessionAt = Callable[[str], SessionView | None]
"""Who trains at a station; None: nobody in particular."""


class Screens:
    """Makes the views of stations' screens, and tells each screen when it shows something else.

    ``tell`` is given a view; ``clock`` gives seconds since the Unix epoch.
    """

    def __init__(
        self,
        alerts: AlertBoard,
        session_at: SessionAt,
        followings: FollowingBoard,
        tell: Callable[[ScreenView], None],
        clock: Callable[[], float],
    ) -> None:
        self._alerts = alerts
        self._session_at = session_at
        self._followings = followings
        self._tell = tell
        self._clock = clock
        self._told: dict[str, ScreenView] = {}
        self._told_problem = alerts.problem

    def show(self, station_id: str) -> ScreenView:
        """What the screen of a station shows now, which is told by that."""
        view = self._told[station_id] = self._view(station_id)
        return view

    def tell_changed(self, station_ids: Iterable[str]) -> None:
        """Tell those of the stations whose screen shows something else than was told."""
        for view in map(self._view, station_ids):
            if view != self._told.get(view.station_id):
                self._told[view.station_id] = view
                self._tell(view)

    def tell_problem(self, station_ids: Iterable[str]) -> None:
        """Tell all stations if the records have gone, or are back."""
        if self._told_problem != self._alerts.problem:
            self._told_problem = self._alerts.problem
            self.tell_changed(station_ids)

    def set_followings(self, followings: Mapping[str, Following]) -> None:
        """Set the workouts that are followed, by station, and tell the screens that show others."""
        self.tell_changed(self._followings.know(followings, self._now_us()))

    def set_following(self, station_id: str, following: Following | None) -> None:
        """Set that of one station."""
        self.tell_changed(self._followings.put(station_id, following, self._now_us()))

    def turn_followings(self) -> None:
        """Tell the screens where time has changed something, such as the end of a rest."""
        self.tell_changed(self._followings.turn(self._now_us()))

    def _now_us(self) -> int:
        return int(self._clock() * 1000) * 1000

    def _view(self, station_id: str) -> ScreenView:
        session = self._session_at(station_id)
        return ScreenView(
            station_id=station_id,
            session=_session_view(session) if session else None,
            following=self._followings.view(station_id),
            cues=self._cues_at(station_id),
            call=self._call_at(station_id),
            problem=self._alerts.problem if self._alerts.has_records else _NO_RECORDS,
        )

    def _cues_at(self, station_id: str) -> tuple[ScreenCueView, ...]:
        here = [one for one in self._alerts.cues.values() if one.station_id == station_id]
        return tuple(
            ScreenCueView(cue_id=one.cue_id, text=self._said(one), name=one.name, at_ms=one.at_ms)
            for one in sorted(here, key=lambda cue: cue.at_ms)[-_CUES_SHOWN:]
        )

    def _said(self, cue: CueView) -> str:
        """What the cue says: in each language if it was picked from those of its alert."""
        alert = self._alerts.alerts.get(cue.alert_id or "")
        picked = (one for one in alert.cues if is_said_so(one, cue.text)) if alert else ()
        return next(iter(picked), cue.text)

    def _call_at(self, station_id: str) -> CallView | None:
        calls = [one for one in self._alerts.alerts.values() if _is_open_call(one, station_id)]
        if not calls:
            return None
        latest = max(calls, key=lambda one: one.opened_ms)
        return CallView(
            alert_id=latest.alert_id,
            at_ms=latest.opened_ms,
            taken_by=latest.taking.name if latest.taking else None,
        )


def _is_open_call(alert: AlertView, station_id: str) -> bool:
    return (alert.kind, alert.station_id, alert.ended_ms) == ("call", station_id, None)


def _session_view(session: SessionView) -> ScreenSessionView:
    return ScreenSessionView(
        session_id=session.session_id,
        first_name=session.member_name.split()[0],
        begun_ms=session.begun_ms,
    )
