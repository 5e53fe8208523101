"""An exercise is calibrated in a real browser: real scorer, catalog and notifier."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
import redis
from playwright.sync_api import Page, expect

from spotter.movement.values import Exercise, Outcome, Rep
from spotter.rep_segmenter.storage.rep_store import RepStore
from spotter.runtime.clock import wall_clock_us
from spotter.wire.names import VERDICT_FIELD, VERDICTS
from spotter.wire.references import exercise_bytes
from spotter.wire.snapshots import StationSnapshot
from spotter.wire.stations import Status
from spotter.wire.verdicts import verdict_from_bytes
from support.gyms.scored_gym import Entry, make_rep
from support.gyms.staged_gym import StagedGym
from support.movements.stick_squats import squat_reference
from support.processes.service_process import warm_service
from support.records.ledger_in_test import in_session
from support.records.remembering_gym import RememberingGym, remembering_gym
from support.records.replayed_gym import HALF_PX, USUAL_VISIT
from support.records.written_verdicts import wait_for_ledger
from support.servers.browser import NO_SUCCESS
from support.servers.redis_server import redis_server
from support.waiting import until

HOUR_US = 3_600_000_000


@dataclass(frozen=True, slots=True)
class TrainingGym:
    """A gym with a scorer, in which a member trains."""

    gym: RememberingGym
    session_id: str

    def train(self, track_id: int, hours_ago: int, *depths_px: float) -> list[Rep]:
        """Reps of the member, judged live and in the ledger."""
        digest = self.gym.exercises.listed()[0].digest
        done = [
            make_rep(digest, track_id=track_id, rep_number=number, depth_px=depth_px)
            for number, depth_px in enumerate(depths_px, start=1)
        ]
        shift_us = wall_clock_us() - hours_ago * HOUR_US - int(done[-1].poses.captured_us[-1])
        reps = [in_session(_later(rep, shift_us), self.session_id) for rep in done]
        store, client = RepStore(self.gym.client, expiry_s=3600), self.gym.client
        known = client.xlen(VERDICTS)
        store.save("rack-1", StationSnapshot(0), reps)
        until(lambda: client.xlen(VERDICTS) == known + len(reps), what="the verdicts")
        wait_for_ledger(client)
        return reps

    def outcome(self, rep: Rep) -> Outcome:
        """What was said of a rep."""
        entries = cast("list[Entry]", self.gym.client.xrange(VERDICTS))
        judged = (verdict_from_bytes(fields[VERDICT_FIELD]) for _, fields in entries)
        return next(one.verdict.outcome for one in judged if one.rep_id == rep.rep_id)


def _later(rep: Rep, shift_us: int) -> Rep:
    poses = replace(rep.poses, captured_us=rep.poses.captured_us + np.int64(shift_us))
    return replace(rep, poses=poses, set_started_us=rep.set_started_us + shift_us)


@pytest.fixture
def training(tmp_path: Path) -> Iterator[TrainingGym]:
    with redis_server() as url, redis.Redis.from_url(url) as client:
        StagedGym(client).add_station("rack-1", "Rack 1", status=Status.LIVE)
        database_url = f"sqlite:///{tmp_path}/catalog.sqlite3"
        with (
            remembering_gym(url, database_url, silent_after_s=3600) as gym,
            warm_service(
                "scorer", redis_url=url, catalog_address=gym.catalog_address, status_port=0
            ) as scorer,
        ):
            gym.exercises.store(exercise_bytes(Exercise((squat_reference(),))), "recorded")
            scorer.line("ready")
            session, _ = gym.sessions.begin("rack-1", gym.add_member("Anna"))
            yield TrainingGym(gym, session.session_id)


@pytest.fixture
def excused() -> tuple[str, ...]:
    return (NO_SUCCESS,)


def choose(page: Page, percent: str) -> None:
    """Move the slider to a rate."""
    slider = page.get_by_label("Good reps that may be called faulty")
    slider.press("Home")
    for _ in range(40):
        if page.locator(".rate").inner_text() == percent:
            return
        slider.press("ArrowRight")
    pytest.fail(f"there is no rate of {percent}")


def open_exercise(page: Page, training: TrainingGym) -> None:
    page.goto(f"{training.gym.address}exercises")
    page.locator(".exercise-list summary").first.click()


def see_the_distribution(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("When a rep of squat is faulty")
    expect(page.locator(".calibration-plot .scatterlayer .trace")).to_have_count(1)
    expect(page.locator(".calibration-plot .barlayer .trace")).to_have_count(2)
    expect(page.locator(".rate")).to_have_text("5 %")
    expect(page.get_by_role("button", name="Try it")).to_be_disabled()
    expect(page.locator("main")).to_contain_text("so few can promise no rate")


def choose_both_ways(page: Page) -> None:
    """A rate gives its threshold, and a threshold its rate."""
    threshold = page.get_by_label("Threshold", exact=True)
    choose(page, "45 %")
    expect(threshold).not_to_have_value("0.74")
    threshold.fill("0.74")
    threshold.press("Enter")
    expect(page.locator(".rate")).to_have_text("5 %")
    choose(page, "45 %")


def test_a_rate_is_chosen_tried_on_last_weeks_reps_made_live_and_gone_back_from(
    training: TrainingGym, page: Page
) -> None:
    training.train(1, 48, *USUAL_VISIT)
    (before,) = training.gym.exercises.listed()
    open_exercise(page, training)
    page.get_by_role("link", name="Calibrate").click()
    see_the_distribution(page)
    choose_both_ways(page)

    page.get_by_role("button", name="Try it").click()
    trial = page.get_by_role("region", name="Trial")
    expect(trial).to_contain_text("would get another verdict")
    expect(trial).to_contain_text("from good to faulty. They are of 1 member.")
    trial.get_by_role("link").first.click()
    expect(page.locator("#rep .outcome")).to_have_text("Good")
    page.locator("#rep").get_by_role("button", name="Close").click()
    expect(page).not_to_have_url(re.compile("#"))
    assert training.gym.exercises.listed() == [before]

    page.reload()
    expect(trial).to_contain_text("would get another verdict")
    page.get_by_label("Why").fill("half a squat is none")
    page.get_by_role("button", name="Make it live").click()
    expect(trial).to_contain_text("squat is judged by it from now on.")
    expect(page.locator(".rate")).to_have_text("45 %")
    (live,) = training.gym.exercises.listed()
    assert live.live.reason == "false alarms: at most 45%, instead of 5%; half a squat is none"
    assert live.live.author == "local"
    half, *_ = training.train(2, 1, HALF_PX)
    assert training.outcome(half) is Outcome.FAULTY

    try_an_earlier_version(page, training)
    assert training.gym.exercises.listed() == [live]

    open_exercise(page, training)
    page.get_by_role("button", name="Go back to this").click()
    expect(page.locator(".card .answer", has_text="from now on")).to_be_visible()
    again, *_ = training.train(3, 1, HALF_PX)
    assert training.outcome(again) is Outcome.GOOD


def try_an_earlier_version(page: Page, training: TrainingGym) -> None:
    open_exercise(page, training)
    page.get_by_role("link", name="Try it first").click()
    expect(page.locator("main")).to_contain_text("To try: back to version")
    page.get_by_role("button", name="Try it").click()
    trial = page.get_by_role("region", name="Trial")
    expect(trial).to_contain_text("from faulty to good")
    page.get_by_role("button", name="Dismiss").click()
    expect(trial).to_contain_text("Dismissed: nothing was changed.")
