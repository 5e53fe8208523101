"""Stores what a member did, as another app noted it, while the file is read."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import WorkoutItemRow, WorkoutRow
from spotter.catalog.members import statements as members
from spotter.catalog.workouts.changes import item_values
from spotter.training.imports import NotRead, PerformedWorkout, done
from spotter.training.workout import LONGEST_NAME, MOST_SETS, Item, Workout
from spotter.wire.catalog.checks import composed

_BATCH_ITEMS = 2_000
"""Of a transaction: it takes some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose workouts they are: the member's id, and their row's number."""

    id: uuid.UUID
    no: int

    def hold(self, session: Session) -> None:
        """Let nobody else import for them meanwhile.

        Raises :class:`UnknownError` if they have been erased since.
        """
        session.refresh(members.by_id(session, str(self.id)), with_for_update=True)

    def workout_id(self, title: str, began: datetime, what: str) -> uuid.UUID:
        """The same for the same workout of theirs, whichever file it comes from.

        Files tell the time of a clock without its zone, so the gym's zone is no part of it.
        """
        of_clock = began.replace(tzinfo=None)
        return uuid.uuid5(self.id, f"{what} {of_clock.isoformat()} {title}")


@dataclass(slots=True)
class _Noted:
    day: date
    title: str
    items: tuple[Item, ...]


class Storing:
    """Stores performed workouts, some at a time.

    A workout that is there already is replaced, but for one that this import has stored: then it is
    a further part of it. ``numbers`` are the exercises' by name. Methods raise
    :class:`UnknownError` once the member is erased, and :class:`DatabaseError`.
    """

    def __init__(
        self,
        database: Database,
        owner: Owner,
        names: Mapping[str, str],
        numbers: Mapping[str, int],
        signed: Signature,
    ) -> None:
        self.new_count = 0
        self.stored_count = 0
        self._database = database
        self._owner = owner
        self._names = names
        self._numbers = numbers
        self._signed = signed
        self._batch: dict[uuid.UUID, _Noted] = {}
        self._batch_items = 0

    def through(
        self, found: Iterable[PerformedWorkout | NotRead]
    ) -> Iterator[PerformedWorkout | NotRead]:
        """The same as ``found``; all of its workouts are stored once it has come to its end."""
        for one in found:
            if isinstance(one, PerformedWorkout):
                self._add(one)
            yield one
        self._write()

    def _add(self, performed: PerformedWorkout) -> None:
        workout = done(performed, self._names)
        if workout is None:
            return
        title = kept_title(workout.title)
        workout_id = self._owner.workout_id(title, performed.began, "done")
        noted = self._batch.setdefault(workout_id, _Noted(performed.began.date(), title, ()))
        noted.items = (noted.items + workout.items)[:MOST_SETS]
        self._batch_items += len(workout.items)
        if self._batch_items >= _BATCH_ITEMS:
            self._write()

    def _write(self) -> None:
        if not self._batch:
            return
        with self._database.writing() as session:
            self._owner.hold(session)
            known = self._known(session)
            own = {one for one, row in known.items() if row.stored_us == self._signed.at_us}
            again = {one: known[one].no for one in known.keys() - own}
            lengths = _lengths(session, [known[one].no for one in own])
            self._renew(session, list(again.values()))
            numbers = self._inserted(session, self._batch.keys() - known.keys()) | again
            rows = [row for one, no in numbers.items() for row in self._items(one, no)]
            for one in own:
                rows += self._items(one, known[one].no, lengths.get(known[one].no, 0))
            if rows:
                session.execute(insert(WorkoutItemRow), rows)
        self.new_count += len(self._batch) - len(known)
        self.stored_count += len(self._batch) - len(own)
        self._batch, self._batch_items = {}, 0

    def _known(self, session: Session) -> dict[uuid.UUID, WorkoutRow]:
        asked = select(WorkoutRow).where(WorkoutRow.id.in_(self._batch.keys()))
        return {row.id: row for row in session.scalars(asked)}

    def _renew(self, session: Session, numbers: list[int]) -> None:
        session.execute(delete(WorkoutItemRow).where(WorkoutItemRow.workout_no.in_(numbers)))
        session.execute(
            update(WorkoutRow)
            .where(WorkoutRow.no.in_(numbers))
            .values(stored_us=self._signed.at_us, author=self._signed.author)
            .execution_options(synchronize_session=False)
        )

    def _inserted(self, session: Session, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
        rows = [
            {
                "id": one,
                "title": self._batch[one].title,
                "member_no": self._owner.no,
                "day": self._batch[one].day,
                "is_performed": True,
                "created_us": self._signed.at_us,
                "stored_us": self._signed.at_us,
                "author": self._signed.author,
            }
            for one in self._batch
            if one in ids
        ]
        if not rows:
            return {}
        asked = insert(WorkoutRow).returning(WorkoutRow.id, WorkoutRow.no)
        return dict(session.execute(asked, rows).all())

    def _items(self, one: uuid.UUID, no: int, first: int = 0) -> list[dict[str, object]]:
        items = self._batch[one].items[: MOST_SETS - first]
        return item_values(no, items, self._numbers, first)


def kept_title(title: str) -> str:
    """The title of another app's workout as it is kept."""
    return composed(title)[:LONGEST_NAME].rstrip()


def retitled(workout: Workout) -> Workout:
    """The workout with its title as it is kept."""
    return replace(workout, title=kept_title(workout.title))


def _lengths(session: Session, numbers: list[int]) -> dict[int, int]:
    asked = (
        select(WorkoutItemRow.workout_no, func.count())
        .where(WorkoutItemRow.workout_no.in_(numbers))
        .group_by(WorkoutItemRow.workout_no)
    )
    return dict(session.execute(asked).all())
