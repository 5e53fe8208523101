"""Sends what happens at the stations to every open page."""

from collections.abc import Callable, Iterable, Mapping

from spotter.notifier.live.history import History
from spotter.notifier.live.ledger_delay import LedgerDelay
from spotter.notifier.live.mailbox import Mailbox, Message
from spotter.notifier.live.shortfall_board import ShortfallBoard
from spotter.notifier.live.station_status import StationStatusBoard
from spotter.notifier.live.storage import Storage
from spotter.notifier.views.messages import (
    Snapshot,
    StationChanged,
    WhoTrains,
    WhoTrainsChanged,
    event,
    verdict_event,
)
from spotter.notifier.views.models import StationView, VerdictView
from spotter.notifier.views.pose_view import pose_view
from spotter.runtime.redis.room import Room
from spotter.wire.poses.people import PoseFrame
from spotter.wire.stations import Station, StationState

_FEED_SHOWN = 50


class Live:
    """Keeps board and history up to date and puts changes into the pages' mailboxes.

    ``clock`` gives seconds since the Unix epoch.
    """

    def __init__(
        self,
        status_board: StationStatusBoard,
        history: History,
        shortfalls: ShortfallBoard,
        clock: Callable[[], float],
    ) -> None:
        self.history = history
        self.storage = Storage(Room(0, 0), writes_to_disk=True)
        self.ledger = LedgerDelay()
        self.shortfalls = shortfalls
        self._status_board = status_board
        self._clock = clock
        self._published: dict[str, StationView] = {}
        self._who_trains = WhoTrains(sessions=None, problem="")
        self._mailboxes: set[Mailbox] = set()
        self._told_who_trains: set[Mailbox] = set()

    def join(self, wake: Callable[[], None], *, is_told_who_trains: bool = False) -> Mailbox:
        """Register a page that has just been opened and return its mailbox."""
        mailbox = Mailbox(wake, self._snapshot_with_names if is_told_who_trains else self._snapshot)
        self._mailboxes.add(mailbox)
        if is_told_who_trains:
            self._told_who_trains.add(mailbox)
        return mailbox

    def leave(self, mailbox: Mailbox) -> None:
        """Forget a page."""
        self._mailboxes.discard(mailbox)
        self._told_who_trains.discard(mailbox)

    @property
    def client_count(self) -> int:
        """How many pages are open."""
        return len(self._mailboxes)

    def station_ids(self) -> tuple[str, ...]:
        """The stations' ids, in the order they are shown."""
        return tuple(self._status_board.stations)

    def is_watched(self, station_id: str) -> bool:
        """Whether any page shows this station."""
        return any(mailbox.watches(station_id) for mailbox in self._mailboxes)

    def stations(self) -> list[StationView]:
        """The current state of every station."""
        return self._status_board.views(self._clock())

    def restore_verdict(self, verdict: VerdictView) -> None:
        """Put a verdict from before this process started on the board, without telling pages."""
        self._status_board.add_verdict(verdict)
        self.history.add(verdict)

    def add_verdict(self, verdict: VerdictView) -> None:
        """Put a new verdict on the board and send it to every page."""
        self.restore_verdict(verdict)
        self.shortfalls.add_verdict(verdict)
        self._broadcast(verdict_event(verdict))
        self.publish_changes()

    def set_stations(self, stations: dict[str, Station]) -> None:
        """Replace the stations; if they have changed, send every page a new snapshot."""
        if self._status_board.set_stations(stations, self._clock()):
            for mailbox in self._mailboxes:
                mailbox.put_snapshot()

    def set_states(self, states: Iterable[StationState]) -> None:
        """Apply the states of cameras and tell every page what has changed."""
        for state in states:
            self._status_board.set_state(state, self._clock())
        self.publish_changes()

    def set_storage(self, storage: Storage) -> None:
        """Set how much room is left; tell every page when that has become a problem, or is none."""
        before, self.storage = self._notice, storage
        self._publish_notice(before)

    def set_ledger(self, delay: LedgerDelay) -> None:
        """Set how far the ledger is behind; tell every page when that has become a problem."""
        before, self.ledger = self._notice, delay
        self._publish_notice(before)

    def set_who_trains(self, who_trains: WhoTrains) -> None:
        """Set who trains; if that has changed, tell the pages that may know it."""
        before, self._who_trains = self._who_trains, who_trains
        if who_trains != before:
            message = event(WhoTrainsChanged(who_trains=who_trains))
            for mailbox in self._told_who_trains:
                mailbox.put_event(message)

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Say where the pipeline of each station stalls and tell every page what has changed."""
        self._status_board.set_problems(problems)
        self.publish_changes()

    def judge_shortfalls(self) -> None:
        """Find what every live station lacks and tell every page what has changed."""
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
            pose = pose_view(frame, station.zone).model_dump_json()
            for mailbox in self._mailboxes:
                mailbox.put_pose(frame.station_id, pose)

    def publish_changes(self) -> None:
        """Send every page the stations that have changed, also merely because time has passed."""
        before, self._published = self._published, {one.station_id: one for one in self.stations()}
        for view in self._published.values():
            if view != before.get(view.station_id):
                self._broadcast(event(StationChanged(station=view)))
                if view.status != "live":
                    self._forget_pose(view.station_id)

    @property
    def _notice(self) -> str:
        """What is wrong in the whole gym; what keeps reps from being judged goes first."""
        return self.storage.problem or self.ledger.problem

    def _publish_notice(self, before: str) -> None:
        if self._notice != before:
            for mailbox in self._mailboxes:
                mailbox.put_snapshot()

    def _snapshot_with_names(self) -> Message:
        return self._snapshot(self._who_trains)

    def _snapshot(self, who_trains: WhoTrains | None = None) -> Message:
        return event(
            Snapshot(
                now_ms=int(self._clock() * 1000),
                notice=self._notice,
                stations=self.stations(),
                feed=self.history.feed(_FEED_SHOWN, self._status_board.stations),
                who_trains=who_trains,
            )
        )

    def _broadcast(self, message: Message) -> None:
        for mailbox in self._mailboxes:
            mailbox.put_event(message)

    def _forget_pose(self, station_id: str) -> None:
        for mailbox in self._mailboxes:
            mailbox.forget_pose(station_id)
