"""``spotter calibrate`` with a running gym: its reps by id, and changes that go live."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import redis
from typer.testing import CliRunner, Result

from spotter.api.catalog.v1.exercise_service_pb2 import GetExerciseRequest, StoreExerciseRequest
from spotter.cli.app import make_app
from spotter.exercise_store.references import ReferenceFolder, read_exercise
from spotter.local_stack.embedded_redis import EmbeddedRedis
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.judged.rep import Rep
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from spotter.wire.names import rep_key
from spotter.wire.references import exercise_from_bytes
from spotter.wire.reps import rep_bytes, rep_from_bytes
from support.movements.varied_squats import varied_squat, varied_squats
from support.records.ledger_in_test import GOOD, LedgerInTest, add_session, say
from support.records.running_catalog import RunningCatalog, running_catalog
from support.servers.redis_server import free_port
from support.waiting import until

RNG = np.random.default_rng(4)
SQUAT = Exercise((Reference("squat", varied_squats(RNG, 3), "anna"),))


@pytest.fixture
def squat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The exercise's file in the command's data folder, where no catalog was ever."""
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("SPOTTER_CATALOG_ADDRESS")
    monkeypatch.delenv("SPOTTER_REDIS_URL", raising=False)
    return ReferenceFolder.of(tmp_path).store(SQUAT).path


@pytest.fixture
def gym(squat: Path, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The exercise's file, with a gym at $SPOTTER_REDIS_URL."""
    monkeypatch.setenv("SPOTTER_REDIS_URL", redis_url)
    return squat


def run(*words: str) -> Result:
    arguments = ["calibrate", "squat", *words]
    return CliRunner().invoke(make_app(arguments), arguments)


def calibrated(*words: str) -> dict[str, Any]:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def put_rep(
    client: redis.Redis, poses: PoseSeries, exercise: str = "squat", session_id: str = ""
) -> str:
    track_id = 3 if session_id else 2
    rep = Rep(
        "rack-1", track_id, exercise, "d" * 64, 1, 1, 0, "0" * 32, poses, session_id=session_id
    )
    client.set(rep_key(rep.rep_id), rep_bytes(rep))
    return rep.rep_id


@pytest.fixture
def catalog(gym: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningCatalog]:
    """The exercise in a catalog, too."""
    with running_catalog(f"sqlite:///{tmp_path}/gym.sqlite3") as running:
        monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", running.address)
        request = StoreExerciseRequest(data=gym.read_bytes(), author="anna", reason="recorded")
        running.exercises.StoreExercise(request)
        yield running


def live(catalog: RunningCatalog) -> Exercise:
    return exercise_from_bytes(catalog.exercises.GetExercise(GetExerciseRequest(name="squat")).data)


def test_a_rep_of_the_gym_can_be_marked_as_fine_and_goes_live(
    catalog: RunningCatalog, redis_client: redis.Redis
) -> None:
    rep_id = put_rep(redis_client, varied_squat(RNG))
    told = calibrated("--fine", rep_id, "--person", "anna")
    assert told["change"]["what"] == [f"fine: rep {rep_id}, by anna"]
    assert live(catalog).confirmed == ()

    assert calibrated("--fine", rep_id, "--person", "anna", "--apply")["published"]
    assert [one.person for one in live(catalog).confirmed] == ["anna"]


def test_a_rep_that_redis_let_go_of_is_found_in_the_ledger(
    catalog: RunningCatalog, redis_client: redis.Redis
) -> None:
    _, session_id = add_session(catalog.database)
    for owner in (session_id, ""):
        rep_id = put_rep(redis_client, varied_squat(RNG, 20), session_id=owner)
        rep = rep_from_bytes(cast("bytes", redis_client.get(rep_key(rep_id))))
        say(redis_client, rep, GOOD)
        LedgerInTest(redis_client, catalog.database).catch_up()
        redis_client.delete(rep_key(rep_id))
        if owner:
            assert calibrated("--wrong", rep_id)["change"]["what"] == [f"wrong: rep {rep_id}"]
        else:
            result = run("--wrong", rep_id)
            assert result.exit_code == 2
            assert f"the gym keeps no rep '{rep_id}' with its poses" in result.stderr


def test_the_catalog_s_versions_are_listed_and_gone_back_to(catalog: RunningCatalog) -> None:
    assert calibrated("--false-alarms", "2%", "--apply")["applied"]
    history = json.loads(run("--history", "--json").stdout)["versions"]
    assert [one["what"] for one in history] == [
        ["recorded"],
        ["false alarms: at most 2%, instead of 5%"],
    ]
    assert calibrated("--revert", history[0]["digest"][:8], "--apply")["applied"]
    assert live(catalog).false_alarm_ratio == 0.05
    assert len(json.loads(run("--history", "--json").stdout)["versions"]) == 3


def test_a_rep_of_the_gym_can_be_marked_as_wrong(gym: Path, redis_client: redis.Redis) -> None:
    rep_id = put_rep(redis_client, varied_squat(RNG, 20))
    told = calibrated("--wrong", rep_id, "--apply")
    assert told["change"]["calibration"]["misses"] == 0
    assert len(read_exercise(gym).faulty_reps) == 1


def test_marking_a_rep_of_the_gym_again_changes_nothing(
    gym: Path, redis_client: redis.Redis
) -> None:
    rep_id = put_rep(redis_client, SQUAT.references[0].reps[0])
    assert calibrated("--fine", rep_id)["change"] is None
    assert read_exercise(gym).rep_count == 3


def test_reps_missing_from_the_gym_are_named(gym: Path, redis_client: redis.Redis) -> None:
    lunge = put_rep(redis_client, varied_squat(RNG), "lunge")
    redis_client.set(rep_key("rack-1_2_3"), b"no rep")
    for words, complaint in (
        ("rack-1_2_4", "the gym keeps no rep 'rack-1_2_4' with its poses (any more)"),
        ("rack-1_2_3", "the rep rack-1_2_3 is damaged"),
        (lunge, f"expected a rep of squat; found {lunge}, a rep of lunge"),
    ):
        result = run("--wrong", words, "--apply")
        assert (result.exit_code, complaint in result.stderr) == (2, True), result.output
    assert read_exercise(gym).faulty_reps == ()


def test_nothing_is_learnt_from_an_unscorable_rep(gym: Path, redis_client: redis.Redis) -> None:
    whole = varied_squat(RNG)
    rep_id = put_rep(redis_client, PoseSeries(whole.captured_us[:5], whole.keypoints[:5]))
    result = run("--fine", rep_id)
    assert result.exit_code == 2
    assert f"rep {rep_id} cannot be judged, so nothing can be learnt: too few" in result.stderr
    assert read_exercise(gym).rep_count == 3


def test_a_gym_whose_redis_does_not_answer_is_named_and_nothing_changes(
    squat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPOTTER_REDIS_URL", f"redis://127.0.0.1:{free_port()}/0")
    result = run("--wrong", "rack-1_2_3", "--apply")
    assert result.exit_code == 1
    assert "Redis at $SPOTTER_REDIS_URL does not answer" in result.stderr
    assert read_exercise(squat).faulty_reps == ()


def test_an_invalid_address_is_named_by_its_variable(
    squat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPOTTER_REDIS_URL", "gym.local")
    result = run("--false-alarms", "10%", "--apply")
    assert (result.exit_code, "$SPOTTER_REDIS_URL: " in result.stderr) == (1, True)
    assert read_exercise(squat).false_alarm_ratio == 0.05


def test_the_rep_of_a_gym_of_spotter_up_is_found_by_its_data_folder(
    squat: Path, tmp_path: Path
) -> None:
    server = EmbeddedRedis.on_free_port("redis", tmp_path / "redis", durable=True)
    command = server.command()
    with (
        subprocess.Popen(command.arguments, stdout=subprocess.DEVNULL) as process,
        redis.Redis.from_url(server.url) as client,
    ):
        try:
            until(lambda: command.problem() is None, what="an answer of the server")
            assert calibrated("--wrong", put_rep(client, varied_squat(RNG, 20)), "--apply")[
                "applied"
            ]
        finally:
            process.terminate()
    assert len(read_exercise(squat).faulty_reps) == 1
