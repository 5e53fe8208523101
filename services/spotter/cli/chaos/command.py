"""``spotter chaos``: kills and hangs the processes of a gym of its own, and counts."""

import json
import shutil
import signal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from spotter.cli.chaos.session import Limits, Session
from spotter.cli.terminal.environment import DATA_VARIABLE, data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.up.preparation import Options
from spotter.cli.up.running import Output, Run
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.pipeline import Page
from spotter.local_stack.ports import LOOPBACK, free_port
from spotter.runtime.lifecycle import stop_on_signals


def chaos(  # noqa: PLR0913, PLR0917 - one argument per option
    seed: Annotated[int, typer.Option(help="Decides the order of the events.")] = 7,
    minutes: Annotated[
        float, typer.Option(min=0.1, help="Begin no event after so many minutes.")
    ] = 10.0,
    events: Annotated[
        int | None, typer.Option(min=1, help="Stop after so many events, if that is earlier.")
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(help="YAML file of the gym to run. Default: the demo gym"),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            help="The data folder, for its videos and references; nothing else there is touched. "
            f"Default: ${DATA_VARIABLE}, else .spotter"
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Kill (SIGKILL) and hang (SIGSTOP) processes of a gym of its own, and count what is lost.

    Each event comes after service has recovered from the last, or after a minute. Service means
    that all processes are ready and that poses come from every station. Ctrl-C ends it early.

    For example:

    spotter chaos --seed 7 --minutes 10

    Exit codes: 0 every rep got exactly one verdict or is a dead letter; 1 some were lost or got
    two, or the gym could not start; 2 the command line or the gym's description is wrong.
    """
    stopping = stop_on_signals(signal.SIGHUP)
    with errors_as_exits():
        library = data or data_folder()
        folder = DataFolder(library / "chaos", library)
        with folder.locked():
            for left in (folder.redis, folder.logs):
                shutil.rmtree(left, ignore_errors=True)
            folder.database.unlink(missing_ok=True)
            session = Session(seed, Limits(60 * minutes, events), stopping)
            run = Run(
                folder,
                lambda: Page(LOOPBACK, free_port(), is_open=True),
                Output(as_json=False, logs=False, verdicts=False),
                session.done,
                environment={},
                attend=session.attend,
            )
            run.execute(Options(config=config, is_steady=True))
            result = session.result()
    if as_json:
        print(json.dumps(result.as_json()))
    else:
        Console().print(result.table())
        print(result.summary())
    raise typer.Exit(0 if result.is_clean else 1)
