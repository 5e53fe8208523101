"""``spotter history``: how reps have been over days and weeks."""

import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import typer

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.classes import Classes
from spotter.catalog_client.people.members import Members
from spotter.catalog_client.records.history import HistoryClient
from spotter.cli.errors import InputError
from spotter.cli.people.finding import gym_class, member
from spotter.cli.people.output import AsJson, print_json, print_table
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.local_stack.data_folder import DataFolder
from spotter.movement.wording.recurring import recurring_words
from spotter.wire.catalog.records.history import (
    ExerciseReps,
    History,
    HistoryBucket,
    HistoryQuery,
    Interval,
)
from spotter.wire.catalog.records.history_table import csv_of, history_rows
from spotter.wire.errors import WireError

_WEEKS = 8
_MOST_FAULTS = 2

Done = tuple[ExerciseReps, History]
"""An exercise, and the history of it alone."""


def history(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    who: Annotated[
        str, typer.Argument(metavar="[MEMBER]", help="Theirs; without one, the whole gym's.")
    ] = "",
    station: Annotated[str, typer.Option(help="That of a station, such as rack-3.")] = "",
    class_name: Annotated[
        str, typer.Option("--class", metavar="CLASS", help="That of a class.")
    ] = "",
    exercise: Annotated[str, typer.Option(help="Only this exercise.")] = "",
    since: Annotated[
        str, typer.Option(metavar="DAY", help="The first day, 2026-11-30; else eight weeks ago.")
    ] = "",
    until: Annotated[str, typer.Option(metavar="DAY", help="The last day; else today.")] = "",
    by_day: Annotated[bool, typer.Option("--by-day", help="By days instead of weeks.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV instead of tables.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show how reps have been: how many, the share of good ones, range, tempo, recurring faults.

    For example:

    spotter history anna

    spotter history anna --exercise squat --by-day --since 2026-11-01

    spotter history --station rack-3 --csv > rack-3.csv

    Exit codes: 0 done; 1 the catalog does not answer; 2 nobody, or several, have that name, or the
    command line is wrong.
    """
    with errors_as_exits(), catalog(DataFolder(data_folder())) as channel:
        query = _query(channel, who, station, class_name, _days(since, until))
        query = replace(
            query, exercise=exercise, interval=Interval.DAY if by_day else Interval.WEEK
        )
        done = list(_histories(HistoryClient(channel), query))
    if as_csv:
        rows = (row for one, found in done for row in history_rows(one, found))
        sys.stdout.write(csv_of(rows))
    elif as_json:
        print_json(
            {"rows": [asdict(row) for one, found in done for row in history_rows(one, found)]}
        )
    else:
        _show(done)


def _query(
    channel: CatalogChannel, who: str, station: str, class_name: str, days: tuple[date, date]
) -> HistoryQuery:
    if sum(map(bool, (who, station, class_name))) > 1:
        raise InputError("expected a member, a station or a class; found several")
    try:
        return HistoryQuery(
            *days,
            member_id=member(Members(channel), who, with_left=True).member_id if who else "",
            station_id=station,
            class_id=gym_class(Classes(channel), class_name).class_id if class_name else "",
        )
    except WireError as error:
        raise InputError(str(error)) from error


def _days(since: str, until: str) -> tuple[date, date]:
    last = _day(until) if until else datetime.now(UTC).astimezone().date()
    return _day(since) if since else last - timedelta(weeks=_WEEKS), last


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"expected a day such as 2026-11-30; found {text!r}") from None


def _histories(client: HistoryClient, query: HistoryQuery) -> Iterator[Done]:
    for done in client.history(query).exercises:
        yield done, client.history(replace(query, exercise_id=done.exercise_id, exercise=""))


def _show(done: list[Done]) -> None:
    if not done:
        typer.echo("No reps in this time.")
    for exercise, found in done:
        typer.echo(f"{exercise.exercise}: {exercise.reps} reps")
        columns = ("From", "Reps", "Good", "Not judged", "Range", "Out", "Back", "Comes back")
        print_table(columns, map(_shown, found.buckets), "")


def _shown(bucket: HistoryBucket) -> tuple[str, ...]:
    judged, means = bucket.good + bucket.faulty, bucket.means
    told = [
        f"{recurring_words(one.code, one.joint)} ({one.reps})"
        for one in bucket.faults[:_MOST_FAULTS]
    ]
    return (
        bucket.first_day.isoformat(),
        str(bucket.reps),
        f"{bucket.good / judged:.0%}" if judged else "",
        str(bucket.unscorable or ""),
        f"{means.range_ratio:.0%}" if means else "",
        f"{means.out_s:.1f} s" if means else "",
        f"{means.back_s:.1f} s" if means else "",
        "; ".join(told),
    )
