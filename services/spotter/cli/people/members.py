"""``spotter member``: who trains here, what is kept of them, and how they leave."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from spotter.catalog_client.people.members import Members
from spotter.catalog_client.people.sessions import Sessions
from spotter.cli.people import keys
from spotter.cli.people.finding import Who, member
from spotter.cli.people.output import AsJson, kept, print_json, print_table, when
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.local_stack.data_folder import DataFolder
from spotter.movement.values.text import counted
from spotter.wire.catalog.people.members import (
    Consent,
    Erasure,
    Member,
    Retention,
    checked_height_m,
)

_LATEST = 10
_CM_PER_M = 100

member_app = typer.Typer(
    help="Members: who trains here, what is kept of them, and how they leave.\n\n"
    "MEMBER is an id, or a part of a name that only one member has.\n\n"
    "Exit codes: 0 done; 1 the catalog does not answer, or it cannot be done now; 2 nobody, or "
    "several, have that name.",
    no_args_is_help=True,
)


class Kept(Enum):
    """What a member agrees to have kept."""

    NOTHING = "nothing"
    REPS = "reps"
    POSES = "poses"

    @property
    def consent(self) -> Consent:
        """As the catalog has it."""
        return Consent(self is not Kept.NOTHING, self is Kept.POSES)


@contextmanager
def _members() -> Iterator[Members]:
    with errors_as_exits(), catalog(DataFolder(data_folder())) as channel:
        yield Members(channel)


@member_app.command(epilog="Example: spotter member add 'Anna Schmidt' --keep poses")
def add(
    name: Annotated[str, typer.Argument(help="In any script.")],
    keep: Annotated[
        Kept,
        typer.Option(
            help="What they agreed to have kept: nothing, so that nobody knows whose their reps "
            "are; reps, with their verdicts; or poses as well, so that reps can be looked at and "
            "judged again."
        ),
    ] = Kept.NOTHING,
    as_json: AsJson = False,
) -> None:
    """Add a member."""
    with _members() as members:
        _show(members.add(name, keep.consent), as_json=as_json)


@member_app.command("list", epilog="Example: spotter member list schmidt --json")
def list_members(
    search: Annotated[str, typer.Argument(help="A part of their names, in any case.")] = "",
    left: Annotated[bool, typer.Option("--left", help="Those who have left, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List members by name."""
    with _members() as members:
        found = list(members.listed(search, with_left=left))
    if as_json:
        print_json({"members": [asdict(one) for one in found]})
        return
    rows = [(one.name, kept(one.consent), when(one.joined_us), one.member_id) for one in found]
    print_table(("Name", "Kept", "Since", "Id"), rows, "No members.")


@member_app.command(epilog="Example: spotter member show anna")
def show(who: Who, as_json: AsJson = False) -> None:
    """Show a member and their latest sessions."""
    with errors_as_exits(), catalog(DataFolder(data_folder())) as channel:
        one = member(Members(channel), who, with_left=True)
        sessions = list(islice(Sessions(channel).listed(member_id=one.member_id), _LATEST))
    if as_json:
        print_json({**asdict(one), "sessions": [asdict(session) for session in sessions]})
        return
    _show(one, as_json=False)
    rows = [(each.station_id, when(each.begun_us), when(each.ended_us)) for each in sessions]
    print_table(("Station", "From", "To"), rows, "No sessions.")


@member_app.command(epilog="Example: spotter member rename anna 'Anna Meier'")
def rename(who: Who, name: str, as_json: AsJson = False) -> None:
    """Give a member another name."""
    with _members() as members:
        _show(members.rename(member(members, who).member_id, name), as_json=as_json)


@member_app.command(epilog="Example: spotter member consent anna reps")
def consent(
    who: Who,
    keep: Annotated[Kept, typer.Argument(help="What they agree to have kept from now on.")],
    as_json: AsJson = False,
) -> None:
    """Note what a member agrees to have kept.

    Without poses, those that are kept go, too. With nothing, they train as nobody from now on.
    """
    with _members() as members:
        one, removed = members.change_consent(member(members, who).member_id, keep.consent)
    if as_json:
        print_json({**asdict(one), "removed_poses": removed})
        return
    gone = f" The poses of {counted(removed, 'rep')} were removed." if removed else ""
    typer.echo(f"{one.name}: {kept(one.consent)} may be kept.{gone}")


@member_app.command(epilog="Example: spotter member retention anna --poses-days 30")
def retention(
    who: Who,
    poses_days: Annotated[
        int | None, typer.Option(help="Days for which poses are kept. Default: the gym's.")
    ] = None,
    verdicts_days: Annotated[
        int | None, typer.Option(help="Days for which verdicts are kept. Default: the gym's.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Set for how long a member's data are kept."""
    with errors_as_exits():
        wanted = Retention(poses_days, verdicts_days)
    with _members() as members:
        one = members.change_retention(member(members, who).member_id, wanted)
    _show(one, as_json=as_json)


@member_app.command(epilog="Example: spotter member height anna 178")
def height(
    who: Who,
    cm: Annotated[
        float | None, typer.Argument(metavar="CM", help="Centimetres. Without: it is not known.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Note how tall a member is: the speed of their next reps is told in metres a second."""
    with errors_as_exits():
        height_m = checked_height_m(None if cm is None else cm / _CM_PER_M)
    with _members() as members:
        one = members.change_height(member(members, who).member_id, height_m)
    _show(one, as_json=as_json)


@member_app.command(epilog="Example: spotter member leave anna")
def leave(who: Who, as_json: AsJson = False) -> None:
    """End a membership; what is kept stays as long as it is kept anyway."""
    with _members() as members:
        _show(members.leave(member(members, who).member_id), as_json=as_json)


@member_app.command(epilog="Example: spotter member export anna --out anna.zip")
def export(
    who: Who,
    out: Annotated[
        Path | None, typer.Option(help="The file to write. Default: member-ID.zip")
    ] = None,
) -> None:
    """Write all that is known of a member into a ZIP file, as JSON and CSV."""
    with _members() as members:
        one = member(members, who, with_left=True)
        path = out or Path(f"member-{one.member_id}.zip")
        partial = path.with_name(f"{path.name}.part")
        try:
            partial.touch(mode=0o600)  # it is all about somebody
            with partial.open("wb") as file:
                members.export(one.member_id, file)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    typer.echo(f"All that is known of {one.name} is in {path}")


@member_app.command(epilog="Example: spotter member erase anna --yes")
def erase(
    who: Who,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Remove all that is known of a member, everywhere, for good.

    Exercises that were recorded with them are made again without them. What was interrupted goes
    on by itself. Backups keep them until they are restored: then they are erased again.
    """
    with _members() as members:
        one = member(members, who, with_left=True)
        if not yes:
            typer.confirm(f"Remove all that is known of {one.name}, for good?", abort=True)
        erasure = members.erase(one.member_id)
    if as_json:
        print_json(
            {"member_id": one.member_id, **asdict(erasure), "removed": dict(erasure.removed)}
        )
    else:
        _tell(erasure)


member_app.command(epilog="Example: spotter member keys anna")(keys.keys)
member_app.command(epilog="Example: spotter member pin anna --number 1042")(keys.pin)
member_app.command(epilog="Example: spotter member badge anna --out anna.svg")(keys.badge)


def _tell(erasure: Erasure) -> None:
    removed = ", ".join(f"{kind}: {count}" for kind, count in erasure.removed)
    typer.echo(f"Removed: {removed or 'nothing was left'}")
    if erasure.remade_exercises:
        typer.echo(f"Made again without them: {', '.join(erasure.remade_exercises)}")
    for one in erasure.still_to_do:
        typer.echo(f"Still to do: {one}")


def _show(one: Member, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(one))
        return
    left = f", left {when(one.left_us)}" if one.left_us is not None else ""
    typer.echo(f"{one.name}  {one.member_id}")
    tall = "" if one.height_m is None else f"; {one.height_m * _CM_PER_M:.0f} cm tall"
    typer.echo(f"  since {when(one.joined_us)}{left}; kept: {kept(one.consent)}{_days(one)}{tall}")


def _days(one: Member) -> str:
    days = one.retention
    told = [
        f"{what} for {counted(count, 'day')}"
        for what, count in (("poses", days.poses_kept_days), ("verdicts", days.verdicts_kept_days))
        if count is not None
    ]
    return f" ({', '.join(told)})" if told else ""
