"""Patterns of faults in both databases: stored, named, told, and gone with whose reps they were."""

import threading
import time
import uuid
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import redis

from spotter.catalog.audit import Signature
from spotter.catalog.errors import CatalogError, UnknownError
from spotter.catalog.exercises import changes, statements
from spotter.catalog.exercises.changes import Reason
from spotter.catalog.exercises.content import Content
from spotter.catalog.patterns.finder_process import FinderProcess
from spotter.catalog.patterns.keeper import PatternKeeper, PatternRules
from spotter.catalog.patterns.naming import PatternWords, name_pattern
from spotter.catalog.patterns.reading import members_showing, patterns
from spotter.catalog.patterns.searching import StoppedError
from spotter.movement.values import Exercise, FaultPattern, Joint, LostPattern, PatternFilm
from spotter.wire.catalog.exercises.patterns import GymPatterns, SearchProgress
from spotter.wire.catalog.people.members import Consent
from spotter.wire.patterns.fault_patterns import pattern_digest
from spotter.wire.patterns.pattern_search import FoundPatterns, News, ShownPattern, search_of
from spotter.wire.references import exercise_bytes
from support.gyms.scored_gym import make_rep
from support.movements.known_patterns import KNEES, SQUAT, WRISTS, pattern
from support.records.kept_history import keep_rep, moved, place_of, session_row
from support.records.people_catalog import ALL, START_US, PeopleCatalog, people_catalog
from support.waiting import until

UTC = ZoneInfo("UTC")
EACH = 16
WEEK_US = 7 * 24 * 3600 * 1_000_000
HOUR_US = 3_600_000_000


@dataclass
class ToldFinder:
    """Says that of the reps, in their order, these show patterns; remembers what it was asked."""

    found: list[FoundPatterns] = field(default_factory=list)
    reps: list[int] = field(default_factory=list)
    known: list[tuple[FaultPattern, ...]] = field(default_factory=list)
    lost: list[tuple[LostPattern, ...]] = field(default_factory=list)

    def news(self, search: bytes) -> Generator[News, None, None]:
        asked = search_of(search)
        self.reps.append(len(asked.reps))
        self.known.append(asked.exercise.patterns)
        self.lost.append(asked.lost)
        yield 0.5
        yield self.found.pop(0)

    def stop(self) -> None:
        pass


@dataclass(frozen=True)
class Gym:
    """Anna, Ben and Carl did faulty squats; Carl does not agree that poses are kept."""

    catalog: PeopleCatalog
    finder: ToldFinder
    keeper: PatternKeeper
    exercise_id: str
    ids: dict[str, str]
    announced: list[str]

    def look(self) -> GymPatterns:
        """Look for patterns, and return those that there are then."""
        self.keeper.asked.ask(self.exercise_id, "ida")
        self.keeper.step()
        return self.patterns()

    def patterns(self) -> GymPatterns:
        with self.catalog.database.reading() as session:
            return patterns(session, self.exercise_id, SearchProgress(), UTC)

    def shown_by(self, one: FaultPattern) -> dict[str, int]:
        with self.catalog.database.reading() as session:
            found = members_showing(session, self.exercise_id, pattern_digest(one))
        return {member.name: member.reps for member in found}

    def live(self) -> Exercise:
        with self.catalog.database.reading() as session:
            row = statements.by_id(session, self.exercise_id)
            return Content.of(statements.live(session, row.no).data).exercise

    def reasons(self) -> list[str]:
        with self.catalog.database.reading() as session:
            no = statements.by_id(session, self.exercise_id).no
            return [
                one.reason for _, one in statements.activations(session, no, before=None, count=9)
            ]


def keep_reps(catalog: PeopleCatalog, member_id: str, number: int) -> None:
    """Faulty squats of a member, one a day; those of several members begin at the same times."""
    catalog.sessions.begin(f"rack-{number}", member_id)
    digest = Content.of(exercise_bytes(SQUAT)).digest
    with catalog.database.writing() as session:
        place, owner = place_of(session, digest), session_row(session, member_id)
        for one in range(EACH):
            made = make_rep(digest, track_id=number, rep_number=one)
            since_us = START_US - int(made.poses.captured_us[0])
            keep_rep(session, place, moved(made, since_us - one * WEEK_US // 7), owner)


@pytest.fixture
def gym(database_url: str, redis_client: redis.Redis) -> Iterator[Gym]:
    with people_catalog(database_url, redis_client) as catalog:
        content = Content.of(exercise_bytes(SQUAT))
        with catalog.database.writing() as session:
            reason = Reason(Signature("ida", 1), "recorded")
            row = changes.create(session, "squat", content, reason, uuid.uuid4())
            exercise_id = str(row.id)
        ids = {}
        for number, name in enumerate(("Anna", "Ben", "Carl")):
            consent = ALL if name != "Carl" else Consent(keeps_reps=True)
            ids[name] = catalog.members.add(name, consent).member_id
            keep_reps(catalog, ids[name], number)
        finder, announced = ToldFinder(), list[str]()
        keeper = PatternKeeper(
            catalog.database,
            finder,
            announced.append,
            PatternRules(3, 28, UTC),
            now_us=catalog.clock,
        )
        yield Gym(catalog, finder, keeper, exercise_id, ids, announced)


def found(*shown: ShownPattern, gone: tuple[str, ...] = ()) -> FoundPatterns:
    return FoundPatterns(shown, gone, 2 * EACH)


ANNAS, BENS = tuple(range(0, 2 * EACH, 2)), tuple(range(1, 2 * EACH, 2))
"""The places of their reps, by time."""
BOTH = found(ShownPattern(KNEES, None, ANNAS, ANNAS), ShownPattern(WRISTS, None, BENS[:6], BENS))


def test_patterns_are_stored_as_a_version_and_told_with_shares_weeks_and_people(gym: Gym) -> None:
    gym.finder.found = [BOTH]
    told = gym.look()
    assert gym.finder.reps == [2 * EACH]
    assert [pattern_digest(one) for one in gym.live().patterns] == [
        pattern_digest(one) for one in (KNEES, WRISTS)
    ]
    assert [one.reps for one in told.patterns] == [EACH, 6]
    weeks = told.patterns[0].weeks
    assert sum(one.reps for one in weeks) == 2 * EACH
    assert sum(one.shown for one in weeks) == EACH
    assert [one.first_day.weekday() for one in weeks] == [0] * len(weeks)
    assert gym.shown_by(KNEES) == {"Anna": EACH}
    assert gym.shown_by(WRISTS) == {"Ben": 6}
    words = f"2 patterns in {2 * EACH} faulty reps, 2 of them new"
    assert told.search.words == words
    assert gym.reasons() == [f"patterns of faults: {words}", "recorded"]
    assert gym.announced == [gym.exercise_id]


def test_the_same_patterns_are_no_new_version(gym: Gym) -> None:
    again = found(ShownPattern(KNEES, None, ANNAS[:4]), ShownPattern(WRISTS, None, BENS))
    gym.finder.found = [BOTH, again]
    before = gym.look().digest
    told = gym.look()
    assert told.digest == before
    assert [one.reps for one in told.patterns] == [EACH, 4]
    assert len(gym.reasons()) == 2
    assert gym.announced == [gym.exercise_id]


def test_a_name_is_part_of_the_version_that_is_looked_at_the_next_night(gym: Gym) -> None:
    gym.finder.found = [BOTH, found(gone=("knees in",))]
    gym.look()
    name(gym, KNEES, "knees in", "push your knees out")
    (named,) = (one for one in gym.patterns().patterns if one.pattern.name)
    assert (named.pattern.cue, named.reps) == ("push your knees out", EACH)
    assert gym.reasons()[0] == (
        "a pattern of faults is called “knees in”, told as “push your knees out”"
    )
    told = gym.look()
    assert [one.name for one in gym.finder.known[1]] == ["knees in", ""]
    assert told.patterns == ()
    assert told.search.words == (
        f"no pattern comes back in {2 * EACH} faulty reps; “knees in” is gone"
    )


def test_a_name_can_be_forgotten(gym: Gym) -> None:
    gym.finder.found = [BOTH]
    before = gym.look().digest
    name(gym, KNEES, "knees in", "out")
    name(gym, KNEES, "", "")
    assert gym.patterns().digest == before
    assert gym.reasons()[0] == "a pattern of faults has no name"


def test_words_longer_than_a_line_and_unknown_patterns_are_refused(gym: Gym) -> None:
    gym.finder.found = [BOTH]
    gym.look()
    with pytest.raises(CatalogError, match="one line of up to 60"):
        name(gym, KNEES, "k" * 61, "")
    with pytest.raises(UnknownError, match="has no pattern"):
        name(gym, pattern(Joint.NECK), "neck", "")


def test_too_few_reps_are_said_with_how_many_it_takes(gym: Gym) -> None:
    gym.catalog.members.erase(gym.ids["Ben"])
    told = gym.look()
    assert told.search.words == f"it takes 30 faulty reps with poses; there are {EACH}"
    assert (told.search.reps, told.search.needed_reps) == (EACH, 30)
    assert gym.finder.reps == []


def test_of_who_does_not_agree_to_poses_any_more_nothing_is_told(gym: Gym) -> None:
    gym.finder.found = [BOTH]
    gym.look()
    gym.catalog.members.change_consent(gym.ids["Anna"], Consent(keeps_reps=True))
    assert gym.shown_by(KNEES) == {}
    assert sum(one.reps for one in gym.patterns().patterns[0].weeks) == EACH


def test_whoever_is_erased_takes_the_patterns_made_of_their_reps_along(gym: Gym) -> None:
    gym.finder.found = [BOTH]
    before = gym.look().digest
    name(gym, KNEES, "knees in", "out")
    erasure = gym.catalog.members.erase(gym.ids["Anna"])
    assert erasure.remade_exercises == ("squat",)
    (still,) = erasure.still_to_do
    assert still.startswith("1 pattern of faults of squat went with their reps")
    assert [pattern_digest(one) for one in gym.live().patterns] == [pattern_digest(WRISTS)]
    with gym.catalog.database.reading() as session:
        no = statements.by_id(session, gym.exercise_id).no
        emptied = statements.version(session, no, before)
        assert emptied is not None
        assert emptied.data == b""
    assert gym.shown_by(WRISTS) == {"Ben": 6}
    erased = gym.catalog.members.erase(gym.ids["Carl"])
    assert (erased.remade_exercises, erased.still_to_do) == ((), ())


def test_a_film_goes_with_whose_rep_it_shows_and_the_pattern_stays(gym: Gym) -> None:
    poses = np.zeros((60, 25, 2))
    film = PatternFilm(poses, poses, 2.0)
    gym.finder.found = [found(ShownPattern(KNEES, film, (0, 1), BENS))]
    (shown,) = gym.look().patterns
    assert shown.film is not None
    gym.catalog.members.erase(gym.ids["Anna"])
    (left,) = gym.patterns().patterns
    assert (left.film, left.reps) == (None, 1)


def test_the_words_of_a_pattern_that_went_with_somebody_wait_until_it_is_found_again(
    gym: Gym,
) -> None:
    both = found(ShownPattern(KNEES, None, (*ANNAS, *BENS[:6]), (*ANNAS, *BENS)))
    gym.finder.found = [both, found(ShownPattern(KNEES, None, ()), gone=("knees in",)), found()]
    gym.look()
    name(gym, KNEES, "knees in", "out")
    dora = gym.catalog.members.add("Dora", ALL).member_id
    keep_reps(gym.catalog, dora, 3)
    gym.catalog.members.erase(gym.ids["Anna"])
    gym.look()
    assert gym.finder.known[1] == ()
    (lost,) = gym.finder.lost[1]
    assert (lost.name, lost.cue) == ("knees in", "out")
    assert lost.shown_by == set(range(0, 12, 2))  # Ben's first six; Dora's are between them
    gym.look()
    assert gym.finder.lost[2] == ()


def test_what_was_found_with_somebody_who_is_erased_meanwhile_is_not_stored(gym: Gym) -> None:
    class Slow(ToldFinder):
        def news(self, search: bytes) -> Generator[News, None, None]:
            gym.catalog.members.erase(gym.ids["Anna"])
            yield from super().news(search)

    keeper = keeper_with(gym, Slow([BOTH]))
    keeper.asked.ask(gym.exercise_id, "ida")
    keeper.step()
    assert gym.live().patterns == ()
    assert gym.patterns().search.words == (
        "somebody's poses were removed meanwhile: look for them again"
    )


def test_what_was_found_of_an_exercise_that_changed_meanwhile_is_not_stored(gym: Gym) -> None:
    class Slow(ToldFinder):
        def news(self, search: bytes) -> Generator[News, None, None]:
            with gym.catalog.database.writing() as session:
                row = statements.by_id(session, gym.exercise_id)
                stricter = Exercise(SQUAT.references, false_alarm_ratio=0.01)
                content = Content.of(exercise_bytes(stricter))
                before = statements.live(session, row.no).digest
                changes.replace(session, row, content, before, Reason(Signature("ida", 2), "x"))
            yield from super().news(search)

    keeper = keeper_with(gym, Slow([BOTH]))
    keeper.asked.ask(gym.exercise_id, "ida")
    keeper.step()
    assert gym.live().patterns == ()
    assert "somebody else changed squat meanwhile" in gym.patterns().search.words


def test_at_night_each_exercise_is_looked_at_once(gym: Gym) -> None:
    at_s = [0.0]
    keeper = keeper_with(gym, gym.finder, clock=lambda: at_s[0])
    gym.finder.found = [BOTH, BOTH]
    gym.catalog.clock.now_us = START_US - START_US % (24 * HOUR_US) + 2 * HOUR_US
    keeper.step()
    assert gym.finder.reps == []
    for minutes in (60, 61, 62):
        gym.catalog.clock.now_us += 60 * HOUR_US // 60
        at_s[0] = 60.0 * minutes
        keeper.step()
    assert len(gym.finder.reps) == 1


def test_the_process_that_finds_patterns_says_what_is_wrong_with_what_it_is_given() -> None:
    (said,) = [*FinderProcess().news(b"nonsense")]
    assert "expected a spotter.api.patterns.v1.PatternSearch" in str(said)


def test_a_search_ends_when_the_catalog_stops(gym: Gym) -> None:
    finder = FinderProcess()
    keeper = keeper_with(gym, finder)
    keeper.asked.ask(gym.exercise_id, "ida")
    running = threading.Thread(target=keeper.step)
    running.start()
    until(lambda: keeper.asked.progress(gym.exercise_id).is_running, what="the search")
    keeper.stop()
    running.join(30)
    assert not running.is_alive()
    assert gym.patterns().search.ended_us == 0
    with pytest.raises(StoppedError):
        next(finder.news(b""))


def keeper_with(
    gym: Gym, finder: ToldFinder | FinderProcess, clock: Callable[[], float] = time.monotonic
) -> PatternKeeper:
    return PatternKeeper(
        gym.catalog.database,
        finder,
        gym.announced.append,
        PatternRules(3, 28, UTC),
        now_us=gym.catalog.clock,
        clock=clock,
    )


def name(gym: Gym, one: FaultPattern, words: str, cue: str) -> None:
    with gym.catalog.database.writing() as session:
        said, signed = PatternWords(words, cue), Signature("ida", 3)
        name_pattern(session, gym.exercise_id, pattern_digest(one), said, signed)
