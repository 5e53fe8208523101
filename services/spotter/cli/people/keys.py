"""What ``spotter member`` does about numbers, PINs and badges, by which stations know members."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import segno
import typer

from spotter.catalog_client.people.checkins import Checkins
from spotter.catalog_client.people.members import Members
from spotter.cli.errors import InputError
from spotter.cli.people.finding import Who, member
from spotter.cli.people.output import AsJson, print_json, print_table, when
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.local_stack.data_folder import DataFolder
from spotter.wire.catalog.people.members import Member

_KINDS = (".svg", ".png", ".pdf")
_SCALE = 8
"""Pixels or points of the code's smallest square."""

Remove = Annotated[bool, typer.Option("--remove", help="Take number and PIN.")]


@contextmanager
def _known(who: str) -> Iterator[tuple[Member, Checkins]]:
    with errors_as_exits(), catalog(DataFolder(data_folder())) as channel:
        yield member(Members(channel), who, with_left=True), Checkins(channel)


def keys(who: Who, as_json: AsJson = False) -> None:
    """Show by what stations know a member: the number, and badges."""
    with _known(who) as (one, checkins):
        found = checkins.keys(one.member_id)
    if as_json:
        print_json(asdict(found))
        return
    typer.echo(f"{one.name}: number {found.number or 'none'}")
    rows = [(when(badge.made_us), when(badge.shown_us), badge.badge_id) for badge in found.badges]
    print_table(("Badge of", "Shown last", "Id"), rows, "No badges.")


def pin(
    who: Who,
    number: Annotated[
        str, typer.Option(help="1 to 12 digits. Default: the one they have, or the next free.")
    ] = "",
    chosen: Annotated[
        str, typer.Option("--pin", help="4 to 8 digits. Default: six at random.")
    ] = "",
    remove: Remove = False,
    as_json: AsJson = False,
) -> None:
    """Give a member a number, unless they have one, and a new PIN, which is shown this once."""
    with _known(who) as (one, checkins):
        if remove:
            checkins.remove_pin(one.member_id)
        given, new = ("", "") if remove else checkins.set_pin(one.member_id, number, chosen)
    if as_json:
        print_json({"member_id": one.member_id, "number": given, "pin": new})
    elif remove:
        typer.echo(f"{one.name} has no number and no PIN.")
    else:
        typer.echo(f"{one.name}: number {given}, PIN {new}")


def badge(
    who: Who,
    out: Annotated[
        Path | None, typer.Option(help="A file for it: .svg, .png or .pdf. Default: the terminal.")
    ] = None,
    revoke: Annotated[
        str, typer.Option(metavar="BADGE", help="Make this badge worthless instead: its id.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Make a badge for a member: a code to print, to hold to a station's camera.

    It is shown this once. Whoever has a copy is taken for the member, unless the gym asks for the
    PIN as well (SPOTTER_BADGE_NEEDS_PIN); a badge that was lost or copied is revoked.
    """
    with errors_as_exits():
        if out is not None and out.suffix not in _KINDS:
            raise InputError(f"expected a file {', '.join(_KINDS)}; found {out.name}")
    with _known(who) as (one, checkins):
        if revoke:
            checkins.revoke_badge(one.member_id, revoke)
            if as_json:
                print_json({"member_id": one.member_id, "badge_id": revoke})
            else:
                typer.echo(f"A badge of {one.name} is worthless.")
            return
        made, text = checkins.add_badge(one.member_id)
    if as_json:
        print_json({"badge_id": made.badge_id, "text": text})
    if out is not None or not as_json:
        _draw(text, out)
    if not as_json:
        where = f" in {out}" if out else ""
        typer.echo(f"A badge of {one.name}{where}; its id: {made.badge_id}")


def _draw(text: str, out: Path | None) -> None:
    code = segno.make(text, error="m", micro=False)
    if out is None:
        code.terminal(compact=True)
    else:
        out.touch(mode=0o600)  # whoever reads it is taken for the member
        code.save(str(out), scale=_SCALE)
