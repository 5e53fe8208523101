"""What the commands for people print: tables, or JSON for scripts."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from spotter.wire.catalog.people.members import Consent

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def print_json(value: object) -> None:
    """Print values as JSON."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_text))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], none: str) -> None:
    """Print a table, or the words ``none`` if it has no rows."""
    table = Table(*columns)
    for row in rows:
        table.add_row(*map(Text, row))  # names are no markup
    if table.row_count:
        Console().print(table)
    else:
        typer.echo(none)


def kept(consent: Consent) -> str:
    """What is kept of a member, in a word."""
    if consent.keeps_poses:
        return "reps and poses"
    return "reps" if consent.keeps_reps else "nothing"


def when(at_us: int | None) -> str:
    """A time as this machine's clock shows it; empty for none."""
    if at_us is None:
        return ""
    return f"{datetime.fromtimestamp(at_us / 1e6, UTC).astimezone():%Y-%m-%d %H:%M}"


def _text(value: object) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be written as JSON")
