"""``spotter class``: members, stations and trainers that train together."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Annotated

import typer

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.classes import Classes
from spotter.catalog_client.people.members import Members
from spotter.cli.people.class_review import (
    ALERT_COLUMNS,
    MEMBER_COLUMNS,
    alert_row,
    alerting_lines,
    heading,
    member_row,
)
from spotter.cli.people.class_review_json import as_values
from spotter.cli.people.finding import gym_class, members_of
from spotter.cli.people.output import AsJson, print_json, print_table, when
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.local_stack.data_folder import DataFolder
from spotter.wire.catalog.people.classes import ClassPlan, GymClass, day_of, time_of

class_app = typer.Typer(
    help="Classes: members, stations and trainers that train together, once or every week.\n\n"
    "Exit codes: 0 done; 1 the catalog does not answer; 2 the command line is wrong.",
    no_args_is_help=True,
)

Which = Annotated[str, typer.Argument(metavar="CLASS", help="Its id, or a part of its name.")]
MemberList = Annotated[
    list[str] | None, typer.Option("--member", metavar="MEMBER", help="Who takes part.")
]
StationList = Annotated[
    list[str] | None, typer.Option("--station", metavar="STATION", help="Where.")
]
TrainerList = Annotated[
    list[str] | None, typer.Option("--trainer", metavar="NAME", help="Who coaches.")
]


@contextmanager
def _channel() -> Iterator[CatalogChannel]:
    with errors_as_exits(), catalog(DataFolder(data_folder())) as channel:
        yield channel


@class_app.command(
    epilog="Example: spotter class create Evening --on 2026-03-02 --at 18:30 --weekly --member anna"
)
def create(  # noqa: PLR0913, PLR0917 - what a class consists of
    name: Annotated[str, typer.Argument(help="In any script.")],
    day: Annotated[str, typer.Option("--on", metavar="YYYY-MM-DD", help="The (first) day.")],
    at: Annotated[str, typer.Option(metavar="HH:MM", help="When it starts, in the gym's time.")],
    minutes: Annotated[int, typer.Option(help="How long it takes.")] = 60,
    weekly: Annotated[bool, typer.Option("--weekly", help="Every week from that day on.")] = False,
    members: MemberList = None,
    stations: StationList = None,
    trainers: TrainerList = None,
    as_json: AsJson = False,
) -> None:
    """Create a class."""
    with _channel() as channel:
        plan = ClassPlan(
            name=name,
            first_day=day_of(day),
            is_weekly=weekly,
            starts_at=time_of(at),
            minutes=minutes,
            member_ids=members_of(Members(channel), members or ()),
            station_ids=tuple(stations or ()),
            trainers=tuple(trainers or ()),
        )
        _show(Classes(channel).create(plan), as_json=as_json)


@class_app.command(epilog="Example: spotter class change evening --at 19:00 --member anna")
def change(  # noqa: PLR0913, PLR0917 - what a class consists of
    which: Which,
    name: Annotated[str | None, typer.Option(help="Another name.")] = None,
    day: Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD")] = None,
    at: Annotated[str | None, typer.Option(metavar="HH:MM")] = None,
    minutes: Annotated[int | None, typer.Option(help="How long it takes.")] = None,
    weekly: Annotated[bool | None, typer.Option("--weekly/--once")] = None,
    members: MemberList = None,
    stations: StationList = None,
    trainers: TrainerList = None,
    as_json: AsJson = False,
) -> None:
    """Change a class; members, stations or trainers that are given replace those it has."""
    with _channel() as channel:
        classes = Classes(channel)
        one = gym_class(classes, which)
        given = {
            "name": name,
            "first_day": None if day is None else day_of(day),
            "starts_at": None if at is None else time_of(at),
            "minutes": minutes,
            "is_weekly": weekly,
            "member_ids": None if members is None else members_of(Members(channel), members),
            "station_ids": None if stations is None else tuple(stations),
            "trainers": None if trainers is None else tuple(trainers),
        }
        changed = {key: value for key, value in given.items() if value is not None}
        plan = replace(one.plan, **changed)  # type: ignore[arg-type]  # each has its field's type
        _show(classes.change(one.class_id, plan), as_json=as_json)


@class_app.command("list", epilog="Example: spotter class list --json")
def list_classes(
    archived: Annotated[bool, typer.Option("--archived", help="Archived ones, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List classes by name."""
    with _channel() as channel:
        found = list(Classes(channel).listed(with_archived=archived))
    if as_json:
        print_json({"classes": [asdict(one) for one in found]})
        return
    rows = [
        (one.plan.name, _when(one.plan), f"{len(one.plan.member_ids)}", when(one.archived_us))
        for one in found
    ]
    print_table(("Class", "When", "Members", "Archived"), rows, "No classes.")


@class_app.command(epilog="Example: spotter class show evening")
def show(which: Which, as_json: AsJson = False) -> None:
    """Show a class and who takes part."""
    with _channel() as channel:
        one = gym_class(Classes(channel), which)
        members = Members(channel)
        names = [members.get(member_id).name for member_id in one.plan.member_ids]
    _show(one, as_json=as_json)
    if not as_json:
        for name in names:
            typer.echo(f"  {name}")


@class_app.command(epilog="Example: spotter class review evening --day 2026-03-02")
def review(
    which: Which,
    day: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Default: the last one until now."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look back on a class: who did what, which alerts, and how good the alerting was."""
    with _channel() as channel:
        classes = Classes(channel)
        class_id = gym_class(classes, which).class_id
        found = classes.review(class_id, None if day is None else day_of(day))
    if as_json:
        print_json(as_values(found))
        return
    typer.echo(heading(found, time.time_ns() // 1000))
    print_table(MEMBER_COLUMNS, map(member_row, found.members), "Nobody takes part.")
    if found.alerts:
        rows = (alert_row(one, found) for one in found.alerts)
        print_table(ALERT_COLUMNS, rows, "")
    for line in alerting_lines(found.alerting):
        typer.echo(line)


@class_app.command(epilog="Example: spotter class archive evening")
def archive(which: Which, as_json: AsJson = False) -> None:
    """Archive a class: it is listed no longer, and its sessions keep it."""
    with _channel() as channel:
        classes = Classes(channel)
        one = classes.archive(gym_class(classes, which).class_id)
    if as_json:
        _show(one, as_json=True)
    else:
        typer.echo(f"{one.plan.name} is archived.")


def _show(one: GymClass, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(one))
        return
    plan = one.plan
    typer.echo(f"{plan.name}  {one.class_id}")
    where = f" at {', '.join(plan.station_ids)}" if plan.station_ids else ""
    whom = f" with {', '.join(plan.trainers)}" if plan.trainers else ""
    typer.echo(f"  {_when(plan)}{where}{whom}; {len(plan.member_ids)} take part")


def _when(plan: ClassPlan) -> str:
    day = f"{plan.first_day:%A}s from {plan.first_day}" if plan.is_weekly else f"{plan.first_day}"
    return f"{day}, {plan.starts_at:%H:%M}, {plan.minutes} min"
