"""Follows a replay in a terminal."""

from collections.abc import Sequence
from contextlib import closing

import typer

from spotter.cli.errors import StartError
from spotter.cli.terminal.progress import COUNTED_COLUMNS, progress_bars
from spotter.movement.values.text import counted
from spotter.replaying.following import followed
from spotter.replaying.run import ReplayRun
from spotter.wire.catalog.records.visits import VisitReps
from spotter.wire.replays import ReplayedReps

_INTERRUPTED = 130


def followed_with_progress(run: ReplayRun, visits: Sequence[VisitReps]) -> ReplayedReps:
    """What comes of the visits, with progress; on Ctrl-C says how to go on, and exits.

    Raises :class:`StartError` when no scorer takes replays.
    """
    if not run.count_scorers():
        raise StartError("expected a scorer that takes replays; found none: does the gym run?")
    reps = {one.visit_id: one.reps for one in visits}
    found = ReplayedReps()
    try:
        with progress_bars(*COUNTED_COLUMNS) as bars, closing(followed(run, visits)) as news:
            task = bars.add_task("replaying reps", total=sum(reps.values()))
            for one in filter(None, news):
                found += one
                bars.advance(task, sum(reps[visit] for visit in one.visit_ids))
    except KeyboardInterrupt:
        said = f"stopped after {counted(found.scored, 'rep')}"
        typer.echo(f"{said}; go on with: spotter replay --resume {run.run_id}", err=True)
        raise typer.Exit(_INTERRUPTED) from None
    return found
