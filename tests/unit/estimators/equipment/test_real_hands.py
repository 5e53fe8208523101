"""The published network on real people: somebody curls a dumbbell, somebody jumps without one."""

import numpy as np
import pytest

from spotter.estimators.equipment.efficientnet.models import IMPORT_COMMAND, NAME, network_path
from spotter.estimators.equipment.held_look import HeldLook
from spotter.estimators.equipment.registry import make_detector
from spotter.recordings.estimator_loading import model_cache
from spotter.recordings.posed_video import PosedVideo
from support.checkin.real_faces import brought
from support.real_data import real_data


@pytest.fixture(scope="module")
def look() -> HeldLook:
    brought(network_path(model_cache()), IMPORT_COMMAND)
    return HeldLook(make_detector(NAME, model_cache()))


def median_score(look: HeldLook, clip: str) -> float:
    video = PosedVideo(real_data(clip), "blazepose-full")
    scores = [
        look.look(frame.bgr, frame.keypoints[0])
        for number, frame in enumerate(video)
        if number % 6 == 0 and frame.people
    ]
    return float(np.nanmedian(scores))


def test_a_dumbbell_that_is_curled_is_seen_in_the_hands_and_none_in_those_that_jump(
    look: HeldLook,
) -> None:
    assert median_score(look, "video-equipment/dumbbell-curl.mp4") > 0.4
    assert median_score(look, "video-jumping-jack/pajacyk.mp4") < 0.05
