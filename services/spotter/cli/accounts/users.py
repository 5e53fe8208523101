"""``spotter user``: who may sign in to the page, and what they may do."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from enum import Enum
from typing import Annotated

import typer

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.accounts import Accounts
from spotter.catalog_client.people.classes import Classes
from spotter.catalog_client.people.members import Members
from spotter.cli.accounts.finding import account
from spotter.cli.accounts.links import invitation_link, link_words
from spotter.cli.accounts.words import in_a_line, sees, state
from spotter.cli.errors import InputError
from spotter.cli.people.finding import gym_class, members_of
from spotter.cli.people.output import AsJson, print_json, print_table, when
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.local_stack.data_folder import DataFolder
from spotter.movement.values.text import counted
from spotter.wire.catalog.people.accounts import Account, Invited, Role, Scope

user_app = typer.Typer(
    help="Accounts: who may sign in to the page, and what they may do.\n\n"
    "ACCOUNT is what somebody signs in with, an id, or a part of a name that only one has.\n\n"
    "Exit codes: 0 done; 1 the catalog does not answer, or it cannot be done now; 2 the command "
    "line is wrong.",
    no_args_is_help=True,
)


class Roles(Enum):
    """The roles that somebody can have."""

    OWNER = "owner"
    MANAGER = "manager"
    TRAINER = "trainer"
    MEMBER = "member"
    OPERATOR = "operator"


Who = Annotated[
    str, typer.Argument(metavar="ACCOUNT", help="What they sign in with, an id, or a name.")
]
PageAddress = Annotated[
    str, typer.Option("--page", metavar="URL", help="The page's address; else the running gym's.")
]
ClassList = Annotated[
    list[str] | None, typer.Option("--class", metavar="CLASS", help="A class that a trainer sees.")
]
StationList = Annotated[
    list[str] | None, typer.Option("--station", help="A station that a trainer sees.")
]
MemberList = Annotated[
    list[str] | None,
    typer.Option("--member", metavar="MEMBER", help="Whom a trainer sees; who a member is."),
]


@contextmanager
def _channel() -> Iterator[CatalogChannel]:
    with errors_as_exits(), catalog(DataFolder(data_folder())) as channel:
        yield channel


@user_app.command(
    epilog="Examples: spotter user invite 'Ida Kurz' --as ida --role trainer --class evening\n\n"
    "spotter user invite 'Anna Schmidt' --as anna@example.org --role member --member 'anna schmidt'"
)
def invite(  # noqa: PLR0913, PLR0917 - what an account consists of
    name: Annotated[str, typer.Argument(help="What others see, in any script.")],
    sign_in_name: Annotated[str, typer.Option("--as", metavar="NAME", help="To sign in with.")],
    role: Annotated[Roles, typer.Option(help="What they may do.")],
    classes: ClassList = None,
    stations: StationList = None,
    members: MemberList = None,
    page: PageAddress = "",
    as_json: AsJson = False,
) -> None:
    """Invite somebody: prints a link by which they choose a password."""
    with _channel() as channel:
        wanted = Role(role.value)
        is_member = wanted is Role.MEMBER
        invited = Accounts(channel).invite(
            name,
            sign_in_name,
            wanted,
            scope=_scope(channel, classes, stations, None if is_member else members),
            member_id=_only_member(channel, members) if is_member else "",
        )
    _show_invited(invited, page, as_json=as_json)


@user_app.command("list", epilog="Example: spotter user list --json")
def list_users(as_json: AsJson = False) -> None:
    """List accounts by name."""
    with _channel() as channel:
        found = Accounts(channel).listed()
    if as_json:
        print_json({"accounts": [asdict(one) for one in found]})
        return
    rows = [
        (one.name, one.sign_in_name, one.role, state(one), sees(one.scope), one.account_id)
        for one in found
    ]
    print_table(("Name", "Signs in as", "Role", "State", "Sees", "Id"), rows, "No accounts.")


@user_app.command(epilog="Example: spotter user reset ida")
def reset(who: Who, page: PageAddress = "", as_json: AsJson = False) -> None:
    """Forget a password and end all sign-ins: prints a link to choose another one."""
    with _channel() as channel:
        accounts = Accounts(channel)
        invited = accounts.reset(account(accounts, who).account_id)
    _show_invited(invited, page, as_json=as_json)


@user_app.command(epilog="Example: spotter user change ida --role manager --sees-everybody")
def change(  # noqa: PLR0913, PLR0917 - what an account consists of
    who: Who,
    name: Annotated[str, typer.Option(help="Another name that others see.")] = "",
    role: Annotated[Roles | None, typer.Option(help="Another role.")] = None,
    disabled: Annotated[
        bool | None, typer.Option("--disable/--enable", help="Whether they may sign in.")
    ] = None,
    classes: ClassList = None,
    stations: StationList = None,
    members: MemberList = None,
    everybody: Annotated[
        bool, typer.Option("--sees-everybody", help="A trainer sees everybody.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Change an account: what is not given stays as it is."""
    with _channel() as channel:
        scope = _scope(channel, classes, stations, members)
        if everybody and not scope.is_everybody:
            raise InputError("expected --sees-everybody, or whom they see; found both")
        accounts = Accounts(channel)
        changed = accounts.change(
            account(accounts, who).account_id,
            name=name,
            role=None if role is None else Role(role.value),
            scope=None if scope.is_everybody and not everybody else scope,
            is_disabled=disabled,
        )
    _show(changed, as_json=as_json)


@user_app.command(epilog="Example: spotter user erase ida --yes")
def erase(
    who: Who,
    sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Erase an account with its name; what it did stays, by nobody in particular."""
    with _channel() as channel:
        accounts = Accounts(channel)
        one = account(accounts, who)
        if not sure:
            typer.confirm(f"Erase the account of {one.name}?", abort=True, err=True)
        accounts.erase(one.account_id)
    if as_json:
        print_json({"erased": one.account_id})
    else:
        typer.echo(f"The account of {one.name} is erased.")


@user_app.command("sign-ins", epilog="Example: spotter user sign-ins ida")
def sign_ins(who: Who, as_json: AsJson = False) -> None:
    """List where somebody is signed in."""
    with _channel() as channel:
        accounts = Accounts(channel)
        found = accounts.sign_ins(account(accounts, who).account_id)
    if as_json:
        print_json({"sign_ins": [asdict(one) for one in found]})
        return
    rows = [
        (one.agent, when(one.begun_us), when(one.used_us), when(one.until_us), one.sign_in_id)
        for one in found
    ]
    print_table(("Where", "Since", "Last used", "Until", "Id"), rows, "Nowhere.")


@user_app.command("end-sign-ins", epilog="Example: spotter user end-sign-ins ida")
def end_sign_ins(
    who: Who,
    only: Annotated[str, typer.Option(metavar="ID", help="Only this sign-in.")] = "",
    as_json: AsJson = False,
) -> None:
    """Sign somebody out everywhere, or in one place."""
    with _channel() as channel:
        accounts = Accounts(channel)
        ended = accounts.end_sign_ins(account(accounts, who).account_id, only)
    if as_json:
        print_json({"ended": ended})
    else:
        typer.echo(f"{counted(ended, 'sign-in')} ended.")


def _scope(
    channel: CatalogChannel,
    classes: Sequence[str] | None,
    stations: Sequence[str] | None,
    members: Sequence[str] | None,
) -> Scope:
    found = (gym_class(Classes(channel), one).class_id for one in classes or ())
    return Scope(
        tuple(dict.fromkeys(found)),
        tuple(dict.fromkeys(stations or ())),
        members_of(Members(channel), members or ()),
    )


def _only_member(channel: CatalogChannel, members: Sequence[str] | None) -> str:
    found = members_of(Members(channel), members or ())
    if len(found) != 1:
        raise InputError(f"expected one --member, who they are; found {len(found)}")
    return found[0]


def _show_invited(invited: Invited, page: str, *, as_json: bool) -> None:
    data = DataFolder(data_folder())
    if as_json:
        link = invitation_link(page or data.page_address(), invited.secret)
        print_json({**asdict(invited.account), "secret": invited.secret, "link": link})
        return
    typer.echo(in_a_line(invited.account))
    typer.echo(link_words(page, data, invited.secret))


def _show(one: Account, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(one))
    else:
        typer.echo(in_a_line(one))
