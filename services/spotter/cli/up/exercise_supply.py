"""Gives a gym's stations their exercises before the services start."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.cli.exercise.taking_over import DEMO_AUTHOR, offer, recorded, take_over
from spotter.cli.terminal.progress import counted
from spotter.demo.gym import Job
from spotter.demo.process_pool import run_jobs
from spotter.demo.reference_supply import supply
from spotter.exercise_store.references import ReferenceFolder
from spotter.exercise_store.versions import Versions


class ExerciseSupply:
    """What the catalog and the folder ``own`` have, and for the rest the demo's in ``made``.

    The demo's are made with the poses of ``estimator``.
    """

    def __init__(
        self, channel: CatalogChannel, own: ReferenceFolder, made: Path, estimator: str
    ) -> None:
        self._channel = channel
        self._own = own
        self._made = made
        self._estimator = estimator

    def take_over(self) -> str | None:
        """Take the folder's exercises into the catalog; returns what was done, in a line."""
        return take_over(ExerciseLibrary(self._channel), Versions(self._own))

    def provide(
        self,
        exercises: Iterable[str],
        jobs: Sequence[Job],
        run: Callable[[Sequence[Job]], bool],
    ) -> dict[str, bool] | None:
        """See to it that the catalog has ``exercises``, and that the other ``jobs`` are done.

        Returns for each exercise whether it is the demo's; None if ``run`` was stopped. Raises
        :class:`UnknownExerciseError` for one that nobody has.
        """
        library = ExerciseLibrary(self._channel, DEMO_AUTHOR)
        own = recorded(library)
        files, missing = supply(exercises, own, self._made, self._estimator)
        todo = [*missing, *jobs]  # the longest first
        if todo and not run(todo):
            return None
        offer(library, files)
        return dict.fromkeys(own, False) | dict.fromkeys(files, True)


def run_with_progress(jobs: Sequence[Job], cores: int, stopping: Callable[[], bool]) -> bool:
    """Run at least one of ``jobs``, with progress; False if ``stopping`` became true.

    Raises DemoError when a process dies.
    """
    with counted("Filming the demo's athletes (only once)", len(jobs)) as advance:
        processes = min(cores, len(jobs))
        return run_jobs(jobs, processes, on_done=lambda _: advance(), stopping=stopping)
