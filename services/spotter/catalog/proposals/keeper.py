"""Makes proposals by itself, soon after a workout was noted as done."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import select

from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import WorkoutRow
from spotter.catalog.errors import DatabaseError
from spotter.catalog.proposals.making import Making, make, withdraw
from spotter.training.adaptation import Gym

_LOOKED_BACK = timedelta(days=2)
"""For workouts that were done; older ones are no news, such as those of an import."""
_MOST_AT_ONCE = 100


class ProposalKeeper:
    """Looks for workouts that were stored as done, or once more, since it last looked.

    Whatever is looked at once more gives the same proposals, so that a start looks at all of the
    last two days. ``now_us`` returns microseconds since the Unix epoch.
    """

    def __init__(
        self, database: Database, gym: Gym, zone: ZoneInfo, now_us: Callable[[], int]
    ) -> None:
        self._database = database
        self._gym = gym
        self._zone = zone
        self._now_us = now_us
        self._seen: dict[int, int] = {}
        self._has_looked = False
        self._problem = ""
        self._log = structlog.get_logger()

    def step(self) -> None:
        """Do it once; what the database cannot do now is done the next time."""
        try:
            self._look()
            self._problem = ""
        except DatabaseError as error:
            if not self._problem:
                self._log.warning("proposals wait for the database", reason=str(error))
            self._problem = str(error)

    def _look(self) -> None:
        now_us = self._now_us()
        oldest = (datetime.fromtimestamp(now_us / 1e6, UTC) - _LOOKED_BACK).date()
        done = select(WorkoutRow.no, WorkoutRow.stored_us).where(
            WorkoutRow.is_performed, WorkoutRow.day >= oldest
        )
        with self._database.reading() as session:
            found = dict(session.execute(done.order_by(WorkoutRow.stored_us)).all())
        if not self._has_looked or self._seen.keys() - found:
            with self._database.writing() as session:
                withdraw(session, oldest)
            self._has_looked = True
        self._seen = {no: seen for no, seen in self._seen.items() if no in found}
        # By each one's own time: who stores one may take longer than who stored a later one.
        new = [no for no, stored_us in found.items() if self._seen.get(no) != stored_us]
        for no in new[:_MOST_AT_ONCE]:
            self._try(no, Making(self._gym, self._zone, now_us))
            self._seen[no] = found[no]

    def _try(self, workout_no: int, making: Making) -> None:
        """A workout of which nothing can be made holds up no other."""
        try:
            self._make(workout_no, making)
        except DatabaseError:
            raise
        except Exception:  # noqa: BLE001 - logged
            # Its cause is in the workout, and would come again with every start.
            self._log.exception("no proposals of a workout", workout=workout_no)

    def _make(self, workout_no: int, making: Making) -> None:
        with self._database.writing() as session:
            row = session.get(WorkoutRow, workout_no)
            made = 0 if row is None else make(session, row, making)
        if made:
            self._log.info("proposals made", count=made)
