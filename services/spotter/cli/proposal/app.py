"""``spotter proposal``: its commands together."""

import typer

from spotter.cli.proposal.answering import after, before
from spotter.cli.proposal.deciding import accept, edit, lock, refuse, rule
from spotter.cli.proposal.looking import list_proposals, replay

proposal_app = typer.Typer(
    help="What is proposed to members for the next time, after a planned workout was done.\n\n"
    "docs/adapting.md says by which rules. MEMBER is an id, or a part of a name that only one "
    "member has; ID the beginning of a proposal's id.\n\n"
    "Exit codes: 0 done; 1 the catalog does not answer, or it cannot be done now; 2 the command "
    "line is wrong.",
    no_args_is_help=True,
)

proposal_app.command(
    "list", epilog="Examples:\n\nspotter proposal list\n\nspotter proposal list anna --all --json"
)(list_proposals)
proposal_app.command(
    "accept",
    epilog="Examples:\n\nspotter proposal accept 3f2a\n\n"
    "spotter proposal accept 3f2a --day 2026-03-09\n\nspotter proposal accept --all anna",
)(accept)
proposal_app.command("edit", epilog='Examples:\n\nspotter proposal edit 3f2a "3x8-12 61kg"')(edit)
proposal_app.command("refuse")(refuse)
proposal_app.command("lock")(lock)
proposal_app.command(
    "rule", epilog='Examples:\n\nspotter proposal rule anna Legs squat "two for two"'
)(rule)
proposal_app.command("replay", epilog="Examples:\n\nspotter proposal replay anna")(replay)
proposal_app.command(
    "before",
    epilog="Examples:\n\nspotter proposal before 0b5f7d6e-6f0e-4d5c-9a39-0e6f3c1f9a02 2 3 2 4",
)(before)
proposal_app.command(
    "after",
    epilog="Examples:\n\nspotter proposal after 0b5f7d6e-6f0e-4d5c-9a39-0e6f3c1f9a02 7 --hurts",
)(after)
