"""The figures of ``spotter evaluate held``: limits are of other clips, truth is the takes' own."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.equipment.hands.held_limits import USUAL_LIMITS
from spotter.estimators.equipment.held_look import HeldLook
from spotter.estimators.equipment.protocol import Seen
from spotter.evaluation.held.figures import HeldFigures, Row
from spotter.evaluation.held.looks import Looks, looks_at
from spotter.evaluation.held.rendered import RenderedTake, sets, take_looks, takes
from spotter.evaluation.held.tables import held_json
from spotter.movement.values import Hands
from spotter.simulation.tools.tool import Tool


def clip(name: str, scores: Sequence[float], *, is_held: bool) -> Looks:
    count = len(scores)
    truth = np.full(count, is_held)
    return Looks(name, name, truth, np.array(scores, np.float64), np.full(count, 0.02))


CURL = clip("curl", [0.7, 0.8, 0.9, 0.2], is_held=True)
SQUAT = clip("squat", [0.5, 0.6], is_held=True)
JACKS = clip("jacks", [0.01, 0.02], is_held=False)
PUSH_UPS = clip("push-ups", [0.1, 0.3, np.nan, 0.1], is_held=False)


def rows(*clips: Looks, takes: Sequence[Looks] = (), ratio: float = 0.05) -> dict[str, Row]:
    return {row.name: row for row in HeldFigures(clips, takes, (), ratio).rows}


def test_a_clip_is_judged_by_limits_that_were_fitted_on_the_others() -> None:
    found = rows(CURL, SQUAT, JACKS, PUSH_UPS)
    curl, push_ups = found["curl"].limits, found["push-ups"].limits
    assert curl
    assert push_ups
    assert (curl.empty_to, curl.held_from) == (0.3, 0.5)  # push-ups' and the squat's
    assert (push_ups.empty_to, push_ups.held_from) == (0.02, 0.2)  # jacks' and the curl's
    assert found["curl"].said[Hands.EMPTY] == pytest.approx(1 / 4)
    assert found["push-ups"].said[Hands.HELD] == pytest.approx(1 / 3)
    assert found["push-ups"].said[Hands.UNKNOWN] == pytest.approx(2 / 3)
    assert (found["push-ups"].looks, found["push-ups"].hands_seen) == (4, 3)


def test_auc_is_against_all_looks_of_the_other_truth() -> None:
    found = rows(CURL, SQUAT, JACKS, PUSH_UPS)
    assert found["curl"].auc == pytest.approx(1 - 1 / 20)  # .2 is below .3
    assert found["squat"].auc == 1
    assert found["jacks"].auc == 1
    assert found["push-ups"].auc == pytest.approx(1 - 1 / 18)


def test_the_only_clip_of_a_kind_has_no_limits_without_itself() -> None:
    found = rows(CURL, JACKS, PUSH_UPS)
    assert found["curl"].limits is None
    assert np.isnan(found["curl"].said[Hands.HELD])


def test_rendered_takes_are_put_together_by_tool_and_judged_by_all_clips() -> None:
    first, second = (clip("barbell", [score], is_held=True) for score in (0.9, 0.1))
    empty = clip("empty hands", [0.05], is_held=False)
    clips = (CURL, JACKS)
    found = rows(*clips, takes=[first, second, empty])
    assert found["barbell"].looks == 2
    assert found["barbell"].limits == HeldFigures(clips, (), (), 0.05).limits
    assert found["barbell"].said[Hands.HELD] == 0.5


def test_without_clips_the_usual_limits_hold() -> None:
    figures = HeldFigures((), [clip("barbell", [0.9], is_held=True)], (), 0.05)
    assert figures.limits == USUAL_LIMITS


def test_in_sets_the_truth_changes_and_what_is_known_follows_three_looks_later() -> None:
    truth = np.array([False] * 4 + [True] * 4)
    scores = np.where(truth, 0.9, 0.01)
    one = Looks("set", "barbell", truth, scores, np.full(8, 0.02))
    figures = HeldFigures((CURL, JACKS), (), [one], 0.05)
    empty, held = figures.known_in_sets[Hands.EMPTY], figures.known_in_sets[Hands.HELD]
    assert (empty[Hands.UNKNOWN], empty[Hands.EMPTY]) == (0.5, 0.5)
    assert (held[Hands.EMPTY], held[Hands.HELD]) == (0.5, 0.5)
    told = held_json(figures, {})
    assert told["sets"]["held"] == {"held": 0.5, "empty": 0.5, "unknown": 0.0}
    assert told["seconds_per_look"] == pytest.approx(0.02)


class DarkSeer:
    """Takes everything dark for a barbell: a renderer's plates are."""

    name, device, classes = "dark", "none", ("barbell",)

    def detect(self, bgr: NDArray[np.uint8]) -> tuple[Seen, ...]:
        return (Seen("barbell", float((bgr.max(axis=-1) < 60).mean())),)


def test_a_rendered_take_shows_its_tool_in_the_hands_and_none_without() -> None:
    look = HeldLook(DarkSeer())
    scores = {}
    for tool in (None, Tool.BARBELL):
        take = RenderedTake("squat", tool, 80.0, 1)
        looks = take_looks(take, 0, look, lambda: 0.0)
        assert looks.is_held.all() == (tool is not None)
        assert looks.is_held.any() == (tool is not None)
        scores[tool] = np.nanmedian(looks.scores)
    assert scores[Tool.BARBELL] > scores[None] + 0.1


def test_a_rendered_set_begins_and_ends_with_empty_hands() -> None:
    (take,) = [one for one in sets() if one.name == "squat, barbell, 35 deg, athlete 1"]
    looks = take_looks(take, 0, HeldLook(DarkSeer()), lambda: 0.0)
    assert not looks.is_held[[0, -1]].any()
    assert looks.is_held.any()


def test_takes_have_every_tool_and_empty_hands_in_the_same_movements() -> None:
    movements = [
        {(one.exercise, one.yaw_deg, one.athlete) for one in takes() if one.tool is tool}
        for tool in (None, *Tool)
    ]
    assert all(one == movements[0] and len(one) == 18 for one in movements)


def test_looks_without_pictures_are_none() -> None:
    looks = looks_at("nothing", "nothing", iter(()), HeldLook(DarkSeer()), lambda: 0.0)
    assert len(looks.scores) == 0
