"""What a station's own screen is told of the workout that is done there."""

import json
from dataclasses import replace

from spotter.movement.values import Outcome
from spotter.notifier.live.pages.viewer import Subject, Viewer
from spotter.notifier.live.training.following_board import FollowingBoard
from spotter.notifier.views.following_view import CurrentSetView, following_view
from spotter.training.following.beginning import begin
from spotter.training.following.events import Next, OtherLoad, RepDone, Skip
from spotter.training.following.machine import follow
from spotter.training.following.values import Following
from spotter.training.workout import Item, Workout
from spotter.wire.stations import Station
from support.gyms.empty_live import empty_live

S = 1_000_000
LEGS = Workout(
    "Legs", (Item("squat", sets=2, reps=2, rest_s=60, load_kg=60), Item("plank", 1, seconds=30))
)


def rep(at_s: int, outcome: Outcome = Outcome.GOOD) -> RepDone:
    return RepDone("squat", outcome, at_s * S, (at_s + 2) * S)


def resting() -> Following:
    """After a first set of two squats, until 65 s."""
    return follow(follow(begin("w", LEGS, 0), rep(0)), rep(3, Outcome.FAULTY))


def test_while_a_member_rests_the_screen_shows_the_set_done_and_the_next_one() -> None:
    view = following_view(resting())
    current, after = view.current, view.next
    assert current is not None
    assert after is not None
    assert (current.set, current.reps, current.good_reps, current.state) == (1, 2, 1, "resting")
    assert current.rest_until_ms == 65_000
    assert (after.exercise, after.set, after.sets, after.load_kg) == ("squat", 2, 2, 60)
    assert [one.state for one in view.items[0].sets] == ["done", "open"]


def test_the_screen_is_told_that_a_set_is_enough_until_it_has_ended() -> None:
    slowing = Workout("Legs", (Item("squat", 2, reps=9, rest_s=60, most_speed_loss_ratio=0.2),))
    following = begin("w", slowing, 0)
    told = []
    for at_s, speed_tl_s in ((0, 1.0), (3, 0.7), (6, 0.7)):
        following = follow(following, replace(rep(at_s), lifting_tl_s=speed_tl_s))
        current = following_view(following).current
        told.append(current is not None and current.is_enough)
    assert told == [False, False, True]
    resting = following_view(follow(following, Next(9 * S))).current
    assert resting is not None
    assert (resting.state, resting.is_enough) == ("resting", False)


def test_after_the_last_set_nothing_is_current_and_the_workout_is_done() -> None:
    done = begin("w", Workout("w", (Item("squat", 1, reps=1),)), 0)
    view = following_view(follow(done, Skip(1)))
    assert (view.current, view.next, view.is_done, view.can_undo) == (None, None, True, True)


def test_a_board_says_where_something_has_changed_and_when_time_alone_does() -> None:
    board = FollowingBoard()
    assert board.know({"rack-1": resting()}, 10 * S) == {"rack-1"}
    assert board.know({"rack-1": resting()}, 11 * S) == set()
    assert board.turn(64 * S) == set()
    assert board.turn(65 * S) == {"rack-1"}
    view = board.view("rack-1")
    assert view is not None
    assert view.current == CurrentSetView(
        item=0,
        exercise="squat",
        set=2,
        sets=2,
        reps_planned=2,
        seconds_planned=None,
        load_kg=60,
        tempo=None,
        is_counted=True,
        reps=0,
        good_reps=0,
        held_s=0,
        broke=None,
        state="next",
        rest_until_ms=None,
        is_enough=False,
    )
    assert board.know({}, 70 * S) == {"rack-1"}
    assert board.view("rack-1") is None


def test_a_screen_is_told_of_its_workout_and_of_no_other_stations() -> None:
    now_s = 10.0
    live = empty_live(lambda: now_s)
    live.set_stations({one: Station(one, one, "squat", None, 15) for one in ("rack-1", "rack-2")})
    subjects = frozenset({Subject.STATIONS, Subject.SCREEN})
    screen = live.join(lambda: None, Viewer(lambda one: one.station_id == "rack-1", subjects))
    screen.drain()
    live.screens.set_following("rack-2", resting())
    live.screens.set_following("rack-1", resting())
    live.screens.set_following("rack-1", follow(resting(), OtherLoad(8 * S, 50)))
    now_s = 65.0
    live.screens.turn_followings()
    told = [json.loads(message.json)["screen"]["following"] for message in screen.drain()]
    assert [(one["current"]["state"], one["current"]["load_kg"]) for one in told] == [
        ("resting", 60),
        ("resting", 60),
        ("next", 50),
    ]
    assert told[1]["next"]["load_kg"] == 50
