"""``spotter session``: who trains at which station."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import Annotated

import typer

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.classes import Classes
from spotter.catalog_client.people.members import Members
from spotter.catalog_client.people.sessions import Sessions
from spotter.cli.errors import InputError
from spotter.cli.people.finding import Who, gym_class, member, named
from spotter.cli.people.output import AsJson, print_json, print_table, when
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.local_stack.data_folder import DataFolder
from spotter.wire.catalog.people.sessions import Session

session_app = typer.Typer(
    help="Sessions: who trains at which station. Reps belong to whoever's session is open.\n\n"
    "Exit codes: 0 done; 1 the catalog does not answer, or another session is in the way; 2 "
    "nobody, or several, have that name.",
    no_args_is_help=True,
)

Station = Annotated[str, typer.Argument(help="The station's id, such as rack-3.")]

_TIME_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


@contextmanager
def _channel() -> Iterator[CatalogChannel]:
    with errors_as_exits(), catalog(DataFolder(data_folder())) as channel:
        yield channel


@session_app.command(epilog="Example: spotter session begin rack-3 anna")
def begin(
    station: Station,
    who: Who,
    class_name: Annotated[
        str, typer.Option("--class", metavar="CLASS", help="The class that it belongs to.")
    ] = "",
    instead: Annotated[
        bool, typer.Option("--instead", help="End the sessions that are in the way.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Begin a member's session at a station, now."""
    with _channel() as channel:
        one = member(Members(channel), who)
        class_id = gym_class(Classes(channel), class_name).class_id if class_name else ""
        begun, ended = Sessions(channel).begin(
            station, one.member_id, class_id=class_id, instead=instead
        )
    if as_json:
        print_json({"session": asdict(begun), "ended": [asdict(each) for each in ended]})
        return
    for each in ended:
        typer.echo(f"{each.member_name}'s session at {each.station_id} has ended.")
    typer.echo(f"{begun.member_name} trains at {begun.station_id}.")


@session_app.command(epilog="Example: spotter session end rack-3")
def end(
    which: Annotated[
        str,
        typer.Argument(metavar="STATION|MEMBER", help="The station, or the member who trains."),
    ],
    as_json: AsJson = False,
) -> None:
    """End the open session at a station, or of a member."""
    with _channel() as channel:
        sessions = Sessions(channel)
        ended = sessions.end(_open(channel, sessions, which).session_id)
    if as_json:
        print_json(asdict(ended))
    else:
        typer.echo(f"{ended.member_name}'s session at {ended.station_id} has ended.")


@session_app.command(
    epilog="Example: spotter session note rack-3 anna --from 2026-03-02T18:00 --to 2026-03-02T19:00"
)
def note(
    station: Station,
    who: Who,
    begun: Annotated[
        datetime, typer.Option("--from", formats=_TIME_FORMATS, help="When it began.")
    ],
    ended: Annotated[datetime, typer.Option("--to", formats=_TIME_FORMATS, help="When it ended.")],
    as_json: AsJson = False,
) -> None:
    """Note a session that is over, which nobody began; times are those of this machine's clock."""
    with _channel() as channel:
        one = member(Members(channel), who)
        noted = Sessions(channel).note(
            station, one.member_id, begun_us=_time_us(begun), ended_us=_time_us(ended)
        )
    if as_json:
        print_json(asdict(noted))
        return
    times = f"from {when(noted.begun_us)} to {when(noted.ended_us)}"
    typer.echo(f"{noted.member_name} trained at {noted.station_id} {times}.")


@session_app.command("list", epilog="Example: spotter session list --open")
def list_sessions(
    only_open: Annotated[bool, typer.Option("--open", help="Only those that are open.")] = False,
    who: Annotated[str, typer.Option("--member", metavar="MEMBER", help="Only theirs.")] = "",
    station: Annotated[str, typer.Option(help="Only those at this station.")] = "",
    most: Annotated[int, typer.Option("--most", min=1, help="How many, the latest first.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List sessions, the latest first."""
    with _channel() as channel:
        member_id = member(Members(channel), who, with_left=True).member_id if who else ""
        asked = Sessions(channel).listed(
            member_id=member_id, station_id=station, only_open=only_open
        )
        found = list(islice(asked, most))
    if as_json:
        print_json({"sessions": [asdict(one) for one in found]})
        return
    rows = [
        (one.station_id, one.member_name, when(one.begun_us), when(one.ended_us) or "open")
        for one in found
    ]
    print_table(("Station", "Member", "From", "To"), rows, "No sessions.")


def _time_us(of_clock: datetime) -> int:
    return round(of_clock.astimezone().timestamp() * 1_000_000)


def _open(channel: CatalogChannel, sessions: Sessions, which: str) -> Session:
    at_station = next(sessions.listed(station_id=named(which), only_open=True), None)
    if at_station is not None:
        return at_station
    one = member(Members(channel), which)
    of_member = next(sessions.listed(member_id=one.member_id, only_open=True), None)
    if of_member is None:
        raise InputError(f"{one.name} has no open session")
    return of_member
