"""``spotter db``: what is done to a gym's database by hand."""

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from spotter.cli.terminal.environment import DATA_VARIABLE, data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import COUNTED_COLUMNS, progress_bars
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.database import (
    DATABASE_VARIABLE,
    DatabaseCommandError,
    database_url,
    run_database_command,
)

_TARGET_VARIABLE = "SPOTTER_COPY_TO_URL"

db_app = typer.Typer(
    help="Upgrade, check, copy, back up and restore a gym's database.\n\n"
    f"It is the one at ${DATABASE_VARIABLE}, else catalog.sqlite3 in the data folder.\n\n"
    "Exit codes: 0 done; 1 the database cannot do it at the moment, or is not sound; 2 what was "
    "asked for cannot be done, for the printed reason.",
    no_args_is_help=True,
)

Data = Annotated[
    Path | None, typer.Option(help=f"The data folder. Default: ${DATA_VARIABLE}, else .spotter")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@db_app.command("upgrade", epilog="Example: spotter db upgrade")
def upgrade(data: Data = None, as_json: AsJson = False) -> None:
    """Bring the database to this release, and make it if there is none. The catalog does so itself.

    All of it or none: what fails leaves the database as it was.
    """
    result = _run(["upgrade"], data)
    before, now = result["before"], result["revision"]
    is_new = f"The database is at revision {now}" + (f"; it was at {before}." if before else ".")
    words = f"The database is of this release: revision {now}." if before == now else is_new
    typer.echo(json.dumps(result) if as_json else words)


@db_app.command("check", epilog="Examples:\n\nspotter db check\n\nspotter db check --json")
def check(data: Data = None, as_json: AsJson = False) -> None:
    """Tell the database's revision, whether it is sound, its size, and the rows of each table."""
    result = _run(["check"], data)
    if as_json:
        typer.echo(json.dumps(result))
    else:
        Console().print(_table(result))
        typer.echo(f"Revision {result['revision'] or 'none'}, {_size(result['size_bytes'])}.")
        for problem in result["problems"]:
            typer.echo(f"The database {problem}", err=True)
    raise typer.Exit(1 if result["problems"] else 0)


@db_app.command(
    "copy",
    epilog="Examples:\n\nspotter db copy postgresql://spotter:secret@db/spotter\n\n"
    f"{DATABASE_VARIABLE}=postgresql://spotter:secret@db/spotter "
    "spotter db copy sqlite:////backups/catalog.sqlite3 --replace",
)
def copy(
    target: Annotated[
        str,
        typer.Argument(
            envvar=_TARGET_VARIABLE,
            help=f"The address to copy to. A password in it is safer in ${_TARGET_VARIABLE}.",
        ),
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="Delete what the target has, if it has anything.")
    ] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Copy the database to another one, from SQLite to PostgreSQL or back.

    The copy is what the database has at this moment, all of it or nothing; it may be used
    meanwhile. The target is brought to this release first; no catalog may run on it.
    """
    words = ["copy", *(["--replace"] if replace else [])]
    result = _run(words, data, {_TARGET_VARIABLE: target})
    typer.echo(json.dumps(result) if as_json else f"{result['rows']} rows are copied.")


@db_app.command("backup", epilog="Example: spotter db backup backups/monday.sqlite3")
def backup(
    file: Annotated[Path, typer.Argument(help="The new file.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Write all that the database has at this moment to a file, while everything runs.

    The file is a database of SQLite, whichever kind the gym's is.
    """
    result = _run(["backup", str(file)], data)
    words = f"The backup is in {file}, {_size(result['size_bytes'])}."
    typer.echo(json.dumps(result) if as_json else words)


@db_app.command("restore", epilog="Example: spotter db restore backups/monday.sqlite3")
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `spotter db backup` has written.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of what the database has, while no catalog runs.

    What was there is kept in a file whose name is printed. Members who were erased since the backup
    are erased again when the catalog starts.
    """
    result = _run(["restore", str(file)], data)
    kept = f" What was there is in {result['aside']}." if result["aside"] else ""
    words = f"The database is that of {file}.{kept}{_erased_words(result['erased_again'])}"
    typer.echo(json.dumps(result) if as_json else words)


def _erased_words(members: int | None) -> str:
    if members is None:
        return (
            " Who was erased since the backup cannot be read from what was there: erase them again."
        )
    return f" Members who are erased again when the catalog starts: {members}." if members else ""


def _run(
    words: list[str], data: Path | None, settings: dict[str, str] | None = None
) -> dict[str, Any]:
    folder = DataFolder(data or data_folder())
    own = {DATABASE_VARIABLE: database_url(folder, os.environ)}
    environment = {**os.environ, **own, **(settings or {})}
    with errors_as_exits(), progress_bars(*COUNTED_COLUMNS) as bars:
        tasks = {}

        def step(table: str, done: int, total: int) -> None:
            if table not in tasks:
                tasks[table] = bars.add_task(table, total=total)
            bars.update(tasks[table], completed=done, total=total)

        try:
            return run_database_command(words, environment, step)
        except DatabaseCommandError as error:
            bars.stop()
            typer.echo(f"{error}", err=True)
            raise typer.Exit(error.code) from error


def _table(result: dict[str, Any]) -> Table:
    table = Table()
    table.add_column("table")
    table.add_column("rows", justify="right")
    for name, rows in sorted(result["rows"].items()):
        table.add_row(name, f"{rows}")
    return table


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB"
