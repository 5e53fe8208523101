from pathlib import Path

import pytest
import redis
from typer.testing import CliRunner, Result

from spotter.camera_ingest.configuration.gym import load_gym
from spotter.cli.app import make_app
from spotter.cli.demo import DEMO_RATE_HZ, DEMO_STATIONS
from spotter.demo.plan import demo_stations
from spotter.exercise_store.references import ReferenceFolder
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values.exercise import Exercise
from spotter.wire.names import REFERENCES, reference_key
from spotter.wire.references import reference_digest
from support.performed import performed

STATION = "stations:\n  - {{id: rack-1, source: squat.mp4, exercise: {exercise}}}\n"
SAMPLE = Path(__file__).parents[2] / "deploy/compose/gym.yaml"


def publish(config: Path) -> Result:
    arguments = ["references", "publish", "--config", str(config)]
    return CliRunner().invoke(make_app(arguments), arguments)


@pytest.fixture
def gym(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, redis_url: str) -> Path:
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("SPOTTER_REDIS_URL", redis_url)
    config = tmp_path / "gym.yaml"
    config.write_text(STATION.format(exercise="wall-sit"))
    return config


def test_a_recorded_reference_is_published_where_the_services_look(
    gym: Path, tmp_path: Path, redis_client: redis.Redis
) -> None:
    reference = make_reference("wall-sit", performed("squat", 3))
    stored = ReferenceFolder.of(tmp_path / "data").store(Exercise((reference,)))
    result = publish(gym)
    assert result.exit_code == 0, result.output
    assert result.stdout == "wall-sit: recorded\n"
    assert redis_client.hgetall(REFERENCES) == {b"wall-sit": stored.digest.encode()}
    published = redis_client.get(reference_key(stored.digest))
    assert isinstance(published, bytes)
    assert reference_digest(published) == stored.digest


def test_an_unknown_exercise_is_named(gym: Path, redis_client: redis.Redis) -> None:
    result = publish(gym)
    assert result.exit_code == 2
    assert "there is no reference for 'wall-sit'" in result.stderr
    assert redis_client.hgetall(REFERENCES) == {}


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("", "expected the address of Redis in $SPOTTER_REDIS_URL; found it unset"),
        ("gym.local", "$SPOTTER_REDIS_URL: "),
    ],
)
def test_without_a_redis_address_the_error_says_so(
    gym: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, complaint: str
) -> None:
    monkeypatch.setenv("SPOTTER_REDIS_URL", url)
    reference = make_reference("wall-sit", performed("squat", 3))
    ReferenceFolder.of(tmp_path / "data").store(Exercise((reference,)))
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
