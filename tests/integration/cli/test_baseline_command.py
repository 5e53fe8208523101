"""``spotter baseline accept`` with a running gym."""

import json

import pytest
import redis
from typer.testing import Result

from spotter.movement.assessment.baseline_choice import baseline_id_of
from spotter.wire.baselines import baseline_from_bytes
from spotter.wire.names import baseline_key
from support import command_line
from support.gyms.scored_gym import SHALLOW_PX, ScoredGym, ScorerInTest, make_rep

pytestmark = pytest.mark.usefixtures("_warm_scorer", "_own_signals")


@pytest.fixture
def gym(redis_client: redis.Redis, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> ScoredGym:
    monkeypatch.setenv("SPOTTER_REDIS_URL", redis_url)
    return ScoredGym(redis_client)


def accept(*words: str) -> Result:
    return command_line.run("baseline", "accept", *words)


def test_the_latest_set_becomes_the_baseline_and_the_next_rep_is_judged_by_it(
    gym: ScoredGym,
) -> None:
    others = make_rep(gym.digest, track_id=2, depth_px=SHALLOW_PX)
    *reps, later = [
        make_rep(gym.digest, rep_number=number, depth_px=SHALLOW_PX) for number in range(1, 5)
    ]
    gym.store(others, *reps)
    result = accept("rack-1", "--by", "anna", "--json")
    assert result.exit_code == 0, result.output
    made = baseline_id_of(rep.rep_id for rep in reps)
    assert json.loads(result.stdout) == {
        "station": "rack-1",
        "baseline": made,
        "reps": [rep.rep_id for rep in reps],
    }
    data = gym.client.get(baseline_key(reps[0].visit_id, gym.digest))
    assert isinstance(data, bytes)
    _, acceptance = baseline_from_bytes(data)
    assert acceptance is not None
    assert (acceptance.accepted_by, acceptance.accepted_us > 0) == ("anna", True)
    gym.store(later)
    ScorerInTest(gym.client).work()
    said = {one.rep_id: one.verdict.baseline_id for one in gym.verdicts()}
    assert said == {rep.rep_id: "" for rep in (others, *reps)} | {later.rep_id: made}


def test_a_baseline_is_not_replaced(gym: ScoredGym) -> None:
    gym.store(*(make_rep(gym.digest, rep_number=number) for number in range(1, 5)))
    assert accept("rack-1").exit_code == 0
    again = accept("rack-1")
    assert again.exit_code == 2
    assert "already has a baseline" in again.output


def test_too_few_reps_are_named(gym: ScoredGym) -> None:
    nobody = accept("rack-1")
    assert (nobody.exit_code, "expected reps at the station" in nobody.output) == (2, True)
    gym.store(make_rep(gym.digest))
    one = accept("rack-1")
    assert one.exit_code == 2
    assert "expected 3 or more reps in the latest set at rack-1; found 1" in one.output
