"""Patterns of faults: the typical ways in which an exercise goes wrong."""

from datetime import date
from typing import Annotated

import numpy as np
from pydantic import Field

from spotter.movement.geometry import Coordinates
from spotter.movement.values import PatternFilm
from spotter.movement.wording.joint_words import farthest
from spotter.notifier.views.models import MovementView, View
from spotter.notifier.views.rep_view import frames_view
from spotter.notifier.views.v1.exercises.exercises import Digest
from spotter.notifier.views.v1.fields import Given, Id, milliseconds
from spotter.wire.catalog.exercises.patterns import (
    GymPattern,
    GymPatterns,
    PatternMember,
    SearchState,
)

_LINE = r"^[^\x00-\x1f\x7f]*$"

PatternId = Annotated[
    str,
    Field(
        pattern=r"^[0-9a-f]{64}$",
        description="the SHA-256 of a pattern, whatever it is called",
        examples=["5a3e91c0" * 8],
    ),
]


class PatternFilmView(View):
    """A pattern as a movement, from as many moments each."""

    done: MovementView
    expected: MovementView


class PatternWeekView(View):
    """A week in which reps were looked at."""

    first_day: Annotated[date, Field(description="its Monday")]
    shown: Annotated[int, Field(description="reps that show the pattern")]
    reps: Annotated[int, Field(description="faulty reps that were looked at")]


class PatternView(View):
    """A typical way in which an exercise goes wrong here."""

    pattern_id: PatternId
    name: Annotated[
        str, Field(description="a trainer's; empty: it has none", examples=["knees in"])
    ]
    cue: Annotated[str, Field(description="what a trainer says then; empty: the usual hint")]
    words: Annotated[str, Field(description="where and when it is largest")]
    reps: Annotated[int, Field(description="that show it")]
    share_ratio: Annotated[float, Field(description="of the faulty reps that were looked at")]
    weeks: Annotated[list[PatternWeekView], Field(description="oldest first")]
    film: Annotated[PatternFilmView | None, Field(description="null: it was never seen here")]


class PatternSearchView(View):
    """How looking for patterns goes, and what it last came to."""

    is_waiting: bool
    is_running: bool
    done_ratio: float
    ended_ms: Annotated[int | None, Field(description="null: they were never looked for")]
    words: Annotated[str, Field(description="what it came to")]
    reps: Annotated[int, Field(description="faulty reps that were looked at")]
    since_ms: Annotated[int | None, Field(description="from when on reps were looked at")]
    needed_reps: Annotated[int, Field(description="faulty reps that it takes")]


class PatternsView(View):
    """The patterns of an exercise."""

    digest: Annotated[Digest, Field(description="the version that has them")]
    patterns: Annotated[list[PatternView], Field(description="most reps first")]
    search: PatternSearchView


class PatternMemberView(View):
    """A member who shows a pattern."""

    member_id: Id
    name: str
    reps: int


class PatternMembersView(View):
    """The members who show a pattern."""

    members: Annotated[list[PatternMemberView], Field(description="most reps first")]


class PatternWords(Given):
    """A trainer's words for a pattern."""

    name: Annotated[str, Field(max_length=60, pattern=_LINE, examples=["knees in"])]
    cue: Annotated[
        str,
        Field(
            max_length=200,
            pattern=_LINE,
            description="empty: the usual hint",
            examples=["push your knees out"],
        ),
    ] = ""


def patterns_view(found: GymPatterns) -> PatternsView:
    """The view of an exercise's patterns."""
    return PatternsView(
        digest=found.digest,
        patterns=[_pattern(one) for one in found.patterns],
        search=search_view(found.search),
    )


def search_view(state: SearchState) -> PatternSearchView:
    """The view of how looking for patterns goes."""
    return PatternSearchView(
        is_waiting=state.progress.is_waiting,
        is_running=state.progress.is_running,
        done_ratio=state.progress.done_ratio,
        ended_ms=milliseconds(state.ended_us) if state.ended_us else None,
        words=state.words,
        reps=state.reps,
        since_ms=milliseconds(state.since_us) if state.since_us else None,
        needed_reps=state.needed_reps,
    )


def pattern_members_view(members: list[PatternMember]) -> PatternMembersView:
    """The view of those who show a pattern."""
    return PatternMembersView(
        members=[
            PatternMemberView(member_id=one.member_id, name=one.name, reps=one.reps)
            for one in members
        ]
    )


def _pattern(one: GymPattern) -> PatternView:
    looked_at = sum(week.reps for week in one.weeks)
    return PatternView(
        pattern_id=one.pattern_id,
        name=one.pattern.name,
        cue=one.pattern.cue,
        words=farthest(*one.pattern.stands_out),
        reps=one.reps,
        share_ratio=one.reps / looked_at if looked_at else 0.0,
        weeks=[
            PatternWeekView(first_day=week.first_day, shown=week.shown, reps=week.reps)
            for week in one.weeks
        ],
        film=_film(one.film) if one.film else None,
    )


def _film(film: PatternFilm) -> PatternFilmView:
    return PatternFilmView(
        done=_movement(film.done, film.duration_s),
        expected=_movement(film.expected, film.duration_s),
    )


def _movement(coordinates: Coordinates, duration_s: float) -> MovementView:
    times_s = np.linspace(0, duration_s, len(coordinates)).round(3).tolist()
    return MovementView(times_s=times_s, frames=frames_view(coordinates))
