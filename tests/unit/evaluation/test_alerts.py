import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from spotter.alerting.events import RepJudged
from spotter.alerting.rules import MINUTE_US, SECOND_US, Rules
from spotter.alerting.values import Whose
from spotter.cli.app import make_app
from spotter.evaluation.alerts.figures import figures_of
from spotter.evaluation.alerts.group_plan import Episode, group_of
from spotter.evaluation.alerts.performing import JudgedRep
from spotter.evaluation.alerts.truth import WEIGHTS, Truth
from spotter.evaluation.alerts.watching import Watched, watched_by_rules, watched_every_bad_rep
from spotter.evaluation.alerts.way import missing_ratio, ways_px
from spotter.evaluation.athletes.stage import Station, camera_at
from spotter.movement.values import Direction, Fault, FaultCode, Joint, Outcome
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import Plan, perform

KNEES = Fault(Joint.LEFT_KNEE, 0.5, Direction.INWARD, 0.3, 10, code=FaultCode.KNEES_IN)
ALL_THE_TIME = (Episode(FaultKind.KNEES_IN, 0, 3600, (1.0, 1.0)),)


def run(*words: object) -> Result:
    arguments = ["evaluate", "alerts", "--jobs", "1", *map(str, words)]
    return CliRunner().invoke(make_app(arguments), arguments)


@cache
def told() -> dict[str, Any]:
    result = run("--people", 12, "--minutes", 6, "--json")
    assert result.exit_code == 0, result.output
    said: dict[str, Any] = json.loads(result.stdout, parse_constant=pytest.fail)
    return said


def truth(station_id: str, letters: str, every_s: int = 6) -> Truth:
    """A member who does a rep every 6 s: ``x`` with knees in, and judged so; ``.`` a good one."""
    whose = Whose(station_id, f"session {station_id}", f"session {station_id}", station_id, "all")
    reps = []
    for place, letter in enumerate(letters, start=1):
        is_faulty = letter == "x"
        judged = RepJudged(
            f"{station_id}-{place}",
            whose,
            "squat",
            1,
            Outcome.FAULTY if is_faulty else Outcome.GOOD,
            1.5 if is_faulty else 0.4,
            (KNEES,) if is_faulty else (),
        )
        fault = FaultKind.KNEES_IN if is_faulty else None
        reps.append(JudgedRep(place * every_s * SECOND_US, fault, judged))
    return Truth(station_id, tuple(reps), ALL_THE_TIME if "x" in letters else ())


def in_order(*truths: Truth) -> list[JudgedRep]:
    return sorted((rep for one in truths for rep in one.reps), key=lambda rep: rep.at_us)


def test_at_any_time_five_members_have_a_standing_fault() -> None:
    members = group_of(40, 60, seed=1)
    for minute in range(60):
        standing = [
            one.number
            for one in members
            for episode in one.episodes
            if episode.kind is not FaultKind.SHALLOW and episode.share(minute * 60) >= 0.8
        ]
        assert len(standing) == len(set(standing)) == 5
    assert members == group_of(40, 60, seed=1)
    assert members != group_of(40, 60, seed=2)


@pytest.mark.parametrize("words", [("--people", 11), ("--minutes", 4)])
def test_a_class_that_is_too_small_is_refused_in_words(words: tuple[str, int]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "expected 12 or more people and 5 or more minutes" in result.output


def test_a_short_class_is_judged_and_its_trainer_shown_less_but_the_right_members() -> None:
    said = told()
    by_rules, every = said["rows"]
    assert said["faulty_reps"] > 50
    assert said["called_faulty"] == pytest.approx(said["faulty_reps"], rel=0.2)
    assert len(by_rules["of_five_by_minute"]) == 6
    assert by_rules["of_five"] > every["of_five"]
    assert by_rules["alerts"] < 10 < every["alerts"] == said["called_faulty"]
    assert by_rules["most_in_ten_minutes"] <= 4


def test_the_page_and_the_table_say_the_same(tmp_path: Path) -> None:
    page = tmp_path / "alerts.html"
    result = run("--people", 12, "--minutes", 5, "--page", page)
    assert result.exit_code == 0, result.output
    assert "Followed by two faulty reps in five" in result.output
    assert "Who needs me now?" in page.read_text()


def test_a_need_is_in_the_latest_five_reps_and_what_follows_in_the_next_five() -> None:
    one = truth("one", "xx...x.x..x")
    assert one.need(5 * 6 * SECOND_US) == pytest.approx(0.4)
    assert one.need(0) == 0
    assert one.is_followed(5 * 6 * SECOND_US) is True
    assert one.is_followed(6 * 6 * SECOND_US) is True
    assert one.is_followed(7 * 6 * SECOND_US) is None


def test_figures_of_what_was_shown_are_those_counted_by_hand() -> None:
    first, second = truth("first", "x" * 30), truth("second", "." * 20 + "x" * 10)
    watched = Watched(
        firsts={MINUTE_US: ("second",), 2 * MINUTE_US: ("first",)},
        shown=[("first", 30 * SECOND_US), ("second", 60 * SECOND_US)],
    )
    watched.looks["first"] = [66 * SECOND_US]
    figures = figures_of("by hand", watched, [first, second], 3, Rules())
    assert figures.found_by_minute == (0, 1)
    assert (figures.first_five_ratio, figures.of_five_ratio) == (0.5, 0.5)
    assert (figures.alerts, figures.followed_ratio) == (2, 0.5)
    assert figures.standing == 2
    assert figures.longest_wait_s == 60  # the first, from 6 to 66 s; the second, from 126 to 180 s
    assert figures.longest_free_wait_s == 54  # two were shown from 60 s on
    assert figures.shown_each_ten_minutes == pytest.approx(20 / 3)
    assert figures.most_in_ten_minutes == 2


def test_who_is_left_out_by_less_than_a_rep_is_told_from_who_is_left_out_by_more() -> None:
    five = [truth(f"five {number}", "x" * 5) for number in range(4)]
    shallow = replace(
        truth("shallow", "x" * 5),
        reps=tuple(
            replace(one, fault=FaultKind.SHALLOW, missing_ratio=0.3125)
            for one in truth("", "xxxxx").reps
        ),
    )
    others = truth("knees", "..xxx"), truth("knees later", "..x.x"), truth("good", ".....")
    first = tuple(one.station_id for one in five)
    watched = Watched(
        firsts={
            (1 + minute) * MINUTE_US: (*first, fifth)
            for minute, fifth in enumerate(("knees", "shallow", "knees later", "good"))
        }
    )
    figures = figures_of("by hand", watched, [*five, shallow, *others], 4, Rules())
    shares = figures.first_five_ratio, figures.as_good_ratio, figures.nearly_ratio
    assert shares == (0.25, 0.25, 0.75)  # 0.6 before 0.5, before 0.4, before 0


@pytest.mark.parametrize(
    ("exercise", "shallow", "half"), [("squat", 0.53, 0.73), ("lunge", 0.28, 0.57)]
)
def test_a_rep_lacks_what_was_not_performed_of_its_way(
    exercise: str, shallow: float, half: float
) -> None:
    faults = {
        FaultKind.SHALLOW: frozenset({3}),
        FaultKind.HALF_REP: frozenset({4}),
        FaultKind.KNEES_IN: frozenset({5}),
    }
    plan = Plan(exercise, reps=5, faults=faults)
    performance = perform(plan, np.random.default_rng(0))
    poses = performance.poses(camera_at(Station(exercise, View.FRONT), plan))
    ways = ways_px(poses, performance.reps)
    usual_px = np.median(ways[:2], axis=0)
    missing = [missing_ratio(one, usual_px) for one in ways[2:]]
    assert missing == pytest.approx([shallow, half, 0], abs=0.04)


def test_a_rep_cut_short_weighs_what_it_lacks_up_to_half_of_its_way() -> None:
    (rep,) = truth("one", "x").reps
    half = replace(rep, fault=FaultKind.HALF_REP, missing_ratio=0.5)
    for kind, missing, weight in ((FaultKind.SHALLOW, 0.25, 0.4), (FaultKind.HALF_REP, 0.7, 0.8)):
        one = Truth("one", (replace(half, fault=kind, missing_ratio=missing),))
        assert one.need(rep.at_us) == pytest.approx(weight / 5)
        assert one.need_by_kind(rep.at_us) == pytest.approx(WEIGHTS[kind] / 5)


def test_by_the_rules_a_trainer_is_shown_who_has_a_fault_and_looks_within_half_a_minute() -> None:
    truths = truth("good", "." * 40), truth("bad", "x" * 40), truth("slips", "...x......" * 4)
    watched = watched_by_rules(in_order(*truths), 4, Rules())
    assert watched.shown == [("bad", 18 * SECOND_US)]
    assert watched.looks["bad"] == [30 * SECOND_US] * 2
    assert watched.firsts[4 * MINUTE_US][0] == "bad"


def test_a_feed_shows_every_bad_rep_the_latest_first() -> None:
    truths = truth("bad", "x" * 10), truth("later", ".........x", 7)
    watched = watched_every_bad_rep(in_order(*truths), 2)
    assert len(watched.shown) == 11
    assert watched.firsts[2 * MINUTE_US] == ("later", "bad")
