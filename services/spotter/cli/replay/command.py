"""``spotter replay``: which verdicts would change."""

import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import redis
import typer
from rich.console import Console

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.errors import UnknownError
from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.catalog_client.people.members import Members
from spotter.catalog_client.records.ledger import LedgerClient
from spotter.cli.errors import InputError, StartError
from spotter.cli.people.finding import member
from spotter.cli.replay.dtw import DtwDifference, check_dtw
from spotter.cli.replay.progress import followed_with_progress
from spotter.cli.replay.times import time_us
from spotter.cli.replay.versions import chosen
from spotter.cli.replay.words import changes_table, dtw_json, result_json, shown_members, summary
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.running_gym.redis import REDIS_VARIABLE, running_gym
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import counted as progress
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.time_zone import time_zone
from spotter.movement.values.text import counted
from spotter.replaying.run import ReplayRun
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.catalog.records.visits import VisitReps
from spotter.wire.replays import Replay, ReplayedReps

_BROKEN_PROMISE = 3


def replay(  # noqa: PLR0913, PLR0917 - what a command line offers
    since: Annotated[
        str, typer.Option(help="Reps from then on: 7d, 12h, 30m ago, a day or a time.")
    ] = "7d",
    until: Annotated[str, typer.Option(help="Reps before then; by default until now.")] = "0m",
    exercise: Annotated[str, typer.Option(help="Only reps of this exercise.")] = "",
    version: Annotated[
        str,
        typer.Option(
            metavar="DIGEST",
            help="The version to score by, by its first digits as in `spotter exercise versions`; "
            "by default the version that each rep was judged by.",
        ),
    ] = "",
    station: Annotated[str, typer.Option(help="Only reps at this station.")] = "",
    who: Annotated[
        str, typer.Option("--member", help="Only reps of this member: id, or a part of the name.")
    ] = "",
    resume: Annotated[
        str, typer.Option(metavar="REPLAY", help="Go on with a replay of the last day.")
    ] = "",
    checks_dtw: Annotated[
        bool,
        typer.Option(
            "--check-dtw",
            help="Also compute every alignment again by tslearn, and tell the largest difference. "
            "Takes a second or more for each rep.",
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Score again what was scored, and say which verdicts would change. The ledger stays as it is.

    The scorers of the running gym do it while no rep waits. By the version and method that judged a
    rep its verdict is the same to the bit. Ctrl-C stops.

    For example, `spotter replay --since 7d --exercise squat --version 36cf0d89` tells what that
    version would have said of last week's squats.

    Exit codes: 0 done; 1 the gym does not run, or not all reps could be scored again; 2 there is no
    such exercise, version, member or replay; 3 a rep got another verdict by the version and method
    that judged it.
    """
    if resume and any((exercise, version, station, who)):
        raise typer.BadParameter("--resume goes on with what that replay was asked for")
    with errors_as_exits():
        since_us, until_us = _times_us(since, until)
    with errors_as_exits(), _gym() as client, catalog(DataFolder(data_folder())) as channel:
        run = ReplayRun(client, resume or secrets.token_hex(4))
        if not resume:
            asked = chosen(ExerciseLibrary(channel), exercise, version)
            wanted = RepFilter(
                member_id=_member_id(channel, who),
                station_id=station,
                exercise_id=asked.exercise_id,
                since_us=since_us,
                until_us=until_us,
            )
            run.begin(Replay(wanted, asked.digest))
        visits = LedgerClient(channel).visits(run.replay().wanted)
        found = followed_with_progress(run, visits)
        checked = _checked(channel, run.replay(), visits) if checks_dtw else None
        if as_json:
            said = result_json(run.run_id, found) | dtw_json(checked)
            typer.echo(json.dumps(said, ensure_ascii=False))
        else:
            _print(found, Members(channel))
            _print_dtw(checked)
        _say_problems(run.run_id, found)
    raise typer.Exit(_exit_code(found))


@contextmanager
def _gym() -> Iterator[redis.Redis]:
    with running_gym(DataFolder(data_folder())) as client:
        if client is None:
            raise StartError(
                f"expected a running gym: `spotter up`, or its Redis in ${REDIS_VARIABLE}"
            )
        yield client


def _times_us(since: str, until: str) -> tuple[int, int]:
    now = datetime.now(ZoneInfo(time_zone(os.environ)))
    since_us, until_us = time_us(since, now), time_us(until, now)
    if since_us >= until_us:
        raise InputError(f"expected a time before {until}; found {since}")
    return since_us, until_us


def _member_id(channel: CatalogChannel, who: str) -> str:
    return member(Members(channel), who, with_left=True).member_id if who else ""


def _checked(channel: CatalogChannel, replay: Replay, visits: Sequence[VisitReps]) -> DtwDifference:
    total = sum(one.reps_with_poses for one in visits)
    library = ExerciseLibrary(channel)
    with progress("computing alignments by tslearn", total) as advance:
        return check_dtw(LedgerClient(channel), library, replay, visits, advance)


def _print_dtw(checked: DtwDifference | None) -> None:
    if checked is not None:
        typer.echo(
            f"Alignments of {counted(checked.reps, 'rep')} computed again by tslearn: costs differ "
            f"by {checked.largest:.1e} at most (rep {checked.rep_id or 'none'})."
        )


def _print(found: ReplayedReps, members: Members) -> None:
    console = Console()
    console.print(summary(found))
    if found.changes:
        names = {one: _name(members, one) for one in shown_members(found)}
        console.print(changes_table(found, names))


def _name(members: Members, member_id: str) -> str:
    try:
        return members.get(member_id).name
    except UnknownError:  # erased meanwhile
        return ""


def _say_problems(run_id: str, found: ReplayedReps) -> None:
    for one in found.problems:
        typer.echo(one, err=True)
    if found.problems:
        typer.echo(f"try these again: spotter replay --resume {run_id}", err=True)


def _exit_code(found: ReplayedReps) -> int:
    if any(one.is_by_same_standard for one in found.changes):
        return _BROKEN_PROMISE
    return 1 if found.problems else 0
