"""Body sizes in recordings of real people, if those are available."""

import json
from collections.abc import Iterator

import numpy as np
import pytest

from spotter.movement.geometry.body.body_size import body_size_px, size_by_limb_px
from spotter.movement.values.body.poses import Keypoints, from_coco_18
from support.real_data import Clip, real_data, ui_prmd

FEET_FIRST_CLIPS = ("push-up_13", "push-up_17", "push-up_25", "push-up_43")
SIDE_CLIPS = ("push-up_1", "push-up_4", "push-up_6", "push-up_21", "push-up_47")


def gym_clips() -> Iterator[tuple[str, Keypoints]]:
    clips = json.loads(real_data("gym-clips/index.json").read_text())
    data = np.load(real_data("gym-clips/keypoints_coco18.npz"))
    parts = np.split(data["kp"], np.cumsum(data["length"])[:-1])
    return ((clip["clip"], from_coco_18(part)) for clip, part in zip(clips, parts, strict=True))


def test_a_torso_that_points_at_the_camera_in_real_push_ups_counts_for_its_full_length() -> None:
    for name, keypoints in gym_clips():
        torso_px = float(np.nanquantile(size_by_limb_px(keypoints)[:, 0], 0.75))
        if name in FEET_FIRST_CLIPS:
            assert body_size_px(keypoints) > 1.5 * torso_px
        if name in SIDE_CLIPS:
            assert body_size_px(keypoints) == pytest.approx(torso_px, rel=0.1)


def test_each_second_of_a_real_push_up_gives_the_same_size() -> None:
    for name, keypoints in gym_clips():
        if name in (*FEET_FIRST_CLIPS, *SIDE_CLIPS):
            seconds = np.array_split(keypoints, len(keypoints) // 30)
            sizes_px = [body_size_px(one) for one in seconds]
            assert max(sizes_px) < 1.4 * min(sizes_px), name


def seen_from_ahead(clip: Clip) -> float:
    """The person's apparent size, relative to the torso at the camera's distance."""
    torso_mm = np.linalg.norm(
        clip.joints_mm[:, 1] - (clip.joints_mm[:, 8] + clip.joints_mm[:, 11]) / 2, axis=-1
    )
    seen_px = body_size_px(clip.keypoints(np.random.default_rng(0)))
    return seen_px / (float(np.nanmedian(torso_mm)) * 1000 / 3500)


def test_real_people_from_ahead_are_as_large_as_their_torsos() -> None:
    ratios = np.array([seen_from_ahead(clip) for clip in list(ui_prmd())[::12]])
    assert np.median(ratios) == pytest.approx(1, abs=0.03)
    assert np.quantile(ratios, 0.05) > 0.9
    assert np.quantile(ratios, 0.95) < 1.12
