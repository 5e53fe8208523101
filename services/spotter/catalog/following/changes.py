"""What changes workouts that are followed, in one transaction."""

from collections import defaultdict
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import FollowingRow, MemberRow, SessionRow
from spotter.catalog.following.happenings import Happened
from spotter.catalog.following.performing import store_performed
from spotter.catalog.following.statements import Found, latest_of, numbers_of, of_session, over
from spotter.catalog.members.statements import held
from spotter.training.following.events import Correction, Event
from spotter.training.following.machine import follow
from spotter.training.following.passing import advance, left, newly_done
from spotter.training.following.values import Following
from spotter.wire.catalog.training.followed_workouts import following_bytes, following_from_bytes
from spotter.wire.errors import WireError


class Changes:
    """Changes workouts in the transaction of ``session``; ``stations`` are those where.

    With ``are_others``, cameras look for something else there than before. ``sets_done`` more sets
    are done, of which ``sets_tapped`` were ticked off by the ``correction``.
    ``now_us`` is the wall clock's time in microseconds; the gym's days begin in ``zone``.
    """

    def __init__(self, session: Session, zone: ZoneInfo, now_us: int) -> None:
        self.stations: set[str] = set()
        self.are_others = False
        self.sets_done = self.sets_tapped = 0
        self.correction: Correction | None = None
        self._session = session
        self._zone = zone
        self._now_us = now_us

    def count(self, happened: Iterable[Happened]) -> None:
        """Count reps and holds to the workouts of their sessions; a session may have none."""
        events = defaultdict[str, list[Event]](list)
        for one in happened:
            events[one.session_id].append(one.event)
        for session_id, session_no in numbers_of(self._session, events).items():
            self._follow(self._going_on(session_no), events[session_id])

    def correct(self, session_no: int, correction: Correction) -> None:
        """Correct the workout of a session. Raises :class:`NothingToCorrectError`."""
        self._follow(of_session(self._session, session_no), [correction])
        self.correction = correction

    def end(self) -> None:
        """End the workouts of sessions that have ended."""
        for session_no in over(self._session):
            self._follow(of_session(self._session, session_no), ())

    def _follow(self, known: Found | None, events: Iterable[Event]) -> None:
        """Lets these events happen, unless the member is erased: that locks them first, too."""
        member = None if known is None else held(self._session, known[1].member_no)
        if known is None or member is None:
            return
        found = of_session(self._session, known[1].no, to_change=True)
        before = None if found is None else _read(*found)
        if found is None or before is None:
            return
        row, of = found
        following = before
        for event in events:
            following = self._after(event, following)
        if of.ended_us is not None:
            following = left(advance(following, of.ended_us))
            self._end(row, of, member, following)
        row.data = following_bytes(following)
        self.are_others |= before.looked_for != following.looked_for
        self.sets_done += newly_done(before, following)
        self._session.flush()
        self.stations.add(of.station_id)

    def _after(self, event: Event, before: Following) -> Following:
        following = follow(before, event)
        if isinstance(event, Correction):
            self.sets_tapped += newly_done(advance(before, event.at_us), following)
        return following

    def _end(
        self, row: FollowingRow, of: SessionRow, member: MemberRow, following: Following
    ) -> None:
        """Store what was performed; again, when a verdict comes after the end."""
        if member.keeps_reps:  # else nothing more is kept
            session, zone = self._session, self._zone
            row.performed_id = store_performed(session, of, following, zone, self._now_us)
        row.is_over = True

    def _going_on(self, session_no: int) -> Found | None:
        """The session, or the one in which the member goes on with the same workout already."""
        found = of_session(self._session, session_no)
        if found is None or not found[0].is_over:
            return found
        return latest_of(self._session, found[1].member_no, found[0].workout_id)


def _read(row: FollowingRow, of: SessionRow) -> Following | None:
    """The workout in a row; None for a damaged one, which is over with its session."""
    try:
        return following_from_bytes(row.data)
    except WireError as error:
        structlog.get_logger().error("a workout cannot be read", reason=str(error))
        row.is_over = of.ended_us is not None
        return None
