"""``spotter proposal accept --all``: all that is proposed, at once."""

from collections.abc import Sequence
from datetime import date

import typer

from spotter.catalog_client.errors import RefusedError
from spotter.cli.people.finding import member
from spotter.cli.proposal.finding import Gym
from spotter.movement.values.text import counted
from spotter.training.adaptation import sentence
from spotter.wire.catalog.training.proposals import State, StoredProposal


def accept_all(one_gym: Gym, who: str, next_day: date | None, *, is_sure: bool) -> None:
    """Accept all that is proposed to a member, or to everybody, once that was agreed to.

    Exits with 1 if something was not accepted: it says what, and why.
    """
    member_id = member(one_gym.members, who).member_id if who else ""
    found = list(one_gym.proposals.listed(member_id, only_open=True))
    for one in found:
        typer.echo(f"{one.member_name}: {sentence(one.made.proposal, one.exercise)}")
    if not found:
        typer.echo("No proposals.")
        return
    if not is_sure:
        typer.confirm(f"Accept {counted(len(found), 'proposal')}?", abort=True)
    refused = _accepted(one_gym, found, next_day)
    typer.echo(f"{len(found) - refused} accepted")
    if refused:
        raise typer.Exit(1)


def _accepted(one_gym: Gym, found: Sequence[StoredProposal], next_day: date | None) -> int:
    """How many were not."""
    refused = 0
    for one in found:
        try:
            one_gym.proposals.decide(
                one.proposal_id,
                State.ACCEPTED,
                next_day=next_day,
                expected=one.made.proposal.new,
            )
        except RefusedError as error:
            refused += 1
            typer.echo(f"not accepted: {one.member_name}, {one.exercise}: {error}", err=True)
    return refused
