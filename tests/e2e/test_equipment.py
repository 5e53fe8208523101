"""From rendered pictures of a barbell to the ledger, by real processes."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import redis

from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.ledger.reading import one_rep
from spotter.movement.values import EquipmentEnd, PoseSeries
from spotter.runtime.clock import wall_clock_us
from spotter.wire.names import VERDICTS
from support.equipment.filmed import EXERCISE, BarbellFilm, barbell_film, taught_barbell
from support.equipment.played import play
from support.gyms.gym_in_redis import put_station
from support.networks.told_estimator import tell
from support.processes.running_pose_worker import PATIENT
from support.processes.segmenter_replica import stored_reps
from support.processes.service_process import ServiceProcess, warm_service
from support.records.kept_exercises import CACHE_VARIABLE, NOBODY, put_exercise, put_reference
from support.records.ledger_in_test import LedgerInTest
from support.waiting import PATIENCE_S, until

REPS = 3
RACK, MAT = "rack-1", "mat"
PLAIN = "plain-curl"


@pytest.fixture
def film(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> BarbellFilm:
    """Curls of a moment ago; the barbell was taught with another athlete."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "kept_exercises"))
    reference, barbell = taught_barbell()
    put_exercise(reference, barbell)
    put_reference(replace(reference, exercise=PLAIN))
    film = barbell_film(REPS, who=4, seed=3)
    just_now_us = film.poses.captured_us + wall_clock_us() - 40_000_000
    film = replace(film, poses=replace(film.poses, captured_us=just_now_us))
    tell(tmp_path / "told.npz", film.poses)
    return film


@contextmanager
def gym(redis_url: str, told: Path) -> Iterator[ServiceProcess]:
    """A pose worker, a segmenter and a scorer; yields the first."""
    settings = {"redis_url": redis_url, "catalog_address": NOBODY}
    worker = "support.processes.told_pose_worker"
    with (
        warm_service("rep_segmenter", **{**settings, "track_timeout_s": PATIENCE_S}),
        warm_service("scorer", **settings),
        warm_service(worker, **{**PATIENT, **settings, "told": told}) as running,
    ):
        yield running


def errors_radii(poses: PoseSeries, film: BarbellFilm) -> list[float]:
    """How far the ends are from where they were, where they are seen."""
    assert poses.equipment is not None
    first = int(np.searchsorted(film.poses.captured_us, poses.captured_us[0]))
    errors = []
    for number, ends in enumerate(poses.equipment):
        for end in EquipmentEnd:
            x_px, y_px, confidence = ends[end.index]
            place = film.place(first + number, end)
            if confidence > 0:
                off_px = np.hypot(x_px - place.x_px, y_px - place.y_px)
                errors.append(float(off_px) / place.radius_px)
    return errors


def test_a_rep_in_the_ledger_has_the_bar_and_one_of_an_exercise_without_has_none(
    redis_url: str, redis_client: redis.Redis, film: BarbellFilm, tmp_path: Path
) -> None:
    put_station(redis_client, RACK, EXERCISE)
    put_station(redis_client, MAT, PLAIN)
    with gym(redis_url, tmp_path / "told.npz") as worker:
        worker.line("equipment is followed")
        for station_id in (RACK, MAT):
            play(redis_client, station_id, film, range(len(film.pictures)))
        until(lambda: redis_client.xlen(VERDICTS) == 2 * REPS, what="the verdicts")
    with closing(Database(f"sqlite:///{tmp_path}/catalog.sqlite3")) as database:
        upgrade(database)
        ledger = LedgerInTest(redis_client, database, keeps_unnamed_poses=True)
        ledger.catch_up()
        with database.reading() as session:
            kept = [one_rep(session, rep.rep_id)[1] for rep in stored_reps(redis_client)]
    assert len(kept) == 2 * REPS
    for rep in kept:
        assert rep is not None
        if rep.station_id == MAT:
            assert rep.poses.equipment is None
            continue
        errors = errors_radii(rep.poses, film)
        assert max(errors) < 0.5
        assert len(errors) > (0 if rep.rep_number == 1 else 1.9 * len(rep.poses))
