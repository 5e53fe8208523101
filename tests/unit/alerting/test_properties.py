"""What holds whatever happens, in any order, by two trainers at once."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.alerting.errors import AlertingError
from spotter.alerting.events import (
    Called,
    Closed,
    CueSent,
    Declined,
    DutyChanged,
    HandedBack,
    Looked,
    PresenceNoted,
    SilenceBegun,
    Taken,
)
from spotter.alerting.memory import Memory
from spotter.alerting.rules import MINUTE_US, Rules
from spotter.alerting.values import Alert, Ending, Holding, Kind
from support.alerting.hall import GENEROUS, Hall
from support.alerting.slow_engine import SlowEngine

TRAINERS = ("ana", "ben")
STATIONS = ("rack", "bench", "mat")
CROWDED = Rules(
    persists_of=(1, 1),
    fixed_reps=2,
    shown_for_each=1,
    flood_for_each=2,
    calm_for_each=1,
    line_people=2,
)
"""Rules under which lines, floods and waiting come of few reps of three people."""


@dataclass(frozen=True)
class Step:
    """Something that happens; ``nth`` says to which of the alerts, if it is about one."""

    what: str
    author: str
    station: str
    nth: int


DOES: dict[str, Callable[[Hall, Step, tuple[str, ...]], object]] = {
    "reps": lambda hall, step, _: hall.does(step.station, "xx"),
    "good reps": lambda hall, step, _: hall.does(step.station, "..."),
    "severe": lambda hall, step, _: hall.does(step.station, "x", ratio=2.5),
    "two people": lambda hall, step, _: hall.does(step.station, "22"),
    "offline": lambda hall, step, _: hall.camera(step.station, is_offline=True),
    "online": lambda hall, step, _: hall.camera(step.station, is_offline=False),
    "call": lambda hall, step, _: hall.happens(Called(step.station)),
    "leave": lambda hall, step, _: hall.leaves(step.station),
    "arrive": lambda hall, step, _: hall.arrives(step.station),
    "wait": lambda hall, step, _: hall.wait(step.nth * 20),
    "wait long": lambda hall, step, _: hall.wait(step.nth * 200),
    "take": lambda hall, step, ids: hall.happens(Taken(ids, step.author)),
    "take over": lambda hall, step, ids: hall.happens(Taken(ids, step.author, take_over=True)),
    "hand back": lambda hall, step, ids: hall.happens(HandedBack(ids, step.author)),
    "decline": lambda hall, step, ids: hall.happens(Declined(ids, step.author)),
    "close": lambda hall, step, ids: hall.happens(Closed(ids, step.author)),
    "cue": lambda hall, step, ids: hall.happens(CueSent(step.station, step.author, *ids)),
    "look": lambda hall, step, _: hall.happens(Looked(step.station, step.author)),
    "shelve": lambda hall, step, ids: hall.happens(
        SilenceBegun(step.author, "why", 2 * MINUTE_US, alert_id=[*ids, "none"][0])
    ),
    "silence": lambda hall, step, _: hall.happens(
        SilenceBegun(step.author, "why", 3 * MINUTE_US, station_id=step.station)
    ),
    "present": lambda hall, step, _: hall.happens(
        PresenceNoted(step.author, (step.nth % 3) * MINUTE_US)
    ),
}


def steps(does: Sequence[str]) -> st.SearchStrategy[Step]:
    return st.builds(
        Step,
        st.sampled_from(does),
        st.sampled_from(TRAINERS),
        st.sampled_from(STATIONS),
        st.integers(0, 5),
    )


stories = st.lists(steps(sorted(DOES)), max_size=40)
busy = st.lists(steps([*sorted(DOES), *["reps", "good reps"] * 6]), min_size=10, max_size=40)
thoroughly = settings(max_examples=60, deadline=None)


def act(hall: Hall, step: Step) -> None:
    """What a step says; what cannot be done is not."""
    alerts = list(hall.alerts)
    ids = (alerts[step.nth % len(alerts)],) if alerts else ()
    with suppress(AlertingError):
        DOES[step.what](hall, step, ids)


def told(story: Sequence[Step], rules: Rules = GENEROUS) -> Hall:
    hall = Hall(rules)
    for step in story:
        act(hall, step)
    return hall


def _memory(hall: Hall) -> Memory:
    """What the engine remembers; the time alone is not stored, so something has to happen."""
    hall.happens(DutyChanged(2))
    return hall.engine.memory


def of_engine(hall: Hall) -> dict[str, Alert]:
    return {one.alert_id: one for one in hall.engine.changes.alerts}


@given(stories)
@thoroughly
def test_a_board_that_knows_only_the_changes_shows_what_the_engine_knows(
    story: list[Step],
) -> None:
    hall = told(story, Rules())
    everything = hall.engine.changes
    assert {one.alert_id: one for one in hall.open} == of_engine(hall)
    assert {one.station_id: one for one in everything.needs}.items() <= hall.needs.items()
    assert hall.is_flood == everything.is_flood


@given(stories)
@thoroughly
def test_the_same_events_give_the_same_alerts_with_the_same_ids(story: list[Step]) -> None:
    assert told(story, Rules()).alerts == told(story, Rules()).alerts


@given(busy, st.integers(0, 40), st.sampled_from([Rules(), CROWDED]))
@thoroughly
def test_what_looks_only_at_what_changed_decides_as_what_looks_at_everything(
    story: list[Step], killed_at: int, rules: Rules
) -> None:
    fast, slow = Hall(rules), Hall(rules, make=SlowEngine)
    for place, step in enumerate(story):
        if place == killed_at:
            fast.restart()
        act(fast, step)
        act(slow, step)
        assert fast.engine.next_due_us == slow.engine.next_due_us, step
    assert (fast.alerts, fast.needs, fast.lines) == (slow.alerts, slow.needs, slow.lines)
    assert (fast.calls_out, fast.is_flood) == (slow.calls_out, slow.is_flood)
    assert _memory(fast) == _memory(slow)


@given(stories, st.integers(0, 40))
@thoroughly
def test_an_engine_that_was_killed_goes_on_from_what_was_stored(
    story: list[Step], killed_at: int
) -> None:
    hall = Hall(Rules())
    for place, step in enumerate(story):
        if place == killed_at:
            hall.restart()
        act(hall, step)
    expected = told(story, Rules())
    assert (hall.alerts, hall.needs, hall.lines) == (
        expected.alerts,
        expected.needs,
        expected.lines,
    )
    assert hall.calls_out == expected.calls_out
    assert _memory(hall) == _memory(expected)


@given(stories)
@thoroughly
def test_how_often_the_time_is_looked_at_changes_nothing(story: list[Step]) -> None:
    often = Hall(Rules())
    for step in story:
        if step.what.startswith("wait"):
            for _ in range(step.nth):
                for _ in range(10):
                    often.wait(20 if step.what == "wait long" else 2)
        else:
            act(often, step)
    rarely = told(story, Rules())
    assert often.alerts == rarely.alerts
    assert often.calls_out == rarely.calls_out


@given(stories, st.sampled_from(TRAINERS))
@thoroughly
def test_no_taking_is_lost(story: list[Step], taker: str) -> None:
    """It ends only by its own author, by being taken over, by time, or with its alert."""
    hall = Hall()
    for step in story:
        before = {one.alert_id: one for one in hall.open if one.taking}
        act(hall, step)
        for alert_id, alert in before.items():
            now, taking = hall.alerts[alert_id], alert.taking
            assert taking is not None
            is_theirs = now.taking is not None and now.taking.author == taking.author
            may_end = (
                (step.what in {"hand back", "decline"} and step.author == taking.author)
                or (step.what == "take over" and step.author != taking.author)
                or hall.now_us >= taking.until_us
            )
            assert is_theirs or may_end, (step, alert, now, taker)


@given(stories)
@thoroughly
def test_nobody_is_called_out_for_what_is_taken_held_or_ended(story: list[Step]) -> None:
    hall = Hall(Rules())
    for step in story:
        calls = len(hall.calls_out)
        before = hall.alerts.copy()
        act(hall, step)
        if step.what.startswith("wait") or step.what in {"reps", "good reps", "two people"}:
            continue  # time passed, in which a taking may have ended
        for call in hall.calls_out[calls:]:
            alert = hall.alerts[call.alert_id]
            assert (alert.taking, alert.holding, alert.is_open) == (None, None, True), (
                step,
                before.get(call.alert_id),
            )


@given(stories)
@thoroughly
def test_an_alert_that_has_ended_never_opens_again_and_one_is_never_less_urgent(
    story: list[Step],
) -> None:
    hall = Hall()
    history: dict[str, list[Alert]] = {}
    for step in story:
        act(hall, step)
        for alert in hall.alerts.values():
            history.setdefault(alert.alert_id, []).append(alert)
    for alerts in history.values():
        for earlier, later in pairwise(alerts):
            assert earlier.is_open or earlier == later
            assert later.priority >= earlier.priority


@given(stories)
@thoroughly
def test_what_was_dismissed_opens_again_only_if_worse(story: list[Step]) -> None:
    """As long as nobody leaves."""
    hall = told([step for step in story if step.what not in {"leave", "arrive"}])
    faults = [one for one in hall.alerts.values() if one.kind is Kind.FAULT]
    for dismissed in faults:
        for other in faults:
            is_later = other.opened_us >= dismissed.ended_us and other is not dismissed
            is_same = other.whose == dismissed.whose and is_later
            if dismissed.ending is Ending.CLOSED and is_same:
                worst = max(1.5, dismissed.evidence.worst_ratio)
                assert other.evidence.worst_ratio >= 1.25 * worst


@given(st.text(alphabet="x.", max_size=60))
@thoroughly
def test_faults_begin_and_end_as_a_slow_reader_of_all_reps_says(reps: str) -> None:
    hall, is_open = Hall(Rules(shown_for_each=1000, flood_for_each=1000)), False
    for count in range(1, len(reps) + 1):
        hall.does("rack", reps[count - 1])
        latest = reps[max(0, count - 4) : count]
        begins = latest.endswith("x") and latest.count("x") >= 3
        is_open = latest != "...." if is_open else begins
        assert bool(hall.open) == is_open


@given(stories)
@thoroughly
def test_every_silence_ends_and_holds_nothing_then(story: list[Step]) -> None:
    hall = told(story)
    hall.wait(200)
    assert not [one for one in hall.open if one.holding is Holding.SILENCE]


@given(stories)
@thoroughly
def test_at_a_station_one_alert_is_open_of_each_kind_fault_and_person(story: list[Step]) -> None:
    hall = told(story)
    about = [(one.kind, one.whose, one.exercise, one.fault) for one in hall.open]
    assert len(about) == len(set(about))


reps_of_people = st.lists(
    st.tuples(st.sampled_from(STATIONS), st.sampled_from("x.?2")), max_size=40
)


@given(reps_of_people)
@thoroughly
def test_the_order_of_what_independent_people_do_at_one_time_changes_nothing(
    reps: list[tuple[str, str]],
) -> None:
    """Within a person the order stays."""
    by_person = {name: [rep for rep in reps if rep[0] == name] for name in STATIONS}
    one = [rep for name in STATIONS for rep in by_person[name]]
    other = [rep for name in reversed(STATIONS) for rep in by_person[name]]
    assert _at_once(one) == _at_once(other)


def _at_once(reps: Sequence[tuple[str, str]]) -> dict[str, Alert]:
    """Their alerts, each rep called by its place among the person's own; no time passes."""
    hall = Hall()
    for place, (name, letter) in enumerate(reps):
        hall.reps = sum(earlier[0] == name for earlier in reps[:place])
        hall.now_us -= 3_000_000
        hall.does(name, letter)
    return hall.alerts
