"""``spotter proposal before`` and ``after``: what members say of their sessions."""

from typing import Annotated

import typer

from spotter.cli.proposal.finding import gym

SessionId = Annotated[str, typer.Argument(metavar="SESSION", help="The session's id.")]
_Rating = Annotated[int, typer.Argument(min=1, max=7)]


def before(
    session_id: SessionId, sleep: _Rating, stress: _Rating, fatigue: _Rating, soreness: _Rating
) -> None:
    """Note how a member is before a session: each 1 (very, very good or low) to 7 (bad, high)."""
    with gym() as one_gym:
        one_gym.proposals.say_before(
            session_id, sleep=sleep, stress=stress, fatigue=fatigue, soreness=soreness
        )
    typer.echo("noted")


def after(
    session_id: SessionId,
    effort: Annotated[
        float, typer.Argument(min=0, max=10, help="How hard it was: 0 (rest) to 10 (the hardest).")
    ],
    hurts: Annotated[
        bool, typer.Option("--hurts", help="Something hurt; calls a trainer.")
    ] = False,
) -> None:
    """Note how hard a session was, and whether something hurt."""
    with gym() as one_gym:
        one_gym.proposals.say_after(session_id, effort, hurts=hurts)
    typer.echo("noted")
