"""How counts are judged; numbers are milliseconds, or seconds for making frames."""

from dataclasses import replace

import numpy as np
import pytest

from spotter.evaluation.count import counting
from spotter.evaluation.count.counting import evaluate_counts
from spotter.evaluation.count.gym_clips import Clip, read_clips
from spotter.evaluation.count.rests import Matching, Rest, match_marks, rests_of
from spotter.movement.segmentation import RepAbandoned, RepEnded, RepEvent, RepStarted, WhyAbandoned
from spotter.movement.values.body.poses import PoseSeries
from spotter.simulation.motion.faults import View
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed
from support.real_data import real_data

RATE_HZ = 15.0


def rep(started_ms: int, ended_ms: int) -> RepEnded:
    return RepEnded(1, 1, started_ms * 1000, ended_ms * 1000, started_ms * 1000)


def rest(from_ms: int, until_ms: int) -> Rest:
    return Rest(from_ms * 1000, until_ms * 1000)


def matching(marks_ms: list[int], *rests: Rest, seconds: float = 10.0) -> Matching:
    return match_marks([1000 * mark for mark in marks_ms], rests, round(seconds * 1e6))


def clip(name: str, exercise: str = "squat", reps: int = 4, *, verified: bool = False) -> Clip:
    """A filmed set, marked at the start of each rep and the end of the last."""
    seed = sum(name.encode())
    performance, poses = filmed(Plan(exercise, reps=reps, rate_hz=RATE_HZ), View.FRONT, seed=seed)
    marks_s = [one.start_s for one in performance.reps] + [performance.reps[-1].end_s]
    marks = tuple(round(mark_s * RATE_HZ) for mark_s in marks_s)
    return Clip(name, exercise, poses, RATE_HZ, marks, reps if verified else None)


def idle(name: str, seconds: float) -> Clip:
    still = filmed(Plan("squat", reps=1))[1].keypoints[:1]
    frames = round(seconds * RATE_HZ)
    noise = np.random.default_rng(1).normal(0, 1.5, (frames, 25, 2))
    keypoints = np.repeat(still, frames, axis=0)
    keypoints[..., :2] += noise
    times_us = np.arange(frames, dtype=np.int64) * round(1e6 / RATE_HZ)
    return Clip(name, "", PoseSeries(times_us, keypoints), RATE_HZ, (), None)


def test_a_rest_lasts_from_the_end_of_one_rep_until_the_start_of_the_next() -> None:
    events: list[RepEvent] = [RepStarted(1, 1, 0), rep(500, 2000), rep(2600, 4000)]
    assert rests_of(events) == [rest(500, 500), rest(2000, 2600), rest(4000, 4000)]
    assert rest(2000, 2600).middle_us == 2_300_000


def test_rests_of_cut_off_reps_are_found_and_rests_of_fidgets_are_not() -> None:
    events: list[RepEvent] = [
        RepAbandoned(1, 1, 0, WhyAbandoned.START_UNSEEN, 900_000),
        rep(1000, 3000),
        RepAbandoned(1, 2, 4_000_000, WhyAbandoned.FIDGET),
        RepAbandoned(1, 2, 5_000_000, WhyAbandoned.END_UNSEEN),
    ]
    assert rests_of(events) == [rest(900, 1000), rest(3000, 5000)]


def test_a_mark_matches_a_rest_that_it_is_in_or_near() -> None:
    assert matching([2000, 4000, 6000], rest(1000, 3000), rest(4350, 4400), rest(6900, 7000)) == (
        Matching(marks=3, rests=3, pairs=2)
    )


def test_two_marks_need_two_rests_and_two_rests_two_marks() -> None:
    assert matching([2000, 2300], rest(2000, 2300)) == Matching(marks=2, rests=1, pairs=1)
    assert matching([2000], rest(1900, 2000), rest(2100, 2200)) == Matching(1, 2, 1)


def test_at_the_edges_only_matched_marks_and_rests_count() -> None:
    assert matching([300, 5000, 9800], rest(5000, 5000)) == Matching(1, 1, 1)
    assert matching([5000], rest(200, 200), rest(5000, 5000), rest(9700, 9900)) == Matching(1, 1, 1)
    assert matching([300, 9800], rest(200, 200), rest(9700, 9700)) == Matching(2, 2, 2)
    assert matching([360], rest(9600, 9600)) == Matching(1, 1, 0)


@pytest.mark.parametrize("references", ["others", "one", "none"])
def test_filmed_sets_are_counted_exactly_whatever_the_references(references: str) -> None:
    clips = [
        clip("a"),
        clip("b", verified=True),
        clip("c", "biceps-curl"),
        clip("d", "biceps-curl"),
    ]
    report = evaluate_counts(clips, references)  # type: ignore[arg-type]
    assert report.total.exactly_ratio == 1
    assert report.total.f1_ratio == 1
    assert [row.truth for row in report.rows] == [5, 4, 5, 5]
    assert set(report.per_exercise) == {"squat", "biceps-curl"}
    assert (
        report.rows[0].reference == {"others": "1 others", "one": "b", "none": "itself"}[references]
    )


def test_each_other_clip_serves_alone_in_turn() -> None:
    report = evaluate_counts([clip("a"), clip("b"), clip("c")], "one")
    assert [(row.name, row.reference) for row in report.rows] == [
        ("a", "b"), ("a", "c"), ("b", "a"), ("b", "c"), ("c", "a"), ("c", "b"),
    ]  # fmt: skip


def test_clips_without_marks_are_counted_with_others_references_and_cannot_be_references() -> None:
    bare = replace(clip("a", verified=True), marks_frames=())
    report = evaluate_counts([bare, clip("b"), clip("c")], "others")
    assert [row.reference for row in report.rows] == ["2 others", "1 others", "1 others"]
    assert (report.rows[0].found, report.rows[0].truth) == (4, 4)


def test_a_clip_without_exercise_is_searched_for_every_exercise() -> None:
    clips = [clip("a"), clip("b", "biceps-curl"), idle("nobody trains", 20.0)]
    report = evaluate_counts(clips, "others")
    assert [row.reference for row in report.idle_rows] == ["all squat", "all biceps-curl"]
    assert report.idle_reps_per_minute == 0
    assert len(report.rows) == 2


def test_an_exercise_without_marks_and_counts_is_no_exercise() -> None:
    clips = [clip("a"), clip("b"), replace(idle("park", 20.0), exercise="walking")]
    report = evaluate_counts(clips, "others")
    assert set(report.per_exercise) == {"squat"}
    assert [(row.name, row.reps) for row in report.idle_rows] == [("park", 0)]


def test_a_counted_but_unmarked_clip_does_not_count_for_turn_rounds() -> None:
    unmarked = replace(clip("a", verified=True), marks_frames=())
    report = evaluate_counts([unmarked, clip("b"), clip("c")], "others")
    assert report.rows[0].matching == Matching(0, 0, 0)
    assert report.total.f1_ratio == 1
    assert [row.name for row in report.verified_rows] == ["a"]


def test_several_processes_count_the_same_and_report_every_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clips = [clip("a"), clip("b"), idle("nobody trains", 5.0)]
    told: list[tuple[int, int]] = []
    alone = evaluate_counts(clips, counted=lambda done, of: told.append((done, of)))
    monkeypatch.setattr(counting, "_MANY_POSES", 0)
    assert evaluate_counts(clips, processes=2) == alone
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_without_clips_the_figures_are_nan() -> None:
    report = evaluate_counts([], "others")
    assert report.rows == ()
    assert np.isnan(report.total.exactly_ratio)
    assert np.isnan(report.idle_reps_per_minute)


def test_people_in_gyms_are_counted_from_others_references() -> None:
    folder = real_data("gym-clips")
    report = evaluate_counts(
        read_clips(folder / "keypoints_coco18.npz", folder / "index.json"), "others"
    )
    assert report.total.exactly_ratio >= 0.8
    assert report.total.f1_ratio >= 0.85
