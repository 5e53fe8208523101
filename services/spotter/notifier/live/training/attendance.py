"""Who trains at which station, and whose what happens there is. Pure."""

from collections import OrderedDict

from spotter.notifier.live.pages.viewer import WHOLE_GYM, Whose
from spotter.notifier.live.training.who_trains import by_station
from spotter.notifier.views.messages import WhoTrains
from spotter.notifier.views.models import VerdictView
from spotter.notifier.views.v1.people.sessions import SessionView

_KEPT = 5_000
"""Sessions whose last verdicts may still come."""


class Attendance:
    """The open sessions, and the latest that have ended."""

    def __init__(self) -> None:
        self.who_trains = WhoTrains(sessions=None, problem="")
        self._open: dict[str, SessionView] = {}
        self._known: OrderedDict[str, Whose] = OrderedDict()

    def know(self, who_trains: WhoTrains) -> None:
        """Set who trains."""
        self.who_trains = who_trains
        self._open = by_station(who_trains)
        for session in self._open.values():
            self._known[session.session_id] = _whose(session)
            self._known.move_to_end(session.session_id)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)

    def session_at(self, station_id: str) -> SessionView | None:
        """Who trains at a station; None: nobody in particular, or that is not known."""
        return self._open.get(station_id)

    def whose_now(self, station_id: str) -> Whose:
        """Whose a station is now."""
        session = self.session_at(station_id)
        return _whose(session) if session else Whose(station_id)

    def whose_at(self, station_id: str, at_ms: int | None) -> Whose:
        """Whose something is that happened at a station, of which it does not say whose it is.

        It is not theirs who came later. ``at_ms`` since the Unix epoch; None: it goes on.
        """
        session = self.session_at(station_id)
        is_theirs = session and (at_ms is None or at_ms >= session.begun_ms)
        return _whose(session) if session and is_theirs else Whose(station_id)

    def whose_rep(self, verdict: VerdictView) -> Whose:
        """Whose a rep is, as its verdict says; a session that is not known is nobody's."""
        known = self._known.get(verdict.session_id, WHOLE_GYM)
        return Whose(verdict.station_id, known.member_id, known.class_id)


def _whose(session: SessionView) -> Whose:
    return Whose(session.station_id, session.member_id, session.class_id or "")
