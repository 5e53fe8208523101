from dataclasses import replace

from spotter.training.adaptation import FaultCount, Prescription
from spotter.training.adaptation.attempting import SeenRep, attempt_of, main_item
from spotter.training.following.values import FollowedSet
from spotter.training.workout import Item
from unit.training.adaptation.histories import MONDAY

PLANNED = Item("squat", 3, reps=12, load_kg=60, least_reps=8)
GOOD, SHALLOW = SeenRep(range_ratio=1.0), SeenRep(("Sit deeper",), range_ratio=0.7)


def test_reps_that_were_seen_say_which_of_those_done_were_faulty() -> None:
    done = [Item("squat", 2, reps=3, load_kg=60), Item("squat", 1, reps=2, load_kg=50)]
    seen = [GOOD, GOOD, SHALLOW, SHALLOW, GOOD, GOOD, SHALLOW]
    found = attempt_of(MONDAY, PLANNED, done, seen)
    assert found is not None
    assert found.prescribed == Prescription(3, 8, 12, 60)
    assert [(one.reps, one.faulty_reps, one.load_kg) for one in found.sets] == [
        (3, 1, 60),
        (3, 1, 60),
        (2, 1, 50),
    ]
    assert found.faults == (FaultCount("Sit deeper", 3),)
    assert found.range_ratio == (4 * 1.0 + 3 * 0.7) / 7


def test_how_many_reps_were_left_is_known_of_sets_that_were_followed() -> None:
    done = [Item("squat", 2, reps=8, load_kg=60), Item("squat", 1, seconds=20)]
    sets = [FollowedSet(0, 1, "squat"), FollowedSet(0, 2, "squat", reps_left=3)]
    found = attempt_of(MONDAY, PLANNED, done, [], [*sets, FollowedSet(1, 1, "squat")])
    assert found is not None
    assert [one.reps_left for one in found.sets] == [None, 3]
    noted = attempt_of(MONDAY, PLANNED, done, [], sets)
    assert noted is not None
    assert [one.reps_left for one in noted.sets] == [None, None]


def test_an_attempt_knows_at_which_loss_of_speed_its_sets_were_to_end() -> None:
    planned = replace(PLANNED, most_speed_loss_ratio=0.2)
    found = attempt_of(MONDAY, planned, [Item("squat", 1, reps=8)], [])
    assert found is not None
    assert found.most_speed_loss_ratio == 0.2


def test_a_set_slows_down_by_its_slowest_rep_if_all_were_seen() -> None:
    speeds = (1.0, 1.25, 1.0, 0.5, 1.0, None, 1.0, 1.0, 0.5, 1.0)
    seen = [SeenRep(lifting_speed_tl_s=one) for one in speeds]
    done = [Item("squat", 1, reps=reps) for reps in (4, 3, 4)]
    found = attempt_of(MONDAY, PLANNED, done, seen)
    assert found is not None
    assert [one.speed_loss_ratio for one in found.sets] == [0.6, None, None]


def test_a_rep_that_goes_half_the_way_does_not_slow_a_set_down() -> None:
    good, shallow = SeenRep(lifting_speed_tl_s=1.0), SeenRep(("Sit deeper",), 0.5, 0.5)
    done = [Item("squat", 1, reps=4), Item("squat", 1, reps=3)]
    found = attempt_of(MONDAY, PLANNED, done, [good, shallow, good, good, good, shallow, good])
    assert found is not None
    assert [one.speed_loss_ratio for one in found.sets] == [0.0, None]


def test_nothing_done_is_no_attempt_and_nothing_seen_is_nothing_wrong() -> None:
    assert attempt_of(MONDAY, PLANNED, [], [GOOD]) is None
    assert attempt_of(MONDAY, PLANNED, [Item("squat", 2, seconds=30)], []) is None
    found = attempt_of(MONDAY, PLANNED, [Item("squat", 1, reps=8, load_kg=60)], [])
    assert found is not None
    assert (found.sets[0].good_reps, found.faults, found.range_ratio) == (8, (), None)


def test_the_heaviest_item_that_counts_reps_is_the_one_that_adapts() -> None:
    light, hold = Item("squat", 1, reps=20), Item("squat", 1, seconds=30, load_kg=90)
    assert main_item([light, PLANNED, hold], "squat") is PLANNED
    assert main_item([hold], "lunge") is None
