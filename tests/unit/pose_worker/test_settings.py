"""The settings of a pose worker."""

import pytest
from pydantic import ValidationError

from spotter.pose_worker.settings import PoseWorkerSettings


def test_the_size_of_the_networks_input_is_width_and_height() -> None:
    assert PoseWorkerSettings.model_validate({"pose_input": "656x368"}).input_size_px == (656, 368)


def test_without_a_size_the_estimator_chooses() -> None:
    assert PoseWorkerSettings.model_validate({}).input_size_px is None


@pytest.mark.parametrize("size", ["656", "656x", "x368", "0x368", "656X368", "656 x 368", "-8x8"])
def test_a_size_in_another_format_is_refused(size: str) -> None:
    with pytest.raises(ValidationError, match="pose_input"):
        PoseWorkerSettings.model_validate({"pose_input": size})


def test_a_batch_cannot_wait_for_a_negative_time() -> None:
    with pytest.raises(ValidationError, match="pose_batch_wait_s"):
        PoseWorkerSettings.model_validate({"pose_batch_wait_s": -0.01})


@pytest.mark.parametrize("trembles", [True, False])
def test_keypoints_are_smoothed_if_the_estimators_jitter_unless_a_setting_overrides(
    *, trembles: bool
) -> None:
    smoothed = {
        choice: PoseWorkerSettings.model_validate({"pose_smoothing": choice}).smooths(
            is_jittery=trembles
        )
        for choice in ("auto", "on", "off")
    }
    assert smoothed == {"auto": trembles, "on": True, "off": False}
