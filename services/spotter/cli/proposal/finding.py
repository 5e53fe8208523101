"""What the commands for proposals answer from, and proposals as people name them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

import typer

from spotter.catalog_client.people.members import Members
from spotter.catalog_client.training.proposals import Proposals
from spotter.cli.errors import InputError
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.local_stack.data_folder import DataFolder
from spotter.wire.catalog.training.proposals import StoredProposal

Id = Annotated[str, typer.Argument(metavar="ID", help="The proposal's id, or the beginning of it.")]


@dataclass(frozen=True, slots=True)
class Gym:
    """What the catalog knows of members and what is proposed to them."""

    proposals: Proposals
    members: Members

    def open_proposal(self, beginning: str) -> StoredProposal:
        """The open proposal whose id begins so. Raises :class:`InputError` unless there is one."""
        found = [
            one
            for one in self.proposals.listed(only_open=True)
            if one.proposal_id.startswith(beginning.lower())
        ]
        if len(found) != 1 or not beginning:
            count = len(found) or "none"
            raise InputError(
                f"expected an open proposal whose id begins with {beginning!r}; found {count}"
            )
        return found[0]


@contextmanager
def gym() -> Iterator[Gym]:
    """The gym of this machine; errors become exit codes."""
    with errors_as_exits(), catalog(DataFolder(data_folder())) as channel:
        yield Gym(Proposals(channel), Members(channel))
