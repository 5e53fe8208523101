"""Seeded kinds of faults are found again by tslearn's clustering, and chance is not."""

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.movement.assessment import pattern_distance, pattern_of
from spotter.movement.values import JOINT_COUNT, Joint, MovementError
from spotter.tslearn_methods.fault_patterns import FoundPattern, find_patterns
from spotter.tslearn_methods.fault_patterns.clusters import distances_between
from spotter.tslearn_methods.fault_patterns.comparable import ComparableReps

SHOWN = [Joint.NECK, Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_WRIST]
KINDS = (
    (Joint.LEFT_KNEE, 0, 2.0, 10),
    (Joint.LEFT_KNEE, 0, -2.0, 10),
    (Joint.LEFT_WRIST, 1, 2.5, 4),
)
"""The joint, axis, size in multiples of the allowance and phase of each kind."""

RESAMPLES = 5
"""Enough for kinds as clear as these, and quick."""

Curves = NDArray[np.float64]


def reps(each: int, seed: int = 0, noise: float = 0.15) -> list[Curves]:
    """``each`` reps of each kind, one kind after the other."""
    rng = np.random.default_rng(seed)
    made = []
    for joint, axis, size, phase in np.repeat(np.array(KINDS), each, axis=0):
        curves = np.full((20, JOINT_COUNT, 2), np.nan)
        curves[:, SHOWN] = rng.normal(0, noise, (20, len(SHOWN), 2))
        peak = np.exp(-(((np.arange(20) - phase + rng.integers(-1, 2)) / 3) ** 2))
        curves[:, int(joint), int(axis)] += size * rng.uniform(0.9, 1.1) * peak
        made.append(curves)
    return made


def people(count: int) -> list[str]:
    return [f"member {place % 6}" for place in range(count)]


@pytest.fixture(scope="module")
def found() -> tuple[FoundPattern, ...]:
    return find_patterns(reps(12), people(36), seed=0, resamples=RESAMPLES)


def test_each_seeded_kind_is_one_pattern(found: tuple[FoundPattern, ...]) -> None:
    groups = sorted(tuple(sorted(one.reps.tolist())) for one in found)
    assert len(groups) == 3
    for group, expected in zip(groups, (range(12), range(12, 24), range(24, 36)), strict=True):
        assert set(group) <= set(expected)
        assert len(group) >= 11
    assert all(one.stability > 0.9 for one in found)


def test_a_pattern_says_where_it_stands_out(found: tuple[FoundPattern, ...]) -> None:
    wrist = next(one for one in found if one.joint is Joint.LEFT_WRIST)
    assert wrist.phase == pytest.approx(4 / 20, abs=0.1)
    assert wrist.share == pytest.approx(1 / 3, abs=0.05)


def test_reps_are_listed_by_their_distance_which_is_the_kernels(
    found: tuple[FoundPattern, ...],
) -> None:
    made = reps(12)
    for one in found:
        assert (np.diff(one.distances) >= 0).all()
        assert one.distances[-1] <= one.pattern.limit
        assert one.distances[0] == pattern_distance(made[one.reps[0]], one.pattern)


def test_reps_that_were_not_seen_are_named_rightly_and_others_not(
    found: tuple[FoundPattern, ...],
) -> None:
    patterns = [one.pattern for one in found]
    kind_of = {id(one.pattern): int(one.reps[0]) // 12 for one in found}
    named = [pattern_of(curves, patterns) for curves in reps(10, seed=1)]
    kinds = [None if one is None else kind_of[id(one)] for one in named]
    assert sum(kind == place // 10 for place, kind in enumerate(kinds)) >= 24
    assert all(kind in {None, place // 10} for place, kind in enumerate(kinds))
    foreign = np.where(np.isfinite(reps(1)[0]), 0.0, np.nan)
    assert pattern_of(foreign, patterns) is None
    foreign[:, Joint.NECK, 0] = 4.0
    assert pattern_of(foreign, patterns) is None


def test_the_same_seed_gives_the_same_patterns(found: tuple[FoundPattern, ...]) -> None:
    again = find_patterns(reps(12), people(36), seed=0, resamples=RESAMPLES)
    for one, other in zip(found, again, strict=True):
        assert one.pattern.centre.tobytes() == other.pattern.centre.tobytes()
        assert one.pattern.limit == other.pattern.limit


def test_missing_joints_make_no_centre_missing() -> None:
    made = reps(12)
    for place in range(0, 36, 5):
        made[place][:, Joint.NECK] = np.nan
    for place in range(0, 36, 3):
        made[place][:, Joint.NOSE] = 1.0
    found = find_patterns(made, people(36), seed=0, resamples=RESAMPLES)
    assert len(found) == 3
    for one in found:
        assert one.pattern.joints.nonzero()[0].tolist() == sorted(SHOWN)


def test_what_is_filled_is_what_other_reps_show_there() -> None:
    made = np.array(reps(2))
    made[0, :, Joint.NECK] = np.nan
    known = ComparableReps.of(made)
    assert np.isfinite(known.series).all()
    filled = known.curves(known.series[0])[:, Joint.NECK]
    assert filled == pytest.approx(made[1:, :, Joint.NECK].mean(axis=0), abs=1e-6)


def test_a_rep_that_shows_little_is_left_out() -> None:
    made = np.array(reps(2))
    made[3, :, SHOWN[:2]] = np.nan
    assert ComparableReps.of(made).places.tolist() == [0, 1, 2, 4, 5]


def test_deviations_by_chance_show_no_pattern() -> None:
    rng = np.random.default_rng(3)
    made = [np.where(np.isfinite(one), rng.normal(0, 1, one.shape), np.nan) for one in reps(12)]
    assert find_patterns(made, people(36), seed=0, resamples=RESAMPLES) == ()


def test_what_one_person_alone_does_is_no_pattern() -> None:
    whose = ["member 9"] * 12 + people(24)
    found = find_patterns(reps(12), whose, seed=0, resamples=10)
    assert found
    assert not {place for one in found for place in one.reps} & set(range(12))


def test_reps_that_are_all_the_same_are_no_error() -> None:
    same = [reps(1)[0]] * 36
    assert len(find_patterns(same, people(36), seed=0, resamples=2)) <= 1


def test_too_few_reps_are_an_error_that_says_how_many_it_takes() -> None:
    with pytest.raises(MovementError, match=r"30 or more faulty reps .*; found 27 of 27"):
        find_patterns(reps(9), people(27), seed=0)
    with pytest.raises(MovementError, match="found 0 of 0"):
        find_patterns([], [], seed=0)


def test_clusters_and_names_measure_the_same_distance(found: tuple[FoundPattern, ...]) -> None:
    made = np.array(reps(3, seed=2))
    known = ComparableReps.of(made)
    for one in found:
        centre = np.nan_to_num(one.pattern.centre[:, known.joints]).reshape(1, 20, -1)
        by_tslearn = distances_between(known.series, centre / np.sqrt(centre.size))[:, 0]
        by_kernel = [pattern_distance(curves, one.pattern) for curves in made]
        assert by_kernel == pytest.approx(by_tslearn.tolist(), abs=1e-9)
