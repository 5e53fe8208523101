"""Notices what happens to sessions, cameras and trainers, and says whose reps are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from spotter.alerting.events import DutyChanged
from spotter.catalog.alerts.deciding.turns import Happened
from spotter.catalog.alerts.intake.attendance import (
    Attendance,
    Attended,
    attendance,
    changed_sessions,
    with_sessions,
)
from spotter.catalog.alerts.intake.happenings import (
    Judgement,
    camera_changes,
    gives_pictures,
    judgements,
    pauses_begun,
    states_in,
    states_of,
    without_clock,
)
from spotter.catalog.alerts.intake.streams import Streams
from spotter.catalog.classes.timetable import Timetable
from spotter.catalog.database.opening import Database
from spotter.catalog.stream_reading import Entries

_LOOK_S = 10.0
_SETTLED_S = 60.0
"""After which what was said of cameras is of this run: at a gym's start they connect one by one,
and what Redis still has of the last run says that they are away."""
_A_DAY_US = 24 * 3_600_000_000
"""What ended before is not remembered: the longest that the engine waits is for minutes."""
_ENDED_LATELY_US = 60_000_000
"""Before the last look: an end is written with the time at which it was asked for."""


class GymWatch:
    """Compares how things are with how they were when it last looked, or was told to begin anew.

    ``now_us`` is the wall clock's time in microseconds, ``clock`` is monotonic. All methods raise
    :class:`redis.RedisError` and :class:`DatabaseError`.
    """

    def __init__(
        self,
        database: Database,
        streams: Streams,
        zone: ZoneInfo,
        *,
        now_us: Callable[[], int],
        clock: Callable[[], float],
    ) -> None:
        self._database = database
        self._streams = streams
        self._zone = zone
        self._now_us = now_us
        self._clock = clock
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget how things were: all that is so now has happened since."""
        self._attendance = Attendance(Timetable((), self._zone))
        self._told: Mapping[str, Attended] = {}
        self._cameras: dict[str, bool] = {}
        self._paused = set[str]()
        self._without_clock = frozenset[str]()
        self._trainers = 0
        self._ended_since_us = self._now_us() - _A_DAY_US
        self._next_look_s = self._clock()
        self._settled_s = self._clock() + _SETTLED_S

    def cameras(self, entries: Entries) -> list[Happened]:
        """What these entries say of cameras."""
        states, now_us = states_in(entries), self._now_us()
        paused = pauses_begun(states, self._paused, now_us)
        return [*camera_changes(states, self._cameras, now_us), *paused]

    def look(self, *, sessions_changed: bool) -> list[Happened]:
        """What else has happened, if it is time to look."""
        now_us, is_due = self._now_us(), self._clock() >= self._next_look_s
        found = list[Happened]()
        if is_due:
            found += self._cameras_now(now_us)
            self._next_look_s = self._clock() + _LOOK_S
        if is_due or sessions_changed:
            found += self._people_now(now_us)
        return found

    def reps(self, entries: Entries) -> tuple[list[Judgement], int]:
        """The reps that were judged in these entries, and how many entries cannot be read."""
        return judgements(entries, self._without_clock)

    def happened(self, reps: Sequence[Judgement]) -> list[Happened]:
        """These reps as events, with whose they are."""
        ids = {one.judged.session_id for one in reps} - {"", *self._attendance.sessions}
        if ids:
            with self._database.reading() as session:
                self._attendance = with_sessions(session, self._attendance, ids)
        now_us, whose = self._now_us(), self._attendance.whose
        return [one.happened(whose(one.judged, one.said_us), now_us) for one in reps]

    def _cameras_now(self, now_us: int) -> Iterator[Happened]:
        found = self._streams.stations()
        self._without_clock = without_clock(found.stations)
        states = states_of(found.states)
        yield from pauses_begun(states, self._paused, now_us)
        if self._clock() < self._settled_s:
            states = [one for one in states if gives_pictures(one, found.silent)]
        yield from camera_changes(states, self._cameras, now_us, found.silent)

    def _people_now(self, now_us: int) -> Iterator[Happened]:
        with self._database.reading() as session:
            self._attendance = attendance(session, self._zone, self._ended_since_us)
        self._ended_since_us = now_us - _ENDED_LATELY_US
        yield from changed_sessions(self._told, self._attendance, now_us)
        self._told = self._attendance.sessions
        trainers = max(1, len(self._attendance.timetable.trainers_at(now_us)))
        if trainers != self._trainers:
            self._trainers = trainers
            yield Happened(DutyChanged(trainers), now_us)
