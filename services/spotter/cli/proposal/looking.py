"""``spotter proposal list`` and ``replay``."""

from typing import Annotated

import typer

from spotter.cli.people.finding import member
from spotter.cli.people.output import AsJson, print_json, print_table
from spotter.cli.proposal.finding import gym
from spotter.training.adaptation import Prescription, sentence
from spotter.training.load import LoadUnit
from spotter.wire.catalog.training.proposals import StoredProposal

Whose = Annotated[str, typer.Argument(metavar="[MEMBER]", help="Default: everybody's.")]
_SHOWN = 8
"""Characters of an id: enough to name one."""


def list_proposals(
    who: Whose = "",
    is_all: Annotated[bool, typer.Option("--all", help="Also decided ones.")] = False,
    unit: Annotated[
        LoadUnit, typer.Option("--unit", help="The unit in which loads are shown.")
    ] = LoadUnit.KG,
    as_json: AsJson = False,
) -> None:
    """List what is proposed for the next time, and why, latest first."""
    with gym() as one_gym:
        member_id = member(one_gym.members, who, with_left=True).member_id if who else ""
        found = list(one_gym.proposals.listed(member_id, only_open=not is_all))
    if as_json:
        print_json({"proposals": [plain(one) for one in found]})
        return
    rows = [
        (
            one.proposal_id[:_SHOWN],
            f"{one.day}",
            one.member_name,
            one.title,
            sentence(one.made.proposal, one.exercise, unit),
            one.state.value,
        )
        for one in found
    ]
    print_table(("Id", "Day", "Member", "Workout", "Proposal", ""), rows, "No proposals.")


def replay(who: Whose = "", as_json: AsJson = False) -> None:
    """Make proposals again from what they were made of; exits with 1 if one comes out otherwise."""
    with gym() as one_gym:
        member_id = member(one_gym.members, who, with_left=True).member_id if who else ""
        count, different = one_gym.proposals.replay(member_id)
    if as_json:
        print_json({"count": count, "different": list(different)})
    else:
        typer.echo(f"{count} proposals made again; {len(different)} come out otherwise")
        for one in different:
            typer.echo(f"  {one}")
    if different:
        raise typer.Exit(1)


def plain(one: StoredProposal) -> dict[str, object]:
    """The proposal for JSON."""
    proposal = one.made.proposal
    return {
        "proposal_id": one.proposal_id,
        "member_id": one.member_id,
        "member": one.member_name,
        "title": one.title,
        "exercise": one.exercise,
        "day": one.day,
        "state": one.state.value,
        "rule": proposal.rule.value,
        "change": proposal.change.value,
        "old": _prescription(proposal.old),
        "new": _prescription(proposal.new),
        "words": sentence(proposal, one.exercise),
        "decided": _prescription(one.made.decided) if one.made.decided else None,
        "planned_id": one.made.planned_id or None,
    }


def _prescription(one: Prescription) -> dict[str, object]:
    return {
        "sets": one.sets,
        "least_reps": one.least_reps,
        "most_reps": one.most_reps,
        "load_kg": one.load_kg,
        "seconds": one.seconds,
    }
