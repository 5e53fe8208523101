"""A real pose worker process follows a bar in rendered pictures, taught by another take."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest
import redis

from spotter.movement.values import Equipment, EquipmentEnd, EquipmentKind
from spotter.simulation.filming.light import Light
from spotter.wire.names import station_equipment_key
from spotter.wire.poses.people import PoseFrame
from support.equipment.filmed import BarbellFilm, barbell_film, taught_barbell
from support.equipment.played import play, tell_equipment
from support.networks.told_estimator import tell
from support.processes.recording_segmenter import RecordingSegmenter
from support.processes.running_pose_worker import StartWorker, Worker, open_station
from support.waiting import until

RACK, MAT = "rack-1", "mat"
START_US = 1_000_000
FOUND_BY = 15
"""Frames after which the bar must be in sight: it is seen several times before it is believed."""


@pytest.fixture(scope="module")
def film() -> BarbellFilm:
    """Another athlete than in the recording, in other light."""
    return barbell_film(2, who=4, seed=2, light=Light.DIM, start_us=START_US)


@pytest.fixture
def start_told(start_worker: StartWorker, tmp_path: Path, film: BarbellFilm) -> StartWorker:
    """Starts a worker that sees the athlete of the film as a network would."""
    tell(tmp_path / "told.npz", film.poses)
    return partial(
        start_worker,
        service="support.processes.told_pose_worker",
        told=tmp_path / "told.npz",
        models_dir=tmp_path,
    )


def received(
    segmenter: RecordingSegmenter, film: BarbellFilm, station_id: str, count: int | None = None
) -> list[PoseFrame]:
    expected = len(film.pictures) if count is None else count
    until(lambda: len(segmenter.of(station_id)) == expected, what="the poses of all frames")
    return segmenter.of(station_id)


def errors_radii(frames: list[PoseFrame], film: BarbellFilm) -> dict[EquipmentEnd, list[float]]:
    """How far each end is from where it is, in radii, in the frames in which it is seen."""
    errors: dict[EquipmentEnd, list[float]] = {end: [] for end in EquipmentEnd}
    for number, frame in enumerate(frames):
        [person] = frame.people
        assert person.equipment is not None
        for end in EquipmentEnd:
            x_px, y_px, confidence = person.equipment[end.index]
            place = film.place(number, end)
            if confidence > 0:
                off_px = np.hypot(x_px - place.x_px, y_px - place.y_px)
                errors[end].append(float(off_px) / place.radius_px)
    return errors


def waits_for_equipment(worker: Worker) -> None:
    worker.service.line("equipment is followed")


def test_the_bars_ends_reach_the_segmenter_within_half_a_radius_and_a_mat_pays_nothing(
    start_told: StartWorker,
    segmenter: RecordingSegmenter,
    redis_client: redis.Redis,
    film: BarbellFilm,
) -> None:
    open_station(redis_client, RACK)
    open_station(redis_client, MAT)
    tell_equipment(redis_client, RACK, taught_barbell()[1])
    everything = range(len(film.pictures))
    with start_told() as worker:
        worker.service.line("no second opinion on what hands hold")
        waits_for_equipment(worker)
        play(redis_client, RACK, film, everything)
        play(redis_client, MAT, film, everything)
        at_rack, at_mat = (received(segmenter, film, one) for one in (RACK, MAT))
        errors = errors_radii(at_rack, film)
        assert all(len(found) >= len(everything) - FOUND_BY for found in errors.values())
        assert max(map(max, errors.values())) < 0.5
        [sought] = {frame.sought for frame in at_rack}
        assert sought is not None
        assert redis_client.get(station_equipment_key(RACK)) == sought.digest.encode()
        assert sought.kind is EquipmentKind.BARBELL
        assert {frame.sought for frame in at_mat} == {None}
        assert [one.equipment for frame in at_mat for one in frame.people] == [None] * len(at_mat)
        looks = worker.metric("equipment_looks_total", station=RACK)
        assert looks == 2 * len(everything)
        assert worker.metric("equipment_seconds_count") == len(everything)
        seen = sum(map(len, errors.values()))
        assert worker.metric("equipment_unseen_total", station=RACK) == looks - seen
        assert worker.metric("equipment_looks_total", station=MAT) == 0


def test_when_the_equipment_is_told_no_more_the_poses_go_on_without(
    start_told: StartWorker,
    segmenter: RecordingSegmenter,
    redis_client: redis.Redis,
    film: BarbellFilm,
) -> None:
    open_station(redis_client, RACK)
    tell_equipment(redis_client, RACK, taught_barbell()[1])
    with start_told() as worker:
        waits_for_equipment(worker)
        play(redis_client, RACK, film, range(1))
        [first] = received(segmenter, film, RACK, 1)
        redis_client.delete(station_equipment_key(RACK))
        worker.service.line("equipment is followed no more")
        play(redis_client, RACK, film, range(1, 2))
        last = received(segmenter, film, RACK, 2)[-1]
    assert first.people[0].equipment is not None
    assert last.people[0].equipment is None


@pytest.mark.parametrize(
    "broken",
    [b"\xff\xff", Equipment(EquipmentKind.BARBELL, {EquipmentEnd.LEFT: b"no archive"})],
    ids=["no message", "ends that are none"],
)
def test_equipment_that_cannot_be_read_is_told_once_and_the_station_works_without(
    start_told: StartWorker,
    segmenter: RecordingSegmenter,
    redis_client: redis.Redis,
    film: BarbellFilm,
    broken: Equipment | bytes,
) -> None:
    open_station(redis_client, RACK)
    tell_equipment(redis_client, RACK, broken)
    with start_told() as worker:
        worker.service.line("equipment not followed")
        play(redis_client, RACK, film, range(2))
        frames = received(segmenter, film, RACK, 2)
        tell_equipment(redis_client, RACK, taught_barbell()[1])
        waits_for_equipment(worker)
        said = [line["event"] for line in worker.service.lines]
        assert said.count("equipment not followed") == 1
        assert worker.metric("equipment_unusable_total") == 1
    assert [one.equipment for frame in frames for one in frame.people] == [None, None]
