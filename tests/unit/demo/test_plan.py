from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from spotter.demo.gym import remove_stale, video_job
from spotter.demo.plan import REPS, DemoStation, demo_stations, reference_shot, stations_for
from spotter.demo.studio import render
from spotter.pictures.video.reading import read_video
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import FaultKind

ALL = demo_stations(8, 10.0)


def test_a_larger_machine_gets_a_larger_gym() -> None:
    loads = [count * rate_hz for count, rate_hz in map(stations_for, (1, 2, 4))]
    assert loads == sorted(loads)
    assert loads[1] <= 2 * 55, "a core estimates about 55 poses a second"


def test_the_stations_differ_in_name_athlete_and_view() -> None:
    assert len({station.station_id for station in ALL}) == len(ALL)
    assert len({station.name for station in ALL}) == len(ALL)
    assert len({station.shot.athlete for station in ALL}) == len(ALL)
    assert len({station.shot.camera.yaw_deg for station in ALL}) >= 5


def faulty(station: DemoStation, kind: FaultKind) -> list[int]:
    return sorted(station.shot.plan.faults.get(kind, ()))


def who_show(kind: FaultKind, stations: Sequence[DemoStation]) -> list[str]:
    return [station.station_id for station in stations if faulty(station, kind)]


def test_even_the_smallest_gym_shows_knees_in_somebody_who_gets_tired_and_a_loose_cable() -> None:
    small = demo_stations(stations_for(1)[0], 10.0)
    assert who_show(FaultKind.KNEES_IN, small) == ["rack-1"]
    assert who_show(FaultKind.HALF_REP, small) == ["mat-1"]
    assert [one.station_id for one in small if one.has_loose_cable] == ["dumbbells-1"]


def test_who_gets_tired_does_well_first_then_stops_short_then_halfway() -> None:
    tired = next(one for one in ALL if one.station_id == "mat-1")
    short, half = (faulty(tired, kind) for kind in (FaultKind.SHALLOW, FaultKind.HALF_REP))
    assert 3 < min(short) < max(short) < min(half)
    assert max(half) == REPS


def test_three_of_two_cores_share_a_fault_of_an_exercise() -> None:
    gym = demo_stations(stations_for(2)[0], 10.0)
    sharing = [one for one in gym if faulty(one, FaultKind.SHALLOW) and one.exercise == "squat"]
    assert len(sharing) == 3
    assert all(2 * len(faulty(one, FaultKind.SHALLOW)) >= REPS for one in sharing)


def test_a_gym_of_four_cores_has_others_who_train_well() -> None:
    well = [one for one in ALL if not any(map(one.shot.plan.faults_of, range(1, REPS + 1)))]
    assert len([one for one in well if not one.has_loose_cable]) == 2


def test_all_have_three_good_reps_of_their_own_by_which_the_others_are_judged() -> None:
    for one in ALL:
        good = [number for number in range(1, REPS + 1) if not one.shot.plan.faults_of(number)]
        assert len(good) >= 3


def test_of_the_first_three_reps_one_at_most_is_faulty() -> None:
    """Else the set would count as one that differs throughout."""
    for one in ALL:
        assert sum(bool(one.shot.plan.faults_of(number)) for number in (1, 2, 3)) <= 1


def test_what_three_share_is_never_left_out_three_times_in_a_row() -> None:
    """Else it would count as fixed."""
    for one in (one for one in ALL if one.exercise == "squat"):
        shown = "".join(
            "x" if number in faulty(one, FaultKind.SHALLOW) else "."
            for number in range(1, REPS + 1)
        )
        assert "..." not in 2 * shown or not faulty(one, FaultKind.SHALLOW)


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
