"""The patterns of faults of a gym, as the catalog tells of them."""

from dataclasses import dataclass
from datetime import date

from spotter.api.catalog.v1 import pattern_service_pb2 as pb
from spotter.movement.values import FaultPattern, PatternFilm
from spotter.wire.catalog.people.classes import day_of
from spotter.wire.patterns.fault_patterns import pattern_digest, pattern_from, pattern_message
from spotter.wire.patterns.pattern_search import film_from, film_message


@dataclass(frozen=True, slots=True)
class SearchProgress:
    """Whether looking for patterns waits for its turn or is under way, and how much is done."""

    is_waiting: bool = False
    is_running: bool = False
    done_ratio: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchState:
    """How looking for an exercise's patterns goes, and what it last came to, in words.

    It ended at ``ended_us``, 0 if never, and looked at ``reps`` faulty reps that began ``since_us``
    or later, microseconds since the Unix epoch; it takes ``needed_reps``.
    """

    progress: SearchProgress
    ended_us: int
    words: str
    reps: int
    since_us: int
    needed_reps: int


@dataclass(frozen=True, slots=True)
class PatternWeek:
    """How many of a week's faulty ``reps`` have ``shown`` a pattern; the week by its Monday."""

    first_day: date
    shown: int
    reps: int


@dataclass(frozen=True, slots=True, eq=False)
class GymPattern:
    """A pattern, and how many ``reps`` show it, in all and by weeks; None: never filmed here."""

    pattern: FaultPattern
    reps: int
    weeks: tuple[PatternWeek, ...]
    film: PatternFilm | None

    @property
    def pattern_id(self) -> str:
        """What it is known by, whatever it is called."""
        return pattern_digest(self.pattern)


@dataclass(frozen=True, slots=True, eq=False)
class GymPatterns:
    """The patterns of an exercise's live version, the most frequent first."""

    digest: str
    patterns: tuple[GymPattern, ...]
    search: SearchState


@dataclass(frozen=True, slots=True)
class PatternMember:
    """A member who shows a pattern, and in how many reps."""

    member_id: str
    name: str
    reps: int


def search_message(state: SearchState) -> pb.PatternSearchState:
    """The message of how looking for patterns goes."""
    return pb.PatternSearchState(
        is_waiting=state.progress.is_waiting,
        is_running=state.progress.is_running,
        done_ratio=state.progress.done_ratio,
        ended_us=state.ended_us,
        words=state.words,
        reps=state.reps,
        since_us=state.since_us,
        needed_reps=state.needed_reps,
    )


def search_state_of(message: pb.PatternSearchState) -> SearchState:
    """How looking for patterns goes, from its message."""
    return SearchState(
        SearchProgress(message.is_waiting, message.is_running, message.done_ratio),
        message.ended_us,
        message.words,
        message.reps,
        message.since_us,
        message.needed_reps,
    )


def patterns_message(found: GymPatterns) -> pb.ListPatternsResponse:
    """The message of an exercise's patterns."""
    return pb.ListPatternsResponse(
        digest=found.digest,
        patterns=[
            pb.GymPattern(
                pattern_id=one.pattern_id,
                pattern=pattern_message(one.pattern),
                reps=one.reps,
                weeks=[
                    pb.PatternWeek(
                        first_day=week.first_day.isoformat(), shown=week.shown, reps=week.reps
                    )
                    for week in one.weeks
                ],
                film=film_message(one.film) if one.film else None,
            )
            for one in found.patterns
        ],
        search=search_message(found.search),
    )


def patterns_of(message: pb.ListPatternsResponse) -> GymPatterns:
    """An exercise's patterns in their message. Raises :class:`WireError` and MovementError."""
    return GymPatterns(
        message.digest,
        tuple(
            GymPattern(
                pattern_from(one.pattern),
                one.reps,
                tuple(
                    PatternWeek(day_of(week.first_day), week.shown, week.reps) for week in one.weeks
                ),
                film_from(one.film) if one.HasField("film") else None,
            )
            for one in message.patterns
        ),
        search_state_of(message.search),
    )


def members_message(members: list[PatternMember]) -> pb.ListPatternMembersResponse:
    """The message of those who show a pattern."""
    return pb.ListPatternMembersResponse(
        members=[
            pb.PatternMember(member_id=one.member_id, name=one.name, reps=one.reps)
            for one in members
        ]
    )


def members_of(message: pb.ListPatternMembersResponse) -> list[PatternMember]:
    """Those who show a pattern, from their message."""
    return [PatternMember(one.member_id, one.name, one.reps) for one in message.members]
