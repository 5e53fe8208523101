"""``spotter proposal accept``, ``edit``, ``refuse``, ``lock`` and ``rule``."""

from datetime import date
from typing import Annotated

import typer

from spotter.cli.people.finding import Who, member
from spotter.cli.proposal.accepting import accept_all
from spotter.cli.proposal.finding import Gym, Id, gym
from spotter.training.adaptation import Prescription, Progression, sentence
from spotter.training.adaptation.attempting import prescription
from spotter.training.workout_text import item_of
from spotter.wire.catalog.people.classes import day_of
from spotter.wire.catalog.training.proposals import State

NextDay = Annotated[
    str,
    typer.Option(
        "--day",
        metavar="DAY",
        help="YYYY-MM-DD of the next workout, if none of the title is planned. Default: a week "
        "after the last.",
    ),
]


def accept(
    which: Annotated[
        str,
        typer.Argument(
            metavar="[ID|MEMBER]",
            help="The proposal's id, or the beginning of it; with --all a member (default: all).",
        ),
    ] = "",
    is_all: Annotated[bool, typer.Option("--all", help="All that are open.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    next_day: NextDay = "",
) -> None:
    """Accept a proposal: its values become those of the next planned workout.

    With --all, say what that changes, ask once, and accept all that are open. Those that somebody
    decided meanwhile, or that propose something else by now, are named, and the exit code is 1.
    """
    with gym() as one_gym:
        if is_all:
            accept_all(one_gym, which, _day(next_day), is_sure=yes)
        else:
            _decide(one_gym, which, State.ACCEPTED, None, _day(next_day))


def edit(
    which: Id,
    line: Annotated[
        str, typer.Argument(metavar="SETSxREPS[LOAD]", help="Such as '3x8-12 61kg' or '3x45s'.")
    ],
    next_day: NextDay = "",
) -> None:
    """Choose other values than proposed."""
    with gym() as one_gym:
        item = item_of(f"{one_gym.open_proposal(which).exercise} {line}")
        _decide(one_gym, which, State.EDITED, prescription(item), _day(next_day))


def refuse(which: Id) -> None:
    """Refuse a proposal: all stays."""
    with gym() as one_gym:
        _decide(one_gym, which, State.REFUSED)


def lock(which: Id) -> None:
    """Lock the exercise: nothing is proposed for it until `rule` unlocks it."""
    with gym() as one_gym:
        _decide(one_gym, which, State.LOCKED)


def rule(
    who: Who,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The title of the workouts.")],
    exercise: Annotated[str, typer.Argument(metavar="EXERCISE")],
    progression: Annotated[Progression, typer.Argument(metavar="RULE")] = Progression.DOUBLE,
) -> None:
    """Choose the rule by which a member's load rises, and unlock the exercise.

    RULE is "double progression", "two for two" or "reps in reserve".
    """
    with gym() as one_gym:
        found = member(one_gym.members, who)
        one_gym.proposals.set_progression(
            found.member_id, title, exercise, progression, is_locked=False
        )
    typer.echo(f"{found.name}, {title}, {exercise}: {progression.value}")


def _decide(
    one_gym: Gym,
    which: str,
    decision: State,
    edited: Prescription | None = None,
    next_day: date | None = None,
) -> None:
    found = one_gym.open_proposal(which)
    decided = one_gym.proposals.decide(
        found.proposal_id,
        decision,
        edited=edited,
        next_day=next_day,
        expected=found.made.proposal.new,
    )
    typer.echo(f"{found.member_name}: {sentence(found.made.proposal, found.exercise)}")
    where = f"; in the workout {decided.made.planned_id}" if decided.made.planned_id else ""
    typer.echo(f"{decided.state.value}{where}")


def _day(text: str) -> date | None:
    return day_of(text) if text else None
