"""Sends what happens at the stations to every open page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from spotter.notifier.live.alert_board import AlertBoard, AlertChange
from spotter.notifier.live.history import History
from spotter.notifier.live.keeping_up.gym_notice import GymNotice
from spotter.notifier.live.keeping_up.ledger_delay import LedgerDelay
from spotter.notifier.live.keeping_up.shortfall_board import ShortfallBoard
from spotter.notifier.live.keeping_up.storage import Storage
from spotter.notifier.live.pages.event_log import EventLog
from spotter.notifier.live.pages.mailbox import MAX_EVENTS, Mailbox, Message, Whole
from spotter.notifier.live.pages.open_pages import OpenPages
from spotter.notifier.live.pages.viewer import Audience, Subject, Viewer, Whose
from spotter.notifier.live.station_news import StationNews
from spotter.notifier.live.station_status import StationStatusBoard
from spotter.notifier.live.training.attendance import Attendance
from spotter.notifier.live.training.following_board import FollowingBoard
from spotter.notifier.live.training.screens import Screens
from spotter.notifier.live.training.who_trains import changed_sessions, seen_by
from spotter.notifier.views.messages import (
    AlertsChanged,
    Heartbeat,
    NewVerdict,
    ScreenChanged,
    SessionChanged,
    Snapshot,
    WhoTrains,
)
from spotter.notifier.views.models import StationView, VerdictView
from spotter.notifier.views.pose_view import pose_view
from spotter.notifier.views.screen_view import ScreenView
from spotter.notifier.views.v1.alerts.alerts import AlertsView
from spotter.notifier.views.v1.people.sessions import SessionView
from spotter.notifier.views.words import json_in
from spotter.wire.poses.people import PoseFrame
from spotter.wire.stations import Station, StationState

_FEED_SHOWN = 50
_ANYBODY = Viewer()


@dataclass(frozen=True, slots=True)
class Boards:
    """What is known of the gym."""

    stations: StationStatusBoard
    history: History
    shortfalls: ShortfallBoard
    alerts: AlertBoard
    attendance: Attendance
    followings: FollowingBoard = field(default_factory=FollowingBoard)


class Live:
    """Keeps the boards up to date and tells the pages what has changed.

    What is done for a change does not grow with the number of stations. ``name`` is this process's
    own, and ``clock`` gives seconds since the Unix epoch.
    """

    def __init__(self, name: str, boards: Boards, clock: Callable[[], float]) -> None:
        self.history = boards.history
        self.alerts = boards.alerts
        self.attendance = boards.attendance
        self.shortfalls = boards.shortfalls
        self._notice = GymNotice()
        self._status_board = boards.stations
        self._clock = clock
        self.screens = Screens(
            boards.alerts,
            boards.attendance.session_at,
            boards.followings,
            self._tell_screen,
            clock,
        )
        log = EventLog(name, kept=MAX_EVENTS)
        self._pages = OpenPages(log, Whole(self._snapshot, self._heartbeat))
        self._news = StationNews(boards.stations, boards.attendance, self._pages, clock)

    def join(self, wake: Callable[[], None], viewer: Viewer = _ANYBODY, after: str = "") -> Mailbox:
        """Register a page that has just been opened and return its mailbox.

        One that comes back names the place that it had come to: ``after``.
        """
        return self._pages.join(wake, viewer, after)

    def leave(self, mailbox: Mailbox) -> None:
        """Forget a page."""
        self._pages.leave(mailbox)

    def beat(self) -> None:
        """Tell every page that its connection stands."""
        self._pages.beat()

    @property
    def client_count(self) -> int:
        """How many pages are open."""
        return len(self._pages)

    def station_ids(self) -> tuple[str, ...]:
        """The stations' ids, in the order they are shown."""
        return tuple(self._status_board.stations)

    def is_watched(self, station_id: str) -> bool:
        """Whether any page shows this station."""
        return self._pages.is_watched(station_id)

    def stations(self, viewer: Viewer = _ANYBODY) -> list[StationView]:
        """The current state of every station that a viewer sees."""
        return self._news.views(viewer)

    def sees_rep(self, viewer: Viewer, verdict: VerdictView) -> bool:
        """Whether a viewer sees a rep: by its station, or by whose it is."""
        return viewer.sees(self.attendance.whose_rep(verdict))

    def restore_verdicts(self, verdicts: Iterable[VerdictView]) -> None:
        """Put verdicts from before this process started on the board, the oldest first.

        Pages that were opened before they were read are sent a snapshot.
        """
        for verdict in verdicts:
            self._keep_verdict(verdict)
        self._pages.renew()

    def add_verdict(self, verdict: VerdictView) -> None:
        """Put a new verdict on the board and send it to the pages."""
        self._keep_verdict(verdict)
        self.shortfalls.add_verdict(verdict)
        self._pages.tell(
            lambda at: NewVerdict(at=at, verdict=verdict),
            Audience(whose=frozenset({self.attendance.whose_rep(verdict)})),
            rep_ended_ms=verdict.ended_ms,
        )
        self.publish_changes()

    def set_stations(self, stations: dict[str, Station]) -> None:
        """Replace the stations; if they have changed, send every page a new snapshot."""
        self._news.set_stations(stations)

    def set_states(self, states: Iterable[StationState]) -> None:
        """Apply the states of cameras and tell the pages what has changed."""
        for state in states:
            self._status_board.set_state(state, self._clock())
        self.publish_changes()

    def set_filmed(self, station_ids: frozenset[str]) -> None:
        """Set the stations whose pictures are being kept, and tell the pages."""
        self._status_board.set_filmed(station_ids)
        self.publish_changes()

    @property
    def storage(self) -> Storage:
        """How much room is left."""
        return self._notice.storage

    @property
    def ledger(self) -> LedgerDelay:
        """How far the ledger is behind."""
        return self._notice.ledger

    def set_storage(self, storage: Storage) -> None:
        """Set how much room is left; tell every page when that has become a problem, or is none."""
        self._set_notice(replace(self._notice, storage=storage))

    def set_ledger(self, delay: LedgerDelay) -> None:
        """Set how far the ledger is behind; tell every page when that has become a problem."""
        self._set_notice(replace(self._notice, ledger=delay))

    def set_outage(self, words: str) -> None:
        """Say why nothing new is known at all; empty: it is."""
        self._set_notice(replace(self._notice, outage=words))

    def set_who_trains(self, who_trains: WhoTrains) -> None:
        """Set who trains; if that has changed, tell the pages that may know it."""
        changed = changed_sessions(self.attendance.who_trains, who_trains)
        saw = {one: self._pages.who_see_part(one) for one in changed or ()}
        self.attendance.know(who_trains)
        if changed is None:
            self._pages.renew()
            return
        self.screens.tell_changed(changed)
        for station_id, session in changed.items():
            self._tell_session(station_id, session)
            for mailbox in saw[station_id] | self._pages.who_see_part(station_id):
                mailbox.put_snapshot()

    def replace_alerts(self, known: AlertsView) -> None:
        """Set all alerts anew; if they are others than before, send every page a snapshot."""
        if self.alerts.replace(known):
            self._pages.renew()

    def tell_alerts(self, changes: Iterable[AlertChange]) -> None:
        """Tell the pages that may know it what has changed on the board of alerts."""
        for change in changes:
            self._tell_alerts(change)
            self.screens.tell_changed(_stations_of(change))
        self.screens.tell_problem(self._status_board.stations)
        self.alerts.forget_old(self._now_ms())

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Say where the pipeline of each station stalls and tell the pages what has changed."""
        self._status_board.set_problems(problems)
        self.publish_changes()

    def judge_shortfalls(self) -> None:
        """Find what every live station lacks and tell the pages what has changed."""
        self.shortfalls.turn(self._status_board.live())
        self._status_board.set_shortfalls(
            {one: self.shortfalls.of(one) for one in self._status_board.live_ids()}
        )
        self.publish_changes()

    def live_ids(self) -> list[str]:
        """The stations whose camera says that it is live."""
        return self._status_board.live_ids()

    def poses(self, frame: PoseFrame) -> None:
        """Send a station's newest poses to the pages that show it."""
        station = self._status_board.stations.get(frame.station_id)
        if station is None:
            return
        self._status_board.note_activity(frame.station_id, self._clock())
        self.shortfalls.add_people(frame)
        if self.is_watched(frame.station_id):
            pose = pose_view(frame).model_dump_json()
            self._pages.put_pose(frame.station_id, pose)

    def publish_changes(self) -> None:
        """Tell the pages which stations have changed, also merely because time has passed."""
        self._news.tell()

    def _keep_verdict(self, verdict: VerdictView) -> None:
        self._status_board.add_verdict(verdict)
        self.history.add(verdict)

    def _tell_session(self, station_id: str, session: SessionView | None) -> None:
        self._pages.tell(
            lambda at: SessionChanged(at=at, station_id=station_id, session=session),
            _at_station(station_id, Subject.WHO_TRAINS),
        )

    def _tell_alerts(self, change: AlertChange) -> None:
        self._pages.tell(
            lambda at: AlertsChanged(at=at, alerts=change.alerts),
            Audience(Subject.ALERTS, change.whose),
        )

    def _tell_screen(self, view: ScreenView) -> None:
        self._pages.tell(
            lambda at: ScreenChanged(at=at, screen=view),
            _at_station(view.station_id, Subject.SCREEN),
        )

    def _set_notice(self, notice: GymNotice) -> None:
        before, self._notice = self._notice.words, notice
        if notice.words != before:
            self._pages.renew()

    def _snapshot(self, viewer: Viewer) -> Message:
        now_ms = self._now_ms()
        knows_names, knows_alerts = map(viewer.is_told, (Subject.WHO_TRAINS, Subject.ALERTS))
        stations = self.stations(viewer)
        shows_screen = viewer.is_told(Subject.SCREEN) and len(stations) == 1
        snapshot = Snapshot(
            at=self._pages.place,
            now_ms=now_ms,
            notice=self._notice.words,
            stations=stations,
            feed=self.history.feed(_FEED_SHOWN, lambda one: self._is_in_feed(viewer, one)),
            who_trains=seen_by(viewer, self.attendance.who_trains) if knows_names else None,
            alerts=self.alerts.seen_by(viewer, now_ms) if knows_alerts else None,
            screen=self.screens.show(stations[0].station_id) if shows_screen else None,
        )
        return Message(snapshot.model_dump_json(), translated=partial(json_in, snapshot))

    def _is_in_feed(self, viewer: Viewer, verdict: VerdictView) -> bool:
        is_there = verdict.station_id in self._status_board.stations
        return is_there and self.sees_rep(viewer, verdict)

    def _heartbeat(self) -> Message:
        beat = Heartbeat(at=self._pages.place, now_ms=self._now_ms())
        return Message(beat.model_dump_json())

    def _now_ms(self) -> int:
        return int(self._clock() * 1000)


def _stations_of(change: AlertChange) -> set[str]:
    return {one.station_id for one in change.whose if one.station_id}


def _at_station(station_id: str, subject: Subject) -> Audience:
    return Audience(subject, frozenset({Whose(station_id)}))
