"""Equipment on rendered athletes: what is in sight is followed, what is not is said to be not."""

import numpy as np
import pytest

from spotter.evaluation.equipment.rendered.filming import Cast, filmed, tools_named
from spotter.evaluation.equipment.rendered.rendered import EndTrial, measure_rendered
from spotter.evaluation.equipment.rendered.tables import rendered_json
from spotter.evaluation.errors import EvaluationError
from spotter.simulation.filming.light import Light
from spotter.simulation.tools.tool import Tool


@pytest.fixture(scope="module")
def kettlebell() -> EndTrial:
    (trial,) = measure_rendered([Tool.KETTLEBELL], [35.0], seed=0, processes=1)
    return trial


def test_a_kettlebell_is_followed_in_another_athletes_hands_and_other_light(
    kettlebell: EndTrial,
) -> None:
    assert (kettlebell.end, kettlebell.view, kettlebell.reason) == ("kettlebell", "35 deg", None)
    assert kettlebell.seen_ratio > 0.8
    assert kettlebell.median_error_radii < 0.25
    assert kettlebell.wrong_ratio < 0.05
    assert kettlebell.speed_ratio == pytest.approx(1, abs=0.1)


def test_a_look_tells_it_from_empty_hands(kettlebell: EndTrial) -> None:
    assert kettlebell.auc > 0.95
    assert kettlebell.clear_ratio < 0.1


def test_what_is_hidden_or_not_held_has_no_place() -> None:
    band = filmed(Tool.BAND, 35.0, Cast(0, Light.BRIGHT, 0))
    assert not band.places["band_left"], "the hand is closed round it"
    empty = filmed(Tool.DUMBBELLS, 35.0, Cast(0, Light.BRIGHT, 0, is_empty=True))
    assert empty.places == {"dumbbell_left": {}, "dumbbell_right": {}}
    assert len(empty.pictures) == len(empty.times_us) == len(empty.keypoints)


def test_what_could_not_be_taught_is_told_with_its_reason_and_no_figures() -> None:
    trial = EndTrial("band", "0 deg", "band_left", reason="in sight in 0")
    (told,) = rendered_json([trial], {"seed": 1})["ends"]
    assert told["not_taught"] == "in sight in 0"
    assert (told["seen"], told["held"]["auc"], told["median_error_radii"]) == (None, None, None)
    assert np.isnan(trial.median_error_radii)


def test_unknown_tools_are_refused_and_none_means_all() -> None:
    assert tools_named([]) == list(Tool)
    assert tools_named(["band", "band"]) == [Tool.BAND]
    with pytest.raises(EvaluationError, match="found rope"):
        tools_named(["band", "rope"])
