"""The figures of ``spotter evaluate training`` as a table for a terminal, and as JSON."""

from collections.abc import Sequence
from statistics import fmean
from typing import Any

from rich.console import Console
from rich.table import Table

from spotter.evaluation.figure_words import percent
from spotter.evaluation.training.holds import HoldFigures
from spotter.evaluation.training.training import MemberFigures
from spotter.evaluation.version import version
from spotter.training.adaptation import Progression
from spotter.training.load import LoadUnit, load_text

_HEAD = (
    "member",
    "first load",
    "last load",
    "could lift then",
    "of it",
    "raised",
    "lowered",
    "stopped",
    "too heavy in a row",
)
_HOLD_HEAD = ("first", "last", "could hold then", "of it", "too long in a row")
_HALVES = {False: "Looked at while the rules were made", True: "To check with"}


def training_settings(
    people: int, weeks: int, seed: int, progression: Progression
) -> dict[str, str | float]:
    """What was asked for, as JSON can hold it."""
    return {
        "spotter": version(),
        "people": people,
        "weeks": weeks,
        "seed": seed,
        "rule": progression.value,
    }


def print_training(
    figures: Sequence[MemberFigures], holds: Sequence[HoldFigures], console: Console
) -> None:
    """Print a table of each half and one of the holds, and what is said of each in one line."""
    for is_checked, title in _HALVES.items():
        half = [one for one in figures if one.is_checked is is_checked]
        table = Table(*_HEAD, title=title)
        for one in half:
            table.add_row(*_cells(one))
        console.print(table)
        console.print(
            f"At the end, loads are {percent(fmean(one.follows_ratio for one in half))} of what "
            f"could be lifted; at most {max(one.above_in_a_row for one in half)} session in a row "
            "was above it."
        )
    _print_holds(holds, console)


def _print_holds(figures: Sequence[HoldFigures], console: Console) -> None:
    table = Table(*_HOLD_HEAD, title="Holds")
    for one in figures:
        table.add_row(
            f"{one.first_s:.0f} s",
            f"{one.last_s:.0f} s",
            f"{one.last_could_s:.0f} s",
            percent(one.follows_ratio),
            str(one.above_in_a_row),
        )
    console.print(table)
    console.print(
        f"At the end, holds are {percent(fmean(one.follows_ratio for one in figures))} of what the "
        "last set could last."
    )


def training_json(
    figures: Sequence[MemberFigures],
    holds: Sequence[HoldFigures],
    settings: dict[str, str | float],
) -> dict[str, Any]:
    """The report. ``docs/evaluating.md`` describes the keys."""
    return {
        "command": "evaluate training",
        "settings": settings,
        "members": [_plain(one) for one in figures],
        "holds": [_plain_hold(one) for one in holds],
    }


def _cells(one: MemberFigures) -> tuple[str, ...]:
    return (
        one.member.story.value,
        _kg(one.first_kg),
        _kg(one.last_kg),
        _kg(one.last_could_kg),
        percent(one.follows_ratio),
        str(one.raised),
        str(one.lowered),
        str(one.stopped),
        str(one.above_in_a_row),
    )


def _kg(load_kg: float) -> str:
    return load_text(load_kg, LoadUnit.KG, decimals=1)


def _plain(one: MemberFigures) -> dict[str, Any]:
    return {
        "member": one.member.number,
        "story": one.member.story.value,
        "checked": one.is_checked,
        "first_load_kg": one.first_kg,
        "last_load_kg": one.last_kg,
        "first_could_kg": one.first_could_kg,
        "last_could_kg": one.last_could_kg,
        "follows": one.follows_ratio,
        "above_in_a_row": one.above_in_a_row,
        "most_step_kg": one.most_step_kg,
        "raised": one.raised,
        "lowered": one.lowered,
        "stopped": one.stopped,
    }


def _plain_hold(one: HoldFigures) -> dict[str, Any]:
    return {
        "member": one.member.number,
        "first_s": one.first_s,
        "last_s": one.last_s,
        "last_could_s": one.last_could_s,
        "follows": one.follows_ratio,
        "above_in_a_row": one.above_in_a_row,
        "most_step_s": one.most_step_s,
    }
