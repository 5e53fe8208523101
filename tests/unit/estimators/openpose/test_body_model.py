"""The published joints, limbs and map indices."""

import numpy as np
import pytest

from spotter.estimators.errors import EstimatorError
from spotter.estimators.openpose.body_model import BODY_25, COCO, BodyModel, Limb, to_body_25
from spotter.movement.values.body.skeleton import Joint
from support.networks.painted_maps import joints, mirror

MODELS = pytest.mark.parametrize("model", [COCO, BODY_25], ids=lambda model: model.name)


def test_the_numbers_of_maps_are_the_published_ones() -> None:
    assert (COCO.heat_count, COCO.affinity_count) == (19, 38)
    assert (BODY_25.heat_count, BODY_25.affinity_count) == (26, 52)
    assert (COCO.body_joint_count, BODY_25.body_joint_count) == (18, 19)


def test_some_limbs_have_the_published_map_indices() -> None:
    assert {Limb(1, 8, 0, 1), Limb(1, 0, 28, 29), Limb(14, 16, 34, 35)} <= set(COCO.limbs)
    assert {Limb(1, 8, 0, 1), Limb(8, 9, 6, 7), Limb(11, 24, 50, 51)} <= set(BODY_25.limbs)


@MODELS
def test_each_affinity_map_belongs_to_one_limb_and_x_comes_before_y(model: BodyModel) -> None:
    used = [place for limb in model.limbs for place in (limb.x_map, limb.y_map)]
    assert sorted(used) == list(range(model.affinity_count))
    assert all(limb.x_map % 2 == 0 and limb.y_map == limb.x_map + 1 for limb in model.limbs)


@MODELS
def test_the_redundant_limbs_are_those_from_shoulder_to_ear(model: BodyModel) -> None:
    order = joints(model)
    spare = [
        (order[limb.start], order[limb.end])
        for limb, is_redundant in zip(model.limbs, model.redundant_limbs, strict=True)
        if is_redundant
    ]
    assert spare == [
        (Joint.RIGHT_SHOULDER, Joint.RIGHT_EAR),
        (Joint.LEFT_SHOULDER, Joint.LEFT_EAR),
    ]


@MODELS
def test_the_other_limbs_are_a_tree_from_the_neck_in_their_order(
    model: BodyModel,
) -> None:
    reached = {joints(model).index(Joint.NECK)}
    for limb, is_redundant in zip(model.limbs, model.redundant_limbs, strict=True):
        assert limb.start in reached
        assert (limb.end in reached) == is_redundant
        reached.add(limb.end)
    assert reached == set(range(model.joint_count))


@MODELS
def test_both_sides_have_the_same_limbs(model: BodyModel) -> None:
    ends = {(limb.start, limb.end) for limb in model.limbs}
    other_side = mirror(model)
    assert {(other_side[start], other_side[end]) for start, end in ends} == ends


def test_coco_joints_map_to_body_25_with_a_mid_hip_and_without_feet() -> None:
    person = np.stack([np.arange(18), np.arange(18) * 2, np.full(18, 0.5)], axis=-1)
    person[COCO.limbs[0].end] = (np.nan, np.nan, 0)
    body = to_body_25(person, COCO)
    assert body[Joint.NOSE].tolist() == [0, 0, 0.5]
    assert body[Joint.LEFT_EAR].tolist() == [17, 34, 0.5]
    assert body[Joint.MID_HIP].tolist() == [9.5, 19, 0.5]
    assert np.isnan(body[Joint.RIGHT_SHOULDER, :2]).all()
    assert np.isnan(body[Joint.LEFT_BIG_TOE :, :2]).all()


def test_body_25_joints_keep_their_indices() -> None:
    people = np.random.default_rng(0).uniform(0.1, 1, (2, 25, 3)).astype(np.float32)
    assert np.array_equal(to_body_25(people, BODY_25), people)


def test_joints_of_the_other_model_are_refused() -> None:
    with pytest.raises(
        EstimatorError, match=r"expected coco keypoints of \(\.\.\., 18, 3\); found"
    ):
        to_body_25(np.zeros((25, 3)), COCO)
