import numpy as np
import pytest

from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.errors import SimulationError
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Performance, Plan, TrueRep, perform

FAULTS = [
    (name, kind)
    for name, exercise in EXERCISES.items()
    for kind in exercise.faults
    if kind is not FaultKind.REST
]


def performed(exercise: str = "squat", seed: int = 1, **plan: object) -> Performance:
    return perform(Plan(exercise, **plan), np.random.default_rng(seed))  # type: ignore[arg-type]


def with_fault(exercise: str, kind: FaultKind, *reps: int) -> Performance:
    return performed(exercise, reps=3, faults={kind: frozenset(reps)})


def during(performance: Performance, rep: TrueRep) -> np.ndarray:
    return performance.joints_m[rep.first_frame : rep.last_frame + 1]


def excursion_m(joints_m: np.ndarray, rest_m: np.ndarray) -> np.ndarray:
    """(T,) the largest distance of any joint from its rest position."""
    distances: np.ndarray = np.linalg.norm(joints_m - rest_m, axis=-1).max(axis=-1)
    return distances


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_body_moves_within_reps_and_rests_between_them(exercise: str) -> None:
    performance = performed(exercise, reps=3, rest_s=1.0, rate_hz=30.0)
    away_m = excursion_m(performance.joints_m, performance.joints_m[0])
    resting = np.ones(len(away_m), dtype=bool)
    for rep in performance.reps:
        assert away_m[rep.first_frame : rep.last_frame + 1].max() > 0.3
        resting[rep.first_frame : rep.last_frame + 1] = False
    assert away_m[resting].max() < 0.06


def test_a_rep_begins_when_the_body_leaves_the_rest_position_and_ends_when_it_is_back() -> None:
    performance = performed("front-raise", reps=4, rate_hz=120.0)
    wrist_m = performance.joints_m[:, Joint.RIGHT_WRIST, 2]
    for rep in performance.reps:
        up = np.flatnonzero(wrist_m[rep.first_frame : rep.last_frame + 1] > wrist_m[0] + 0.02)
        moving_s = (rep.first_frame + up[[0, -1]]) / 120
        assert rep.start_s < moving_s[0] < rep.start_s + 0.35
        assert rep.end_s - 0.35 < moving_s[1] < rep.end_s


def test_frames_of_a_rep_are_those_between_its_start_and_its_end() -> None:
    performance = performed(reps=5)
    times_s = performance.captured_us / 1e6
    for rep in performance.reps:
        inside = np.flatnonzero((times_s >= rep.start_s) & (times_s <= rep.end_s))
        assert (rep.first_frame, rep.last_frame) == (inside[0], inside[-1])


def test_a_performance_starts_and_ends_with_about_a_second_at_rest() -> None:
    performance = performed(reps=2)
    assert 0.8 < performance.reps[0].start_s < 1.2
    assert 0.7 < performance.captured_us[-1] / 1e6 - performance.reps[-1].end_s < 1.3


def test_reps_follow_each_other_at_about_the_planned_tempo() -> None:
    performance = performed(reps=20, rep_s=3.0, rest_s=0.5)
    lengths_s = np.array([rep.end_s - rep.start_s for rep in performance.reps])
    assert lengths_s.mean() == pytest.approx(3.0, abs=0.1)
    assert 0.02 < lengths_s.std() < 0.3
    starts_s = np.array([rep.start_s for rep in performance.reps])
    pauses_s = starts_s[1:] - (starts_s + lengths_s)[:-1]
    assert np.all((pauses_s > 0.4) & (pauses_s < 0.6))


def test_reps_differ_by_a_few_per_cent_in_depth() -> None:
    performance = performed(reps=20)
    drops_m = np.array([np.ptp(during(performance, rep)[:, 8, 2]) for rep in performance.reps])
    assert 0.003 < drops_m.std() / drops_m.mean() < 0.05


@pytest.mark.parametrize(("exercise", "kind"), FAULTS)
def test_a_fault_changes_its_own_rep_and_nothing_else(exercise: str, kind: FaultKind) -> None:
    good, faulty = performed(exercise, reps=3), with_fault(exercise, kind, 2)
    assert [rep.faults for rep in faulty.reps] == [(), (kind,), ()]
    rep = faulty.reps[1]
    changed_m = excursion_m(faulty.joints_m, good.joints_m)
    assert changed_m[rep.first_frame : rep.last_frame + 1].max() > 0.08
    changed_m[rep.first_frame : rep.last_frame + 1] = 0
    assert changed_m.max() == 0


def depth_m(performance: Performance, number: int) -> float:
    return float(np.ptp(during(performance, performance.reps[number - 1])[:, Joint.MID_HIP, 2]))


def test_a_shallow_squat_is_less_deep_and_a_half_rep_even_less() -> None:
    full, shallow, half = (
        depth_m(performance, 2)
        for performance in (
            performed(reps=3),
            with_fault("squat", FaultKind.SHALLOW, 2),
            with_fault("squat", FaultKind.HALF_REP, 2),
        )
    )
    assert half < 0.8 * shallow < 0.65 * full


def test_knees_in_brings_the_knees_together() -> None:
    performance = with_fault("squat", FaultKind.KNEES_IN, 2)
    widest_m, narrow_m = (
        np.abs(joints[:, Joint.LEFT_KNEE, 1] - joints[:, Joint.RIGHT_KNEE, 1])[len(joints) // 2]
        for joints in (during(performance, rep) for rep in performance.reps[:2])
    )
    assert narrow_m < 0.6 * widest_m


def test_leaning_forward_tilts_the_trunk_further() -> None:
    performance = with_fault("squat", FaultKind.LEANING_FORWARD, 2)
    upright_m, leaning_m = (
        (joints[:, Joint.NECK, 0] - joints[:, Joint.MID_HIP, 0]).max()
        for joints in (during(performance, rep) for rep in performance.reps[:2])
    )
    assert leaning_m > upright_m + 0.1


def test_the_lagging_side_is_the_left_one() -> None:
    performance = with_fault("overhead-press", FaultKind.ONE_SIDE_LAGGING, 2)
    joints = during(performance, performance.reps[1])
    behind_m = joints[:, Joint.RIGHT_WRIST, 2] - joints[:, Joint.LEFT_WRIST, 2]
    assert behind_m.max() > 0.1
    assert np.abs(behind_m[[0, -1]]).max() < 0.01


def test_a_rest_is_a_pause_and_not_a_rep() -> None:
    rested = with_fault("squat", FaultKind.REST, 2)
    assert [rep.faults for rep in rested.reps] == [(), (), ()]
    assert rested.reps[2].start_s - rested.reps[1].end_s > 2.5
    assert rested.reps[1] == performed(reps=3).reps[1]
    pause = rested.joints_m[rested.reps[1].last_frame + 1 : rested.reps[2].first_frame]
    assert excursion_m(pause, pause[0]).max() < 0.06


def test_a_rep_can_show_several_faults() -> None:
    faults = {FaultKind.SHALLOW: frozenset({1, 2}), FaultKind.KNEES_IN: frozenset({2})}
    reps = performed(reps=2, faults=faults).reps
    assert [rep.faults for rep in reps] == [
        (FaultKind.SHALLOW,),
        (FaultKind.SHALLOW, FaultKind.KNEES_IN),
    ]


def test_the_same_seed_gives_the_same_performance_and_another_seed_a_different_one() -> None:
    first, again, other = (performed(seed=seed, reps=2) for seed in (4, 4, 5))
    assert np.array_equal(first.joints_m, again.joints_m)
    assert first.reps == again.reps
    assert first.reps != other.reps


def test_no_reps_is_two_seconds_of_standing_still() -> None:
    performance = performed(reps=0)
    assert performance.reps == ()
    assert excursion_m(performance.joints_m, performance.joints_m[0]).max() < 0.06


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_has_the_faults_that_any_movement_can_have(exercise: str) -> None:
    assert {FaultKind.SHALLOW, FaultKind.HALF_REP, FaultKind.REST} <= set(
        EXERCISES[exercise].faults
    )


def test_an_unknown_exercise_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SimulationError, match=r"squat, lunge.*push-up; found 'yoga'"):
        Plan("yoga")


def test_a_fault_that_the_exercise_does_not_have_is_refused() -> None:
    with pytest.raises(SimulationError, match=r"faults of pull-up are .* found knees-in"):
        Plan("pull-up", faults={FaultKind.KNEES_IN: frozenset({1})})


def test_a_fault_in_a_missing_rep_is_refused() -> None:
    with pytest.raises(SimulationError, match="shallow names rep 11; expected one from 1 to 10"):
        Plan("squat", reps=10, faults={FaultKind.SHALLOW: frozenset({3, 11})})


@pytest.mark.parametrize(
    "wrong",
    [
        {"reps": -1},
        {"rep_s": 0.1},
        {"depth_ratio": 2.0},
        {"rest_s": -1.0},
        {"rate_hz": 0.0},
        {"rep_s": float("nan")},
    ],
)
def test_numbers_out_of_range_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(SimulationError, match=r"must be .*; found"):
        Plan("squat", **wrong)  # type: ignore[arg-type]
