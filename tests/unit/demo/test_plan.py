from dataclasses import replace
from pathlib import Path

import pytest

from spotter.demo.gym import remove_stale, video_job
from spotter.demo.plan import REPS, demo_stations, reference_shot, stations_for
from spotter.demo.studio import render
from spotter.pictures.video.reading import read_video
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import FaultKind

ALL = demo_stations(8, 10.0)


def test_a_larger_machine_gets_a_larger_gym() -> None:
    loads = [count * rate_hz for count, rate_hz in map(stations_for, (1, 2, 4))]
    assert loads == sorted(loads)
    assert loads[1] <= 2 * 55, "a core estimates about 55 poses a second"


def test_the_stations_differ_in_name_exercise_athlete_and_view() -> None:
    assert len({station.station_id for station in ALL}) == len(ALL)
    assert len({station.name for station in ALL}) == len(ALL)
    assert len({station.exercise for station in ALL}) >= 7
    assert len({station.shot.athlete for station in ALL}) == len(ALL)
    assert len({station.shot.camera.yaw_deg for station in ALL}) >= 5


def test_several_stations_have_faulty_reps_and_each_has_good_ones() -> None:
    faulty = [
        sum(bool(station.shot.plan.faults_of(number)) for number in range(1, REPS + 1))
        for station in ALL
    ]
    assert sum(count > 0 for count in faulty) >= 4
    assert max(faulty) <= 3


def test_a_set_is_followed_by_a_rest_that_ends_it() -> None:
    assert min(station.shot.rest_s for station in ALL) > 20


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_reference_has_no_faults(exercise: str) -> None:
    plan = reference_shot(exercise).plan
    assert plan.reps >= 3
    assert not any(plan.faults_of(number) for number in range(1, plan.reps + 1))


def test_the_same_plan_comes_from_the_cache_and_another_is_rendered(tmp_path: Path) -> None:
    first = ALL[0]
    faults = {FaultKind.SHALLOW: frozenset({2})}
    changed = replace(first, shot=replace(first.shot, plan=replace(first.shot.plan, faults=faults)))
    again = demo_stations(8, 10.0)[0]
    assert video_job(tmp_path, first).path == video_job(tmp_path, again).path
    assert video_job(tmp_path, first).path != video_job(tmp_path, changed).path


def test_videos_of_earlier_plans_and_unfinished_files_are_removed(tmp_path: Path) -> None:
    wanted, earlier = tmp_path / "rack-1-new.mp4", tmp_path / "rack-1-old.mp4"
    abandoned = tmp_path / "made" / ".unfinished-x" / ".reference.unfinished.mp4"
    abandoned.parent.mkdir(parents=True)
    for path in (wanted, earlier, abandoned, tmp_path / "gym.yaml"):
        path.touch()
    remove_stale(tmp_path, [wanted])
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"rack-1-new.mp4", "gym.yaml"}


def test_a_video_shows_the_reps_and_then_the_rest(tmp_path: Path) -> None:
    shot = ALL[0].shot
    camera = replace(shot.camera, width_px=64, height_px=48)
    short = replace(shot, plan=replace(shot.plan, reps=1, faults={}), camera=camera, rest_s=3.0)
    render(replace(short, rest_s=0.0), tmp_path / "without.mp4")
    render(short, tmp_path / "with.mp4")
    without, with_rest = (
        sum(1 for _ in read_video(tmp_path / f"{name}.mp4")) for name in ("without", "with")
    )
    assert without > 20
    assert with_rest == without + 30
