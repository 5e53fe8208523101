"""What became of every rep, as `spotter chaos` reads it."""

from typing import Any

import redis

from spotter.cli.chaos.result import ChaosResult
from spotter.cli.chaos.service_check import RepLedger
from spotter.local_stack.chaos import Kind, Struck
from spotter.movement.values.judged.verdict import Outcome
from spotter.wire import names
from spotter.wire.stations import Status
from support.gyms.staged_gym import StagedGym


def ledger_of(client: redis.Redis) -> RepLedger:
    ledger = RepLedger()
    ledger.read_cut(client)
    ledger.read_verdicts(client)
    return ledger


def test_reps_without_a_verdict_are_lost_unless_they_are_dead_letters(
    redis_client: redis.Redis,
) -> None:
    gym = StagedGym(redis_client)
    gym.add_station("rack-1", "Rack 1", status=Status.LIVE)
    judged = [gym.say("rack-1", Outcome.GOOD) for _ in range(3)]
    cut = {rep_id: place for place, rep_id in enumerate([*judged, "dead", "lost"])}
    redis_client.zadd(names.latest_reps("rack-1"), cut)
    redis_client.zadd(names.DEAD_LETTERS, {"dead": 1})
    ledger = ledger_of(redis_client)
    gym.say("rack-1", Outcome.GOOD)  # cut after the last look at what is cut
    ledger.read_verdicts(redis_client)
    assert len(ledger.cut) == 5
    assert ledger.judged == set(judged)
    assert ledger.lost == ["lost"]
    assert ledger.doubled == []
    assert not ChaosResult(7, (), ledger).is_clean


def test_reps_with_two_verdicts_are_doubled(redis_client: redis.Redis) -> None:
    gym = StagedGym(redis_client)
    gym.add_station("rack-1", "Rack 1", status=Status.LIVE)
    rep_id = gym.say("rack-1", Outcome.GOOD)
    redis_client.zadd(names.latest_reps("rack-1"), {rep_id: 1})
    entries: Any = redis_client.xrange(names.VERDICTS)
    ((_, fields),) = entries
    redis_client.xadd(names.VERDICTS, fields)
    result = ChaosResult(7, (Struck("scorer", Kind.HANG, 5.5),), ledger_of(redis_client))
    assert result.as_json() == {
        "seed": 7,
        "events": [{"process": "scorer", "kind": "hang", "served_s": 5.5}],
        "reps_cut": 1,
        "verdicts": 1,
        "dead_letters": 0,
        "doubled": [rep_id],
        "lost": [],
    }
    assert "1 doubled" in result.summary()
    assert not result.is_clean
