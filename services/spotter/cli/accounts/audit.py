"""``spotter audit``: who saw and changed what of whom."""

from dataclasses import asdict
from itertools import islice
from typing import Annotated

import typer

from spotter.catalog_client.people.accounts import Accounts
from spotter.catalog_client.people.audit import Audit
from spotter.catalog_client.people.members import Members
from spotter.cli.accounts.finding import account
from spotter.cli.people.finding import member
from spotter.cli.people.output import AsJson, print_json, print_table, when
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.local_stack.data_folder import DataFolder
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.people.audit import AuditedEntry

_WITHOUT_ACCOUNT = (LOCAL_AUTHOR, "spotter")

audit_app = typer.Typer(
    help="The audit: who saw and changed what of whom. Entries are only added.\n\n"
    "Exit codes: 0 done, and all entries are as they were written; 1 the catalog does not answer, "
    "or an entry is not as it was written; 2 the command line is wrong.",
    no_args_is_help=True,
)


@audit_app.command("list", epilog="Example: spotter audit list --member anna --limit 20")
def list_entries(
    about: Annotated[str, typer.Option("--member", help="Only about this member.")] = "",
    by: Annotated[
        str, typer.Option("--by", metavar="ACCOUNT", help="Only by this account, or by local.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    as_json: AsJson = False,
) -> None:
    """List entries, latest first."""
    with errors_as_exits(), catalog(DataFolder(data_folder())) as channel:
        author = by
        if by and by not in _WITHOUT_ACCOUNT:
            author = account(Accounts(channel), by).account_id
        member_id = member(Members(channel), about, with_left=True).member_id if about else ""
        found = Audit(channel).listed(member_id=member_id, author=author)
        entries = list(islice(found, limit))
    if as_json:
        print_json({"entries": [asdict(one) for one in entries]})
        return
    rows = [(str(one.number), when(one.at_us), _who(one), one.what, one.subject) for one in entries]
    print_table(("No", "When", "Who", "What", "Id"), rows, "No entries.")


@audit_app.command(epilog="Example: spotter audit check")
def check(as_json: AsJson = False) -> None:
    """Check that no entry was changed, removed or inserted; prints the last one's hash.

    Keep the number of entries and the hash elsewhere: they tell whether somebody who can write to
    the database has made all entries anew.
    """
    with errors_as_exits(), catalog(DataFolder(data_folder())) as channel:
        found = Audit(channel).checked()
    if as_json:
        print_json(asdict(found))
    elif found.broken_at:
        typer.echo(f"Entry {found.broken_at} is not what followed the one before.", err=True)
    else:
        told = f"The audit has {found.entries} entries, each as it was written"
        typer.echo(f"{told}; the last one's hash is {found.last_hash or 'none'}.")
    if found.broken_at:
        raise typer.Exit(1)


def _who(entry: AuditedEntry) -> str:
    if entry.author in _WITHOUT_ACCOUNT:
        return entry.author
    return entry.author_name or "somebody who has left"
