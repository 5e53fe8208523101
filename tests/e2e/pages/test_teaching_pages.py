"""An exercise is taught in a real browser: real segmenter, scorer, catalog and notifier."""

from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from spotter.movement.values import PoseSeries
from spotter.runtime.clock import wall_clock_us
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan
from support.gyms.live_page import open_grid
from support.gyms.scored_gym import ScorerInTest
from support.movements.filmed import filmed
from support.movements.pose_frames import pose_frames
from support.processes.segmenter_replica import Replica, stored_reps
from support.records.remembering_gym import RememberingGym
from support.servers.browser import NO_SUCCESS

GOOD_SQUATS = filmed(Plan("squat", reps=5))[1]
THIRD_IS_SHALLOW = Plan("squat", reps=5, faults={FaultKind.SHALLOW: frozenset({3})})
NEXT_SET = filmed(THIRD_IS_SHALLOW, seed=11)[1]
SET_US = 20_000_000


class Station:
    """A station at which sets are done, which the segmenter cuts and the scorer judges."""

    def __init__(self, gym: RememberingGym) -> None:
        self._client = gym.client
        self._segmenter = Replica(gym.client, catalog=gym.catalog_address)
        self._scorer = ScorerInTest(gym.client, catalog=gym.catalog_address)
        self._next_us = wall_clock_us() - 2 * SET_US

    def do(self, poses: PoseSeries) -> None:
        """Do a set, as if it had just been done."""
        later_us = np.int64(self._next_us - int(poses.captured_us[0]))
        done = replace(poses, captured_us=poses.captured_us + later_us)
        self._segmenter.maintain("rack-1")
        self._segmenter.add(pose_frames("rack-1", {1: done}))
        self._next_us = max(int(done.captured_us[-1]) + 2_000_000, wall_clock_us() - SET_US)

    def judged(self) -> list[str]:
        """The ids of all reps so far, once they are judged."""
        self._scorer.work()
        return [rep.rep_id for rep in stored_reps(self._client)]


@pytest.fixture
def excused() -> tuple[str, ...]:
    return (NO_SUCCESS,)


def record(page: Page, station: Station) -> None:
    """Record five squats by the page, leave one out, and save them."""
    page.get_by_role("link", name="New exercise at Rack 1").click()
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    station.do(GOOD_SQUATS)
    expect(page.locator(".progress")).to_contain_text("5 reps")
    page.get_by_role("button", name="Stop").click()

    expect(page.locator(".found-rep")).to_have_count(5)
    expect(page.locator(".changes").first).to_contain_text("5 reps, judged by hips")
    page.get_by_role("button", name="Play").first.click()
    page.get_by_role("checkbox", name="Use rep 5").uncheck()
    page.get_by_label("Name of the exercise").fill("squat")
    page.get_by_label("Who did it").fill("Ida")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("form .answer")).to_have_text("squat is ready, with 4 good reps.")
    expect(page.locator("form .changes")).to_contain_text("The threshold is 0.")


def test_an_exercise_is_recorded_catches_a_faulty_rep_and_learns_what_was_fine(
    gym: RememberingGym, page: Page
) -> None:
    station = Station(gym)
    station.do(GOOD_SQUATS.between(0, 200_000))
    open_grid(page, gym.address)
    record(page, station)

    station.do(NEXT_SET)
    first, _, shallow, *_ = station.judged()
    page.goto(f"{gym.address}#rep/{first}")
    expect(page.locator("#rep .outcome")).to_have_text("Good")
    page.goto(f"{gym.address}#rep/{shallow}")
    expect(page.locator("#rep .outcome")).to_have_text("Faulty")

    page.get_by_role("button", name="That was fine").click()
    expect(page.locator(".judgement .answer")).to_have_text("Learnt: this rep of squat was fine.")
    changes = page.locator(".judgement .changes")
    expect(changes).to_contain_text("This rep and reps like it are good from now on.")
    expect(changes).to_contain_text("The threshold for anybody stays at 0.")
    assert len(gym.exercises.listed()) == 1
    assert gym.exercises.listed()[0].live.counts.good_reps == 5

    page.get_by_role("button", name="Go back").click()
    expect(page.locator(".judgement .answer")).to_have_text("squat is as it was before.")
    assert gym.exercises.listed()[0].live.counts.good_reps == 4

    page.goto(f"{gym.address}exercises")
    page.locator(".exercise-list summary").first.click()
    expect(page.locator(".versions li")).to_have_count(3)
    expect(page.locator(".versions li").first).to_contain_text("a word on a rep undone")
    page.get_by_role("button", name="Go back to this").click()
    expect(page.locator(".card > div > .answer")).to_contain_text("from now on")
    assert gym.exercises.listed()[0].live.counts.good_reps == 5
