import re

import numpy as np
import pytest

from spotter.movement.values.body.skeleton import BONES, Joint
from spotter.reports.evaluation.stick_figures import Frame, stick_figure


def standing() -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """(25, 2) joints on a line, one above the other, a tenth of a torso length apart."""
    return np.stack([np.zeros(25), np.arange(25) / 10], axis=1)


def lines_in(svg: str) -> int:
    return svg.count("M")


def test_a_higher_joint_is_drawn_higher_and_all_of_them_inside() -> None:
    pose = standing()
    frame = Frame.around([pose])
    places = [tuple(map(float, frame.place(joint).split())) for joint in pose]
    heights = [down for _, down in places]
    assert heights == sorted(heights, reverse=True)
    assert all(0 < across < frame.width and 0 < down < 200 for across, down in places)


def test_each_bone_is_a_line_of_the_pose_and_one_of_its_model() -> None:
    pose = standing()
    frame = Frame.around([pose])
    assert lines_in(stick_figure(frame, pose)) == len(BONES)
    assert lines_in(stick_figure(frame, pose, pose)) == 2 * len(BONES)
    assert re.findall(r'class="(\w+)"', stick_figure(frame, pose, pose)) == [
        "figure",
        "model",
        "middle",
        "right",
        "left",
    ]


def test_a_missing_joint_has_neither_bones_nor_ring() -> None:
    pose = standing()
    frame = Frame.around([pose])
    assert "ring" in stick_figure(frame, pose, marked=Joint.LEFT_WRIST)
    pose[Joint.LEFT_WRIST] = np.nan
    drawn = stick_figure(frame, pose, marked=Joint.LEFT_WRIST)
    assert lines_in(drawn) == len(BONES) - 1
    assert "ring" not in drawn
    assert "nan" not in drawn


def test_an_empty_pose_draws_nothing() -> None:
    nobody = np.full((25, 2), np.nan)
    drawn = stick_figure(Frame.around([nobody]), nobody)
    assert lines_in(drawn) == 0
    assert Frame.around([nobody]).height_tl == pytest.approx(1.5)
