"""The output of ``spotter pattern``."""

from collections.abc import Iterator
from typing import Any

from spotter.cli.people.output import when
from spotter.movement.wording.joint_words import joint_words
from spotter.wire.catalog.exercises.patterns import GymPattern, GymPatterns, SearchState

_SHOWN_DIGITS = 8


def pattern_rows(found: GymPatterns) -> Iterator[tuple[str, ...]]:
    """A row for each pattern: id, name, reps, share, the same by weeks, where, cue."""
    for one in found.patterns:
        joint, phase = one.pattern.stands_out
        yield (
            one.pattern_id[:_SHOWN_DIGITS],
            one.pattern.name,
            str(one.reps),
            f"{_share(one):.0%}",
            " ".join(f"{week.shown}/{week.reps}" for week in one.weeks),
            f"{joint_words(joint)} at {phase:.0%}",
            one.pattern.cue,
        )


def search_words(search: SearchState) -> str:
    """How looking for patterns goes, or what it last came to."""
    if search.progress.is_waiting or search.progress.is_running:
        return f"Under way: {search.progress.done_ratio:.0%}."
    if not search.ended_us:
        return f"Nobody has looked yet; it takes {search.needed_reps} faulty reps with poses."
    return f"Last looked {when(search.ended_us)}: {search.words}."


def patterns_json(found: GymPatterns) -> dict[str, Any]:
    """The same for scripts."""
    search = found.search
    return {
        "version": found.digest,
        "patterns": [
            {
                "pattern_id": one.pattern_id,
                "name": one.pattern.name,
                "cue": one.pattern.cue,
                "reps": one.reps,
                "share_ratio": _share(one),
                "joint": one.pattern.stands_out[0].name,
                "phase": one.pattern.stands_out[1],
                "weeks": [
                    {"first_day": week.first_day, "shown": week.shown, "reps": week.reps}
                    for week in one.weeks
                ],
            }
            for one in found.patterns
        ],
        "search": {
            "ended_us": search.ended_us or None,
            "words": search.words,
            "reps": search.reps,
            "needed_reps": search.needed_reps,
        },
    }


def _share(one: GymPattern) -> float:
    return one.reps / max(1, sum(week.reps for week in one.weeks))
