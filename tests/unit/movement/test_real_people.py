"""Recordings of real people, if they are available."""

import itertools
import json
from functools import cache

import numpy as np
import pytest

from spotter.movement.scoring import make_scorer
from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.values.body.poses import PoseSeries, from_coco_18, from_openpose
from spotter.movement.values.body.skeleton import COCO_18, Joint
from spotter.movement.values.judged.verdict import Outcome
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from support.real_data import Clip, real_data, series, ui_prmd

MOVEMENTS = range(1, 11)
OWN_REPS = 3
SHOULDER_ROTATION = 9
"""Too different from person to person for another person's reference."""


@cache
def clips() -> tuple[Clip, ...]:
    return tuple(ui_prmd())


def person(movement: int, subject: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """The keypoints of a person's correct and incorrect reps."""
    rng = np.random.default_rng(100 * subject + movement)
    taken = [clip for clip in clips() if (clip.movement, clip.subject) == (movement, subject)]
    seen = [(clip.is_correct, clip.keypoints(rng)) for clip in taken]
    return [one for ok, one in seen if ok], [one for ok, one in seen if not ok]


def auc(good: list[float], bad: list[float]) -> float:
    """How often a bad rep scores worse than a good one; ties count half."""
    pairs = itertools.product(good, bad)
    return float(np.mean([(one < other) + 0.5 * (one == other) for one, other in pairs]))


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_ten_joined_episodes_of_a_person_are_ten_reps(movement: int) -> None:
    good, _ = person(movement, subject=2)
    reference = Reference("recorded", tuple(series(rep) for rep in good[:OWN_REPS]))
    joined = series(np.concatenate(good))
    assert len(good) == 10
    assert len(cut_reps(learn_template(reference), joined)) == 10


@pytest.mark.parametrize("movement", [m for m in MOVEMENTS if m != SHOULDER_ROTATION])
def test_ten_joined_episodes_are_ten_reps_with_another_person_as_the_reference(
    movement: int,
) -> None:
    other, _ = person(movement, subject=1)
    reference = Reference("recorded", tuple(series(rep) for rep in other[:OWN_REPS]))
    good, _ = person(movement, subject=4)
    assert len(cut_reps(learn_template(reference), series(np.concatenate(good)))) == 10


def test_three_own_reps_tell_bad_ones_from_good_ones() -> None:
    found = []
    for movement in MOVEMENTS:
        good, bad = person(movement, subject=1)
        reference = Reference("recorded", tuple(series(rep) for rep in good[:OWN_REPS]))
        scorer = make_scorer("spotter", Exercise((reference,)))
        good_scores, bad_scores = (
            [scorer.score(series(rep)).score for rep in reps] for reps in (good[OWN_REPS:], bad)
        )
        found.append(auc(good_scores, bad_scores))
    assert np.mean(found) >= 0.95


@pytest.mark.parametrize("name", ["bicep", "frontraise"])
def test_recorded_openpose_keypoints_are_read_and_a_rep_is_itself(name: str) -> None:
    data = dict(np.load(real_data(f"pose-trainer/{name}.npz")))
    coco = np.split(data["kp"], np.cumsum(data["length"])[:-1])[int(np.argmax(data["good"]))]
    body = from_coco_18(coco)
    places = [int(joint) for joint in COCO_18]
    missing = coco[..., 2] == 0
    assert np.array_equal(np.isnan(body[:, places, 0]), missing)
    assert np.array_equal(body[:, places][~missing], coco[~missing])
    exercise = Exercise((Reference(name, (series(body),)),))
    verdict = make_scorer("spotter", exercise).score(series(body))
    assert verdict.outcome is Outcome.GOOD or verdict.reason
    assert np.isnan(verdict.score) or verdict.score == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("folder", ["bicep_good_1", "bicep_bad_7"])
def test_a_folder_of_openpose_json_of_the_older_format_is_readable(folder: str) -> None:
    files = sorted(real_data(f"openpose-json-coco18-v1.1/{folder}").glob("*.json"))
    people = [json.loads(file.read_text())["people"] for file in files]
    keypoints = [
        from_coco_18(np.reshape(frame[0]["pose_keypoints"], (18, 3))) for frame in people if frame
    ]
    poses = series(np.stack(keypoints))
    assert len(poses) > 20
    assert np.isfinite(poses.keypoints[:, Joint.NECK, :2]).mean() > 0.9


def test_a_folder_of_openpose_json_of_the_newer_format_is_readable() -> None:
    folder = real_data("openpose-json-body25-v1.3/cam1_json")
    people = [json.loads(file.read_text())["people"] for file in sorted(folder.glob("*.json"))[:50]]
    flat = [person["pose_keypoints_2d"] for frame in people for person in frame]
    body = from_openpose(np.reshape(flat, (-1, 25, 3)))
    assert len(body) >= 50
    assert np.isfinite(body[:, Joint.MID_HIP, :2]).mean() > 0.8
    assert np.array_equal(np.isnan(body[..., 0]), body[..., 2] == 0)


def test_named_joints_of_rehabilitation_exercises_map_into_the_skeleton() -> None:
    names = [
        joint.label.title()
        if joint in (Joint.NOSE, Joint.NECK)
        else f"{joint.name[0].lower()}{joint.label.split()[-1].title()}"
        for joint in COCO_18
    ]
    for file in sorted(real_data("keraal").glob("*.json")):
        frames = json.loads(file.read_text())["positions"].values()
        coco = np.array(
            [
                [(*frame.get(name, (0, 0)), float(name in frame)) for name in names]
                for frame in frames
            ]
        )
        poses = PoseSeries(np.arange(len(coco)) * 33_333, from_coco_18(coco))
        assert np.isfinite(poses.keypoints[:, Joint.NECK, :2]).mean() > 0.9
        above = poses.keypoints[:, Joint.MID_HIP, 1] - poses.keypoints[:, Joint.NOSE, 1]
        assert np.nanmedian(above) > 0
