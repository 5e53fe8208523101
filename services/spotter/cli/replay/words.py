"""What came of a replay: a table for people, JSON for scripts. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from rich.table import Table
from rich.text import Text

from spotter.cli.replay.dtw import DtwDifference
from spotter.movement.values.text import counted
from spotter.wire.replays import RepChange, ReplayedReps, Said

_SHOWN = 50


def transitions(found: ReplayedReps) -> Counter[tuple[str, str]]:
    """How many reps change from which outcome to which."""
    return Counter((one.before.outcome.value, one.after.outcome.value) for one in found.changes)


def summary(found: ReplayedReps) -> Table:
    """How many reps were scored again, and what of them changes."""
    table = Table("Reps", "Number", show_header=False)
    rows = [("scored again", found.scored), ("  the same to the bit", found.same)]
    if found.same_outcome:
        rows.append(("  the same outcome, other figures", found.same_outcome))
    rows += [(f"  {_arrow(one)}", reps) for one, reps in transitions(found).most_common()]
    if found.without_poses:
        rows.append(("not scored: their poses are not kept", found.without_poses))
    if found.without_baseline:
        rows.append(("not scored: the person's baseline is not kept", found.without_baseline))
    for heading, reps in rows:
        table.add_row(heading, str(reps))
    return table


def changes_table(found: ReplayedReps, members: Mapping[str, str]) -> Table:
    """The reps that change, newest first; ``members`` are the names by id."""
    table = Table("When", "Member", "Exercise", "Before", "After", "Rep")
    newest = sorted(found.changes, key=lambda one: -one.started_us)
    for one in newest[:_SHOWN]:
        cells = (
            _when(one.started_us),
            members.get(one.member_id, ""),
            one.exercise,
            _said(one.before),
            _said(one.after),
            one.rep_id,
        )
        table.add_row(*map(Text, cells))
    if newest[_SHOWN:]:
        table.caption = f"and {counted(len(newest) - _SHOWN, 'rep')} more; --json lists all"
    return table


def shown_members(found: ReplayedReps) -> set[str]:
    """The ids of the members whom :func:`changes_table` names."""
    newest = sorted(found.changes, key=lambda one: -one.started_us)
    return {one.member_id for one in newest[:_SHOWN]} - {""}


def result_json(run_id: str, found: ReplayedReps) -> dict[str, Any]:
    """What came of the replay, for scripts; times are microseconds since the Unix epoch."""
    return {
        "replay": run_id,
        "scored": found.scored,
        "same": found.same,
        "same_outcome": found.same_outcome,
        "without_poses": found.without_poses,
        "without_baseline": found.without_baseline,
        "transitions": [
            {"before": before, "after": after, "reps": reps}
            for (before, after), reps in transitions(found).most_common()
        ],
        "changes": [_change_json(one) for one in found.changes],
        "problems": list(found.problems),
    }


def dtw_json(checked: DtwDifference | None) -> dict[str, Any]:
    """What checking the alignments found, if they were checked."""
    return {} if checked is None else {"dtw": asdict(checked)}


def _change_json(change: RepChange) -> dict[str, Any]:
    return asdict(change) | {"before": _said_json(change.before), "after": _said_json(change.after)}


def _said_json(said: Said) -> dict[str, Any]:
    figures = {"score": said.score, "threshold": said.threshold}
    finite = {name: value if isfinite(value) else None for name, value in figures.items()}
    return {"outcome": said.outcome.value, **finite}


def _arrow(transition: tuple[str, str]) -> str:
    before, after = transition
    return f"{before} -> {after}" if before != after else f"still {before}, but not to the bit"


def _said(said: Said) -> str:
    if not isfinite(said.score):
        return said.outcome.value
    return f"{said.outcome.value} {said.score:.2f} of {said.threshold:.2f}"


def _when(time_us: int) -> str:
    return f"{datetime.fromtimestamp(time_us / 1e6, UTC).astimezone():%Y-%m-%d %H:%M}"
