"""Known people, painted into maps and decoded again."""

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.estimators.errors import EstimatorError
from spotter.estimators.openpose.body_model import BODY_25, COCO, BodyModel
from spotter.estimators.openpose.decoding import DecodingSettings, decode, warm_up
from spotter.movement.values.body.skeleton import Joint
from support.networks.painted_maps import inside, joints, mirror, paint, standing

MODELS = pytest.mark.parametrize("model", [COCO, BODY_25], ids=lambda model: model.name)
WIDTH, HEIGHT = 54, 46

Floats = NDArray[np.float64]


def people_in(model: BodyModel, *people: Floats) -> NDArray[np.float32]:
    return decode(*paint(people, model, WIDTH, HEIGHT), model)


def assert_same_people(
    found: NDArray[np.float32], people: tuple[Floats, ...], within: float
) -> None:
    """Each of ``people`` was found once, with exactly their joints, in any order."""
    assert len(found) == len(people)
    fits = [
        order
        for order in itertools.permutations(range(len(people)))
        if all(
            np.array_equal(found[place, :, 2] > 0, np.isfinite(person[:, 0]))
            and np.allclose(found[place, :, :2], person, rtol=0, atol=within, equal_nan=True)
            for place, person in zip(order, people, strict=True)
        )
    ]
    assert len(fits) == 1, f"expected {people}; found {found}"


@MODELS
def test_one_person_is_found_to_a_thousandth_of_a_cell(model: BodyModel) -> None:
    person = standing(model, 25.3, 41.7, 39)
    found = people_in(model, person)
    assert found.dtype == np.float32
    assert_same_people(found, (person,), within=1e-3)
    assert found[0, :, 2] == pytest.approx(1, abs=1e-3)


@MODELS
def test_two_separate_people_are_two(model: BodyModel) -> None:
    people = standing(model, 14.2, 40.1, 36), standing(model, 39.6, 39.8, 34)
    assert_same_people(people_in(model, *people), people, within=1e-3)


@MODELS
def test_a_missing_joint_is_nan_without_confidence_and_its_neighbours_stay(
    model: BodyModel,
) -> None:
    gone = [Joint.LEFT_WRIST, Joint.RIGHT_ANKLE, Joint.RIGHT_EYE]
    if model is BODY_25:
        gone += [Joint.RIGHT_BIG_TOE, Joint.RIGHT_SMALL_TOE, Joint.RIGHT_HEEL]
    person = standing(model, 25.3, 41.7, 39, missing=gone)
    found = people_in(model, person)
    assert_same_people(found, (person,), within=1e-3)
    assert found[0, joints(model).index(Joint.LEFT_WRIST), 2] == 0
    # The ear is linked to the shoulder if the eye is hidden.
    assert found[0, joints(model).index(Joint.RIGHT_EAR), 2] > 0.9


@MODELS
def test_crossing_forearms_stay_with_their_people(model: BodyModel) -> None:
    # One is seen from behind, so that the right arms of both are between them.
    from_behind = standing(model, 16, 41, 36)[mirror(model)]
    facing = standing(model, 36, 41, 36)
    elbow, wrist = (joints(model).index(at) for at in (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST))
    from_behind[[elbow, wrist]] = (23.0, 18.5), (30.5, 23.5)
    facing[[elbow, wrist]] = (29.0, 18.5), (21.5, 23.5)
    people = from_behind, facing
    assert_same_people(people_in(model, *people), people, within=0.05)


@MODELS
def test_a_person_behind_another_keeps_the_visible_joints(model: BodyModel) -> None:
    hidden = [Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, Joint.RIGHT_HIP]
    hidden += [Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE, Joint.RIGHT_EAR]
    if model is BODY_25:
        hidden += [Joint.RIGHT_BIG_TOE, Joint.RIGHT_SMALL_TOE, Joint.RIGHT_HEEL]
    people = standing(model, 22, 42, 38), standing(model, 28.4, 38.2, 33, missing=hidden)
    assert_same_people(people_in(model, *people), people, within=0.3)


@MODELS
def test_people_partly_outside_are_found_with_the_joints_inside(model: BodyModel) -> None:
    halves = tuple(
        inside(standing(model, x, y, 38), WIDTH, HEIGHT) for x, y in ((0.5, 41), (44.5, 58.5))
    )
    assert 6 < np.isfinite(halves[0][:, 0]).sum() < model.joint_count
    assert_same_people(people_in(model, *halves), halves, within=0.5)


@MODELS
def test_three_joints_are_a_person_and_two_are_not(model: BodyModel) -> None:
    seen = [Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST]
    three = standing(model, 25, 41, 38, missing=[joint for joint in Joint if joint not in seen])
    two = standing(model, 25, 41, 38, missing=[joint for joint in Joint if joint not in seen[1:]])
    assert_same_people(people_in(model, three), (three,), within=1e-3)
    assert people_in(model, two).shape == (0, model.joint_count, 3)


def test_feet_alone_are_not_a_person() -> None:
    seen = [Joint.LEFT_ANKLE, Joint.LEFT_BIG_TOE, Joint.LEFT_SMALL_TOE, Joint.LEFT_HEEL]
    feet = standing(BODY_25, 25, 40, 60, missing=[joint for joint in Joint if joint not in seen])
    assert len(people_in(BODY_25, feet)) == 0
    with_knee = feet.copy()
    with_knee[[Joint.LEFT_KNEE, Joint.LEFT_HIP]] = standing(BODY_25, 25, 40, 60)[
        [Joint.LEFT_KNEE, Joint.LEFT_HIP]
    ]
    assert_same_people(people_in(BODY_25, with_knee), (with_knee,), within=0.05)


@MODELS
def test_a_head_and_an_arm_without_a_neck_are_one_person(model: BodyModel) -> None:
    seen = [Joint.NOSE, Joint.LEFT_EYE, Joint.LEFT_EAR]
    seen += [Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST]
    person = standing(model, 25, 60, 58, missing=[joint for joint in Joint if joint not in seen])
    assert_same_people(people_in(model, person), (person,), within=1e-3)


@MODELS
def test_a_shoulder_and_an_ear_alone_are_not_a_person(model: BodyModel) -> None:
    seen = [Joint.LEFT_SHOULDER, Joint.LEFT_EAR]
    person = standing(model, 25, 60, 58, missing=[joint for joint in Joint if joint not in seen])
    maps = paint([person], model, WIDTH, HEIGHT)
    assert len(decode(*maps, model, DecodingSettings(min_joints=1))) == 0


@MODELS
def test_the_person_with_the_most_visible_joints_comes_first(model: BodyModel) -> None:
    legs = [Joint.LEFT_KNEE, Joint.LEFT_ANKLE, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE]
    half, whole = standing(model, 14, 40, 36, missing=legs), standing(model, 39, 40, 36)
    first, second = people_in(model, half, whole)
    assert first[0, 0] == pytest.approx(39, abs=0.01)
    assert second[0, 0] == pytest.approx(14, abs=0.01)


@MODELS
def test_weak_maps_give_low_confidence_and_too_weak_maps_nobody(
    model: BodyModel,
) -> None:
    person = standing(model, 25.3, 41.7, 39)
    found = decode(*paint([person], model, WIDTH, HEIGHT, peak=0.3), model)
    assert_same_people(found, (person,), within=1e-3)
    assert found[0, :, 2] == pytest.approx(0.3, abs=1e-3)
    assert len(decode(*paint([person], model, WIDTH, HEIGHT, peak=0.15), model)) == 0


@MODELS
def test_slight_noise_adds_nobody_and_moves_joints_little(model: BodyModel) -> None:
    rng = np.random.default_rng(3)
    people = standing(model, 14.2, 40.1, 36), standing(model, 39.6, 39.8, 34)
    heat, affinity = paint(people, model, WIDTH, HEIGHT)
    heat += rng.normal(0, 0.015, heat.shape).astype(np.float32)
    affinity += rng.normal(0, 0.1, affinity.shape).astype(np.float32)
    assert_same_people(decode(heat, affinity, model), people, within=0.25)


@MODELS
def test_the_background_map_is_not_read(model: BodyModel) -> None:
    heat, affinity = paint([standing(model, 25.3, 41.7, 39)], model, WIDTH, HEIGHT)
    expected = decode(heat, affinity, model)
    heat[-1] = np.nan
    assert np.array_equal(decode(heat, affinity, model), expected)


@MODELS
@pytest.mark.parametrize("size", [(HEIGHT, WIDTH), (1, 1), (1, 7), (0, 5)])
@pytest.mark.parametrize("value", [0, 1, np.nan, np.inf, -np.inf, 3e38])
def test_empty_maps_contain_nobody(model: BodyModel, size: tuple[int, int], value: float) -> None:
    heat = np.full((model.heat_count, *size), value, dtype=np.float32)
    affinity = np.full((model.affinity_count, *size), value, dtype=np.float32)
    assert decode(heat, affinity, model).shape == (0, model.joint_count, 3)


@MODELS
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_invalid_cells_cost_only_the_limbs_that_they_are_on(model: BodyModel, bad: float) -> None:
    near, far = standing(model, 14.2, 40.1, 36), standing(model, 39.6, 39.8, 34)
    heat, affinity = paint([near, far], model, WIDTH, HEIGHT)
    heat[:, :, :25], affinity[:, :, :25] = bad, bad
    assert_same_people(decode(heat, affinity, model), (far,), within=1e-3)


@MODELS
def test_noise_everywhere_gives_valid_people_or_none(model: BodyModel) -> None:
    rng = np.random.default_rng(4)
    heat = rng.uniform(-1, 2, (model.heat_count, HEIGHT, WIDTH)).astype(np.float32)
    affinity = np.ones((model.affinity_count, HEIGHT, WIDTH), dtype=np.float32)
    found = decode(heat, affinity, model)
    seen = found[..., 2] > 0
    assert 0 < len(found) <= DecodingSettings().max_peaks * len(model.limbs)
    assert np.array_equal(np.isfinite(found[..., 0]), seen)
    assert found[..., 2].max() <= 1
    places = found[seen][:, :2]
    assert places.min() >= 0
    assert (places <= (WIDTH - 1, HEIGHT - 1)).all()
    joint = np.nonzero(seen)[1]
    assert len(np.unique(np.column_stack([joint, places]), axis=0)) == len(places)


@MODELS
def test_the_same_maps_give_the_same_people_to_the_bit_in_any_layout(model: BodyModel) -> None:
    heat, affinity = paint([standing(model, 25.3, 41.7, 39)], model, WIDTH, HEIGHT)
    expected = decode(heat, affinity, model)
    other_layout = np.asfortranarray(heat), np.asfortranarray(affinity)
    assert np.array_equal(decode(*other_layout, model), expected, equal_nan=True)
    assert np.array_equal(decode(heat, affinity, model), expected, equal_nan=True)


def test_maps_of_the_other_model_or_of_two_sizes_are_refused() -> None:
    heat, affinity = paint([], COCO, 4, 5)
    with pytest.raises(EstimatorError, match="expected maps of body_25"):
        decode(heat, affinity, BODY_25)
    with pytest.raises(EstimatorError, match=r"\(19, h, w\) and \(38, h, w\); found \(19, 5, 4\)"):
        decode(heat, affinity[:, 1:], COCO)


@pytest.mark.parametrize(
    "wrong",
    [
        {"peak_threshold": -0.1},
        {"affinity_threshold": 1.0},
        {"affinity_ratio": float("nan")},
        {"min_joints": 0},
        {"max_peaks": 0},
    ],
)
def test_settings_out_of_range_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(EstimatorError, match=next(iter(wrong))):
        DecodingSettings(**wrong)  # type: ignore[arg-type]  # the wrong values are the test


def test_warming_up_needs_no_maps() -> None:
    warm_up()
