"""Properties that hold for all people, and comparisons with the slow twin on painted scenes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from spotter.estimators.openpose.body_model import BODY_25, COCO, BodyModel
from spotter.estimators.openpose.decoding import DecodingSettings, decode
from support.networks.painted_maps import inside, mirror, mirrored, paint, standing
from support.twins import decoding as naive_decoding

WIDTH, HEIGHT = 40, 32

Floats = NDArray[np.float64]
Maps = NDArray[np.float32]
models = st.sampled_from([COCO, BODY_25])
scenes = st.integers(0, 100_000)


def crowd(
    model: BodyModel, rng: np.random.Generator, count: int, margin: float = 0
) -> list[Floats]:
    """People of all sizes in odd postures, with missing joints, overlapping and side by side."""
    people = []
    for _ in range(count):
        height = rng.uniform(12, 26)
        x, y = rng.uniform(margin, WIDTH - margin), rng.uniform(height, HEIGHT - margin)
        person = standing(model, x, y, height)
        person += rng.normal(0, 0.04 * height, person.shape)
        person[rng.random(len(person)) < 0.15] = np.nan
        people.append(inside(person, WIDTH, HEIGHT))
    return people


def noisy(maps: tuple[Maps, Maps], rng: np.random.Generator) -> tuple[Maps, Maps]:
    heat, affinity = (each + rng.normal(0, 0.02, each.shape).astype(np.float32) for each in maps)
    return heat, affinity


def assert_same(found: Maps, expected: Maps) -> None:
    """The same people in the same order."""
    assert found.shape == expected.shape
    assert np.allclose(found, expected, rtol=0, atol=2e-3, equal_nan=True)


def assert_same_people(found: Maps, expected: Maps) -> None:
    """The same people in any order, as people with equal totals may swap."""
    assert found.shape == expected.shape
    left = list(expected)
    for person in found:
        same = [np.allclose(person, one, rtol=0, atol=2e-3, equal_nan=True) for one in left]
        assert any(same), f"{person} is not among {left}"
        del left[same.index(True)]


@settings(max_examples=40)
@given(model=models, scene=scenes, count=st.integers(0, 5))
def test_noisy_scenes_contain_the_people_that_the_slow_twin_finds(
    model: BodyModel, scene: int, count: int
) -> None:
    rng = np.random.default_rng(scene)
    maps = noisy(paint(crowd(model, rng, count), model, WIDTH, HEIGHT), rng)
    assert_same(decode(*maps, model), naive_decoding.decode(*maps, model))


@settings(max_examples=10)
@given(model=models, scene=scenes, max_peaks=st.integers(1, 6))
def test_noise_alone_contains_the_people_that_the_slow_twin_finds(
    model: BodyModel, scene: int, max_peaks: int
) -> None:
    rng = np.random.default_rng(scene)
    heat = rng.normal(0, 0.5, (model.heat_count, 12, 14)).astype(np.float32)
    affinity = rng.normal(0.5, 0.5, (model.affinity_count, 12, 14)).astype(np.float32)
    heat[rng.random(heat.shape) < 0.01] = np.nan
    affinity[rng.integers(len(affinity))] = np.nan
    found = decode(heat, affinity, model, DecodingSettings(max_peaks=max_peaks))
    assert_same(found, naive_decoding.decode(heat, affinity, model, max_peaks))


@settings(max_examples=30)
@given(model=models, scene=scenes, right=st.integers(0, 9), down=st.integers(0, 9))
def test_maps_moved_by_whole_cells_move_the_people(
    model: BodyModel, scene: int, right: int, down: int
) -> None:
    rng = np.random.default_rng(scene)
    heat, affinity = noisy(paint(crowd(model, rng, 3), model, WIDTH, HEIGHT), rng)

    def placed(maps: Maps, x: int, y: int) -> Maps:
        """``maps`` with their first cell at x, y of larger ones, all else zero."""
        room = ((0, 0), (1 + y, 10 - y), (1 + x, 10 - x))
        return np.pad(maps, room)

    here = decode(placed(heat, 0, 0), placed(affinity, 0, 0), model)
    there = decode(placed(heat, right, down), placed(affinity, right, down), model)
    assert_same(there, here + np.array([right, down, 0], dtype=np.float32))


@settings(max_examples=30)
@given(model=models, scene=scenes)
def test_mirrored_maps_contain_mirrored_people(model: BodyModel, scene: int) -> None:
    rng = np.random.default_rng(scene)
    maps = noisy(paint(crowd(model, rng, 3), model, WIDTH, HEIGHT), rng)
    expected = decode(*maps, model)[:, mirror(model)]
    expected[..., 0] = WIDTH - 1 - expected[..., 0]
    assert_same_people(decode(*mirrored(*maps, model), model), expected)


@settings(max_examples=30)
@given(model=models, scene=scenes)
def test_the_order_in_which_people_are_painted_does_not_matter(
    model: BodyModel, scene: int
) -> None:
    rng = np.random.default_rng(scene)
    people = crowd(model, rng, 4)
    one = decode(*paint(people, model, WIDTH, HEIGHT), model)
    other = decode(*paint(people[::-1], model, WIDTH, HEIGHT), model)
    assert_same_people(other, one)


@settings(max_examples=30)
@given(model=models, scene=scenes)
def test_a_joint_belongs_to_one_person(model: BodyModel, scene: int) -> None:
    rng = np.random.default_rng(scene)
    found = decode(*noisy(paint(crowd(model, rng, 5), model, WIDTH, HEIGHT), rng), model)
    for joint in range(model.joint_count):
        places = found[found[:, joint, 2] > 0, joint, :2]
        assert len(np.unique(places, axis=0)) == len(places)


@pytest.mark.parametrize("model", [COCO, BODY_25], ids=lambda model: model.name)
@settings(max_examples=20)
@given(x=st.floats(12, 28), y=st.floats(24, 30), height=st.floats(18, 23))
def test_one_person_anywhere_is_found_to_a_thousandth_of_a_cell(
    model: BodyModel, x: float, y: float, height: float
) -> None:
    person = inside(standing(model, x, y, height), WIDTH, HEIGHT)
    found = decode(*paint([person], model, WIDTH, HEIGHT), model)
    assert len(found) == 1
    away_from_edges = person[:, 1] <= HEIGHT - 2
    assert np.allclose(found[0, away_from_edges, :2], person[away_from_edges], rtol=0, atol=1e-3)
