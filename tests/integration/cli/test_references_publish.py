from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from spotter.api.catalog.v1.exercise_service_pb2 import ListExercisesRequest
from spotter.camera_ingest.configuration.gym import load_gym
from spotter.cli.app import make_app
from spotter.cli.demo import DEMO_RATE_HZ, DEMO_STATIONS
from spotter.demo.plan import demo_stations
from spotter.exercise_store.references import ReferenceFolder
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values.taught.exercise import Exercise
from support.movements.performed import performed
from support.records.kept_exercises import NOBODY
from support.records.running_catalog import RunningCatalog, running_catalog

STATION = "stations:\n  - {{id: rack-1, source: squat.mp4, exercise: {exercise}}}\n"
SAMPLE = Path(__file__).parents[3] / "deploy/compose/gym.yaml"


def publish(config: Path) -> Result:
    arguments = ["references", "publish", "--config", str(config)]
    return CliRunner().invoke(make_app(arguments), arguments)


@pytest.fixture
def gym(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path / "data"))
    config = tmp_path / "gym.yaml"
    config.write_text(STATION.format(exercise="wall-sit"))
    return config


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningCatalog]:
    with running_catalog(f"sqlite:///{tmp_path}/catalog.sqlite3") as running:
        monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", running.address)
        yield running


def stored(catalog: RunningCatalog) -> list[tuple[str, str]]:
    found = catalog.exercises.ListExercises(ListExercisesRequest()).exercises
    return [(one.name, one.live.digest) for one in found]


def test_a_recording_is_taken_into_the_catalog_once(
    gym: Path, tmp_path: Path, catalog: RunningCatalog
) -> None:
    reference = make_reference("wall-sit", performed("squat", 3))
    kept = ReferenceFolder.of(tmp_path / "data").store(Exercise((reference,)))
    result = publish(gym)
    assert result.exit_code == 0, result.output
    assert result.stdout == "wall-sit: recorded\n"
    assert "Took 1 exercise with their versions from" in result.stderr
    assert stored(catalog) == [("wall-sit", kept.digest)]
    assert kept.path.exists()
    assert publish(gym).stderr == ""


def test_an_unknown_exercise_is_named(gym: Path, catalog: RunningCatalog) -> None:
    result = publish(gym)
    assert result.exit_code == 2
    assert "there is no reference for 'wall-sit'" in result.stderr
    assert stored(catalog) == []


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("", "expected the catalog's address in $SPOTTER_CATALOG_ADDRESS; found none"),
        (NOBODY, f"the catalog at {NOBODY} does not answer"),
    ],
)
def test_without_a_catalog_the_error_says_so(
    gym: Path, monkeypatch: pytest.MonkeyPatch, address: str, complaint: str
) -> None:
    monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", address)
    result = publish(gym)
    assert result.exit_code == 1
    assert complaint in result.stderr


def test_the_sample_gym_plays_what_the_demo_films() -> None:
    stations = load_gym(SAMPLE, {}).stations
    told = [(one.station_id, one.name, one.announced().exercise, one.source) for one in stations]
    assert told == [
        (one.station_id, one.name, one.exercise, f"/videos/{one.station_id}.mp4")
        for one in demo_stations(DEMO_STATIONS, DEMO_RATE_HZ)
    ]
    assert {one.frame_rate_hz for one in stations} == {DEMO_RATE_HZ}
