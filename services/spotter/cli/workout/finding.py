"""Days, templates and workouts as people name them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

import typer

from spotter.catalog_client.people.classes import Classes
from spotter.catalog_client.people.members import Members
from spotter.catalog_client.training.workouts import WantedWorkouts, Workouts
from spotter.cli.errors import InputError
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.local_stack.data_folder import DataFolder
from spotter.training.load import LoadUnit
from spotter.wire.catalog.people.classes import day_of
from spotter.wire.catalog.training.workouts import StoredWorkout, WorkoutKind

_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}

Unit = Annotated[LoadUnit, typer.Option("--unit", help="The unit in which loads are shown.")]


@dataclass(frozen=True, slots=True)
class Gym:
    """What the catalog knows of who trains what."""

    workouts: Workouts
    members: Members
    classes: Classes

    def day(self, text: str) -> date:
        """The day that ``text`` names. Raises WireError for anything else."""
        ahead = _DAYS.get(text.strip().lower())
        if ahead is None:
            return day_of(text)
        return self.workouts.today() + timedelta(days=ahead)

    def template(self, title: str) -> StoredWorkout | None:
        """The template of that title, in any case; None if there is none.

        Raises :class:`InputError` if several have it.
        """
        found = [
            one
            for one in self.workouts.listed(WantedWorkouts(WorkoutKind.TEMPLATE))
            if one.workout.title.casefold() == " ".join(title.split()).casefold()
        ]
        if len(found) > 1:
            ids = ", ".join(one.workout_id for one in found)
            raise InputError(f"expected one template {title!r}; found {len(found)}: {ids}")
        return found[0] if found else None

    def required_template(self, title: str) -> StoredWorkout:
        """The template of that title. Raises :class:`InputError` also if there is none."""
        found = self.template(title)
        if found is None:
            templates = self.workouts.listed(WantedWorkouts(WorkoutKind.TEMPLATE))
            known = ", ".join(one.workout.title for one in templates)
            raise InputError(f"there is no template {title!r}; there are: {known or 'none yet'}")
        return found


@contextmanager
def gym() -> Iterator[Gym]:
    """The gym of this machine; errors become exit codes."""
    with errors_as_exits(), catalog(DataFolder(data_folder())) as channel:
        yield Gym(Workouts(channel), Members(channel), Classes(channel))
