"""A workout followed through reps, holds, rests and taps."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.movement.values import Joint, Outcome
from spotter.training.following.beginning import begin
from spotter.training.following.events import (
    Correction,
    Event,
    HoldSeen,
    Next,
    NothingToCorrectError,
    OtherExercise,
    OtherLoad,
    RepDone,
    RepsLeft,
    Skip,
    Undo,
)
from spotter.training.following.machine import follow
from spotter.training.following.passing import advance
from spotter.training.following.performed import performed
from spotter.training.following.values import Following, SetState
from spotter.training.workout import Item, Workout

S = 1_000_000
GOOD, FAULTY = Outcome.GOOD, Outcome.FAULTY
LEGS = Workout(
    "Legs",
    (
        Item("squat", sets=2, reps=3, rest_s=60, load_kg=60),
        Item("plank", sets=1, seconds=30),
        Item("lunge", sets=1, reps=4),
    ),
)


def rep(exercise: str, at_s: float, outcome: Outcome = GOOD) -> RepDone:
    """A rep of two seconds that starts then."""
    return RepDone(exercise, outcome, round(at_s * S), round((at_s + 2) * S))


def reps(exercise: str, *at_s: float) -> list[Event]:
    return [rep(exercise, one) for one in at_s]


def after(*events: Event, workout: Workout = LEGS) -> Following:
    following = begin("w", workout, 0)
    for event in events:
        following = follow(following, event)
    return following


def states(following: Following) -> str:
    """A letter for each set."""
    letters = {"open": "o", "doing": "d", "done": "x", "skipped": "-"}
    return "".join(letters[one.state.value] for one in following.sets)


def test_a_set_is_ticked_off_at_its_last_rep_and_the_rest_runs_down() -> None:
    done = after(rep("squat", 0), rep("squat", 3, FAULTY), rep("squat", 6))
    assert states(done) == "xooo"
    assert (done.sets[0].good_reps, done.sets[0].faulty_reps) == (2, 1)
    assert done.place.rest_until_us == 68 * S
    assert advance(done, 67 * S) == done
    rested = advance(done, 68 * S)
    assert (rested.place.current, rested.is_resting) == (1, False)


def test_who_begins_before_the_rest_is_over_has_begun() -> None:
    begun = after(*reps("squat", 0, 3, 6, 40))
    assert (states(begun), begun.is_resting, begun.sets[1].reps) == ("xdoo", False, 1)


def test_a_rep_too_many_belongs_to_its_set_and_the_rest_begins_after_it() -> None:
    done = after(*reps("squat", 0, 3, 6, 10))
    assert (done.sets[0].reps, done.sets[1].reps, done.place.rest_until_us) == (4, 0, 72 * S)


def test_without_a_planned_rest_many_reps_too_many_still_are_one_set() -> None:
    lunges = Workout("w", (Item("lunge", sets=2, reps=2),))
    done = after(*reps("lunge", *range(0, 60, 4)), workout=lunges)
    assert [one.reps for one in done.sets] == [15, 0]


def test_a_set_that_stops_short_is_done_if_half_of_it_was() -> None:
    done = advance(after(*reps("squat", 0, 3)), 30 * S)
    assert (states(done), done.place.rest_until_us) == ("xooo", 65 * S)


def test_a_set_that_has_hardly_begun_waits_for_its_other_reps() -> None:
    waiting = advance(after(*reps("squat", 0)), 600 * S)
    assert states(waiting) == "dooo"
    assert states(follow(waiting, rep("squat", 700))) == "dooo"


def test_one_rep_of_another_exercise_is_taken_for_a_mistake_and_two_are_meant() -> None:
    once = after(*reps("squat", 0), *reps("lunge", 5))
    assert states(once) == "dooo"
    twice = follow(once, rep("lunge", 8))
    assert (states(twice), twice.sets[3].reps, twice.place.current) == ("oood", 2, 3)


def test_what_nobody_planned_is_kept_as_well() -> None:
    done = advance(after(*reps("curl", 0, 3, 6)), 60 * S)
    assert (done.sets[-1].exercise, done.sets[-1].reps, states(done)) == ("curl", 3, "oooox")
    assert done.place.current == 0


def test_a_verdict_that_comes_late_counts_to_the_set_of_its_rep() -> None:
    late = rep("squat", 6)
    done = after(*reps("squat", 0, 3), rep("squat", 100), late)
    assert [one.reps for one in done.sets[:2]] == [3, 1]
    assert after(*reps("squat", 3, 6, 0), rep("squat", 100)).sets == done.sets


def test_a_hold_is_timed_while_it_is_kept_and_says_where_it_broke() -> None:
    holding = after(
        Skip(0), Skip(0), HoldSeen("plank", 0, 10 * S), HoldSeen("plank", 0, 20 * S, Joint.MID_HIP)
    )
    assert (holding.sets[2].held_s, holding.sets[2].broke) == (20, Joint.MID_HIP)
    again = follow(holding, HoldSeen("plank", 30 * S, 40 * S))
    assert (again.sets[2].held_s, states(again)) == (30, "--xo")


def test_a_set_of_seconds_may_be_one_of_reps_and_takes_the_time_that_they_span() -> None:
    jumps = Workout("w", (Item("jump", sets=1, seconds=20),))
    assert after(*reps("jump", 0), workout=jumps).sets[0].held_s == 0
    done = after(*reps("jump", *range(0, 20, 3)), workout=jumps)
    assert (done.sets[0].held_s, done.sets[0].reps, states(done)) == (20, 7, "x")


def test_the_way_into_a_position_and_out_of_it_is_no_part_of_the_hold() -> None:
    skipped = (Skip(0), Skip(0))
    held = after(*skipped, HoldSeen("plank", 2 * S, 12 * S), RepDone("plank", GOOD, 0, 14 * S))
    assert held.sets[2].held_s == 10


def test_a_set_ticked_off_by_hand_counts_as_planned() -> None:
    done = after(Next(5 * S))
    assert (states(done), done.place.rest_until_us) == ("xooo", 65 * S)
    assert performed(done) == Workout("Legs", (Item("squat", 1, reps=3, load_kg=60),))


def test_a_tap_ends_the_rest_and_the_next_rep_is_of_the_next_set() -> None:
    going_on = after(*reps("squat", 0, 3, 6), Next(10 * S), rep("squat", 12))
    assert [one.reps for one in going_on.sets[:2]] == [3, 1]


def test_another_load_is_that_of_all_sets_left_of_the_exercise() -> None:
    lighter = after(*reps("squat", 0, 3, 6), OtherLoad(10 * S, 50))
    assert [one.load_kg for one in lighter.sets] == [60, 50, None, None]


def test_what_is_corrected_can_be_undone_while_reps_stay_counted() -> None:
    renamed = after(OtherExercise(0, "front squat"), *reps("front squat", 1, 4))
    undone = follow(renamed, Undo(8 * S))
    assert (undone.sets[0].exercise, undone.sets[0].reps, states(undone)) == ("squat", 2, "dooo")


def test_a_set_skipped_by_mistake_comes_back_after_what_was_done_since() -> None:
    since = after(Skip(0), *reps("squat", 1, 4, 7))
    assert states(since) == "-xoo"
    undone = follow(since, Undo(9 * S))
    assert (states(undone), undone.upcoming()) == ("oxoo", 0)


def test_without_anything_left_only_an_undo_corrects() -> None:
    one = after(Skip(0), workout=Workout("w", (Item("squat", sets=1, reps=1),)))
    assert (one.is_done, one.current) == (True, None)
    with pytest.raises(NothingToCorrectError, match="nothing is left"):
        follow(one, Skip(1))
    assert states(follow(one, Undo(1))) == "o"


def test_a_station_leads_to_what_it_can_judge() -> None:
    here = begin("w", LEGS, 0, here={"lunge"})
    assert (here.place.current, here.current and here.current.exercise) == (3, "lunge")
    nowhere = begin("w", LEGS, 0, here={"curl"})
    assert (nowhere.current, nowhere.is_done) == (None, False)


def test_at_the_next_station_the_workout_goes_on() -> None:
    first = after(*reps("squat", 0, 3, 6, 80))
    second = begin("w", LEGS, 200 * S, earlier=first)
    assert (states(second), second.sets[1].reps, second.place.current) == ("xooo", 1, 1)


def test_what_was_performed_has_sets_alike_together_and_no_plans() -> None:
    done = after(*reps("squat", 0, 3, 6, 80, 83, 86), *reps("lunge", 90, 93))
    assert performed(done) == Workout(
        "Legs", (Item("squat", 2, reps=3, load_kg=60), Item("lunge", 1, reps=2))
    )
    assert performed(begin("w", LEGS, 0)) is None


times_s = st.integers(0, 400)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(rep, st.sampled_from(["squat", "lunge", "curl"]), times_s, st.sampled_from(Outcome)),
    st.builds(lambda at, s: HoldSeen("plank", at * S, (at + s) * S), times_s, st.integers(1, 40)),
    st.builds(lambda at: Next(at * S), times_s),
    st.builds(lambda at: Skip(at * S), times_s),
    st.builds(lambda at: OtherLoad(at * S, 20), times_s),
    st.builds(lambda at: OtherExercise(at * S, "curl"), times_s),
    st.builds(lambda at: Undo(at * S), times_s),
)


def carefully(following: Following, event: Event) -> Following:
    try:
        return follow(following, event)
    except NothingToCorrectError:
        return following


def at_of(event: Event) -> int:
    return event.started_us if isinstance(event, RepDone | HoldSeen) else event.at_us


def test_a_late_part_of_a_hold_that_is_over_does_not_end_the_one_after_it() -> None:
    following = begin("w", LEGS, 0)
    for from_s, until_s in ((0, 15), (35, 36), (0, 1)):
        following = follow(following, HoldSeen("plank", from_s * S, until_s * S))
    assert following.current is not None
    assert following.current.state is SetState.DOING


@given(st.lists(EVENTS, max_size=30))
def test_no_rep_is_lost_or_doubled_and_one_set_at_most_is_being_done(events: list[Event]) -> None:
    following = begin("w", LEGS, 0)
    for event in events:
        following = carefully(following, event)
        counted = sum(one.reps for one in following.sets)
        assert [one.state for one in following.sets].count(SetState.DOING) <= 1
        doing = [at for at, one in enumerate(following.sets) if one.state is SetState.DOING]
        assert not doing or following.place.current in doing
        assert following.current is not None or following.upcoming() is None
        assert counted <= sum(isinstance(one, RepDone) for one in events)


@given(st.lists(EVENTS, max_size=20), st.lists(times_s, max_size=5))
def test_it_does_not_matter_in_how_many_steps_time_passes(
    events: list[Event], steps_s: list[int]
) -> None:
    following = begin("w", LEGS, 0)
    for event in events:
        following = carefully(following, event)
    stepwise = following
    for step_s in sorted(steps_s):
        stepwise = advance(stepwise, step_s * S)
    assert advance(stepwise, 500 * S) == advance(following, 500 * S)


@given(st.lists(EVENTS, max_size=20), EVENTS)
def test_undoing_at_once_is_as_if_nothing_had_been_corrected(
    events: list[Event], last: Event
) -> None:
    if not isinstance(last, Correction) or isinstance(last, Undo):
        return
    following = begin("w", LEGS, 0)
    for event in events:
        following = carefully(following, event)
    before = advance(following, last.at_us)
    corrected = carefully(following, last)
    if corrected != following:
        assert follow(replace(corrected), Undo(last.at_us)) == before


def test_what_nobody_has_taught_is_ticked_off_by_a_tap_wherever_the_member_is() -> None:
    following = begin("w", LEGS, 0, here=("squat",), by_tap=("plank",))
    assert following.exercises == ("squat",)
    following = follow(follow(following, Skip(S)), Skip(2 * S))
    current = following.current
    assert current is not None
    assert (current.exercise, following.looked_for.held) == ("plank", "")
    following = follow(following, Next(3 * S))
    done = performed(following)
    assert done is not None
    assert done.items == (Item("plank", 1, seconds=30),)
    assert following.current is None or not following.current.is_open  # lunges are for elsewhere


def test_another_exercise_that_nobody_has_taught_is_ticked_off_by_a_tap_too() -> None:
    following = begin("w", LEGS, 0, here=("squat",))
    other = follow(following, OtherExercise(S, "cable fly", by_tap=True))
    assert (other.by_tap, other.here, other.exercises) == (("cable fly",), ("squat",), ())
    assert (other.upcoming(), other.looked_for.expected) == (0, "")
    assert follow(other, Undo(2 * S)).looked_for == following.looked_for


TWICE = Workout("Legs", (Item("squat", sets=2, reps=1, rest_s=60), Item("lunge", sets=1, reps=1)))


def test_after_the_last_set_of_an_exercise_it_is_asked_how_many_reps_were_left() -> None:
    following = begin("w", TWICE, 0, asks_left=["squat"])
    for event in reps("squat", 0):
        following = follow(following, event)
    assert following.asked_left is None
    following = follow(following, rep("squat", 70))
    assert following.asked_left == 1
    answered = follow(following, RepsLeft(75 * S, 1, 2))
    assert (answered.sets[1].reps_left, answered.asked_left) == (2, None)
    assert answered.corrections == following.corrections
    with pytest.raises(NothingToCorrectError, match="nobody asks"):
        follow(answered, RepsLeft(76 * S, 1, 3))


def test_whoever_goes_on_is_not_asked_any_more() -> None:
    following = begin("w", TWICE, 0, asks_left=["squat"])
    for event in (*reps("squat", 0, 70), *reps("lunge", 140)):
        following = follow(following, event)
    assert following.asked_left is None
    assert [one.asks_left for one in following.sets] == [False, True, False]


def test_the_looked_for_exercise_is_that_of_the_set_that_is_due() -> None:
    legs = begin("w", LEGS, 0)
    assert (legs.looked_for.expected, legs.looked_for.held) == ("squat", "")
    after_squats = after(*reps("squat", 0, 3, 6, 70, 73, 76))
    assert (after_squats.looked_for.expected, after_squats.looked_for.held) == ("", "plank")
    assert after_squats.looked_for.exercises == ("lunge", "plank", "squat")


SLOWING = Workout(
    "Legs", (Item("squat", sets=2, reps=12, rest_s=60, most_speed_loss_ratio=0.2), LEGS.items[2])
)


def at_speeds(*speeds_tl_s: float | None, outcome: Outcome = GOOD) -> list[Event]:
    """Squats, one every three seconds; None where a rep tells no speed."""
    return [
        replace(rep("squat", 3 * at, outcome), lifting_tl_s=speed)
        for at, speed in enumerate(speeds_tl_s)
    ]


def is_enough(*speeds_tl_s: float | None, workout: Workout = SLOWING) -> bool:
    return after(*at_speeds(*speeds_tl_s), workout=workout).sets[0].is_enough


def test_a_set_is_enough_once_two_reps_in_a_row_are_too_slow_beside_its_fastest() -> None:
    assert not is_enough(1.0, 1.25, 1.1, 1.0)
    assert is_enough(1.0, 1.25, 1.1, 1.0, 1.0)
    assert not is_enough(1.0, 0.7)
    assert not is_enough(1.0, 0.7, 0.81, 0.7)
    assert is_enough(1.0, 0.7, 0.81, 0.7, 0.79)


def test_a_rep_that_tells_no_speed_neither_ends_a_set_nor_saves_it() -> None:
    assert not is_enough(1.0, 0.7, None)
    assert is_enough(1.0, 0.7, None, 0.7)
    assert not is_enough(None, None, None)


def test_without_a_limit_no_speed_is_too_slow() -> None:
    unlimited = Workout("Legs", (replace(SLOWING.items[0], most_speed_loss_ratio=None),))
    assert not is_enough(1.0, 0.1, 0.1, workout=unlimited)


def test_nobody_is_forced_to_stop_but_who_does_has_done_the_set() -> None:
    slow = at_speeds(1.0, 0.7, 0.7)
    stopped = after(*slow, workout=SLOWING)
    assert states(stopped) == "doo"
    assert states(after(*slow, rep("squat", 9), workout=SLOWING)) == "doo"
    assert states(advance(stopped, 27 * S)) == "doo"
    assert states(advance(stopped, 28 * S)) == "xoo"
    assert states(after(*at_speeds(1.0, 1.0, 1.0), Next(10 * S), workout=SLOWING)) == "xoo"
    unhurried = after(*at_speeds(1.0, 1.0, 1.0), workout=SLOWING)
    assert states(advance(unhurried, 100 * S)) == "doo"
    rested = follow(stopped, Next(10 * S))
    assert (states(rested), rested.is_resting) == ("xoo", True)


def test_each_set_has_its_own_fastest_rep() -> None:
    first = after(*at_speeds(1.0, 0.7, 0.7), Next(10 * S), workout=SLOWING)
    second = follow(first, replace(rep("squat", 80), lifting_tl_s=0.7))
    second = follow(second, replace(rep("squat", 83), lifting_tl_s=0.65))
    assert second.sets[0].is_enough
    assert second.sets[1].speed is not None
    assert second.sets[1].speed.loss_ratio == pytest.approx(1 - 0.65 / 0.7)
    assert not second.sets[1].is_enough
