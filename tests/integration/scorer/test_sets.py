"""Verdicts on faults of the set's earlier reps, whatever the order of the jobs."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
import redis
from structlog.testing import capture_logs

from spotter.movement.assessment.set_progress import fixed_faults
from spotter.movement.values.judged.rep import Rep
from spotter.movement.values.judged.verdict import Fault
from spotter.movement.wording.hints import praise
from spotter.wire import names
from support.gyms.scored_gym import GOOD_PX, SHALLOW_PX, Entry, ScoredGym, ScorerInTest, make_rep

pytestmark = pytest.mark.usefixtures("_warm_scorer", "_own_signals")

AGAIN, GIVEN_UP = {"fate": "again"}, {"fate": "given_up"}


@pytest.fixture
def gym(redis_client: redis.Redis) -> ScoredGym:
    return ScoredGym(redis_client)


def make_set(gym: ScoredGym, *depths_px: float) -> list[Rep]:
    return [
        make_rep(gym.digest, rep_number=number, depth_px=depth_px)
        for number, depth_px in enumerate(depths_px, 1)
    ]


def hand_in_for_work_in_order(gym: ScoredGym, reps: Iterable[Rep], order: Iterable[Rep]) -> None:
    """Store ``reps`` as they were done, and run their jobs in another order."""
    gym.store(*reps)
    gym.client.delete(gym.queue.key)
    for rep in order:
        gym.queue.push_job_id(rep.rep_id)


def put_off(gym: ScoredGym, rep: Rep) -> None:
    """Schedule a retry of the rep's job in the far future, as after several failures."""
    gym.queue.remove(rep.rep_id)
    gym.queue.schedule_job(gym.job(rep), datetime.now(UTC) + timedelta(hours=1))


def fixed(gym: ScoredGym) -> dict[int, tuple[Fault, ...]]:
    """The faults that the reps of the only set show to be gone, by rep number."""
    return {said.rep_number: said.verdict.fixed for said in gym.verdicts()}


def faults(gym: ScoredGym, rep: Rep) -> tuple[Fault, ...]:
    (found,) = (said.verdict.faults for said in gym.verdicts() if said.rep_id == rep.rep_id)
    assert "Deep enough now." in map(praise, found)
    return found


def test_a_good_rep_reports_once_which_earlier_faults_are_gone(gym: ScoredGym) -> None:
    reps = make_set(gym, GOOD_PX, SHALLOW_PX, GOOD_PX, GOOD_PX)
    gym.store(*reps)
    ScorerInTest(gym.client).work()
    assert fixed(gym) == {1: (), 2: (), 3: faults(gym, reps[1]), 4: ()}


def test_reps_of_another_person_or_set_do_not_count_as_progress(gym: ScoredGym) -> None:
    first = make_rep(gym.digest, depth_px=SHALLOW_PX)
    another_person = make_rep(gym.digest, track_id=2, rep_number=2)
    another_set = make_rep(gym.digest, set_number=2, rep_number=2)
    gym.store(first, another_person, another_set)
    ScorerInTest(gym.client).work()
    assert [said.verdict.fixed for said in gym.verdicts()] == [(), (), ()]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_jobs_changes_nothing(gym: ScoredGym, seed: int) -> None:
    reps = make_set(gym, SHALLOW_PX, GOOD_PX, GOOD_PX, SHALLOW_PX, SHALLOW_PX, GOOD_PX, GOOD_PX)
    hand_in_for_work_in_order(gym, reps, random.Random(seed).sample(reps, len(reps)))
    scorer = ScorerInTest(gym.client)
    scorer.work()
    said = sorted(gym.verdicts(), key=lambda one: one.rep_number)
    assert [one.rep_id for one in said] == [rep.rep_id for rep in reps]
    verdicts = [one.verdict for one in said]
    expected = [fixed_faults(verdicts[:place], one) for place, one in enumerate(verdicts)]
    assert [one.fixed for one in verdicts] == expected
    assert sum(map(bool, expected)) == 2
    assert scorer.count("waits_total", **GIVEN_UP) == 0


def test_once_there_is_a_baseline_only_a_good_rep_waits(gym: ScoredGym) -> None:
    *_, faulty, good = reps = make_set(gym, GOOD_PX, GOOD_PX, GOOD_PX, GOOD_PX, SHALLOW_PX, GOOD_PX)
    gym.store(*reps[:4])
    scorer = ScorerInTest(gym.client)
    scorer.work()
    hand_in_for_work_in_order(gym, reps[4:], [good, faulty])
    scorer.work()
    assert [said.rep_number for said in gym.verdicts()] == [1, 2, 3, 4, 5, 6]
    assert fixed(gym)[6] == faults(gym, faulty)
    assert scorer.count("waits_total", **AGAIN) == 1


def test_a_rep_does_not_wait_forever_and_giving_up_is_counted_and_logged(gym: ScoredGym) -> None:
    faulty, *later = reps = make_set(gym, SHALLOW_PX, GOOD_PX, GOOD_PX)
    gym.store(*reps)
    put_off(gym, faulty)
    scorer = ScorerInTest(gym.client)
    with capture_logs() as logs:
        scorer.work()
    assert fixed(gym) == {2: (), 3: ()}
    assert scorer.count("waits_total", **GIVEN_UP) == 2
    awaited = {
        line["rep_id"]: line["awaited"]
        for line in logs
        if line["event"].startswith("judged without")
    }
    # By then the third knows the outcome of the second.
    assert awaited == {rep.rep_id: (faulty.rep_id,) for rep in later}
    assert gym.dead() == []


def test_a_late_rep_is_compared_with_those_before_it(gym: ScoredGym) -> None:
    first, late, _ = reps = make_set(gym, SHALLOW_PX, GOOD_PX, GOOD_PX)
    gym.store(*reps)
    put_off(gym, late)
    scorer = ScorerInTest(gym.client)
    scorer.work()
    assert fixed(gym) == {1: (), 3: faults(gym, first)}
    gym.queue.push_job_id(late.rep_id)
    scorer.work()
    assert fixed(gym)[2] == faults(gym, first)


def test_no_rep_waits_for_a_dead_letter(gym: ScoredGym) -> None:
    faulty, dead, _ = reps = make_set(gym, SHALLOW_PX, GOOD_PX, GOOD_PX)
    gym.store(*reps)
    gym.client.delete(names.rep_key(dead.rep_id))
    scorer = ScorerInTest(gym.client)
    scorer.work()
    assert gym.dead() == [dead.rep_id]
    assert fixed(gym) == {1: (), 3: faults(gym, faulty)}
    assert scorer.count("waits_total", **AGAIN) == 0


def test_no_rep_waits_for_a_rep_that_was_never_stored(gym: ScoredGym) -> None:
    faulty, _, good = make_set(gym, SHALLOW_PX, GOOD_PX, GOOD_PX)
    gym.store(faulty, good)
    scorer = ScorerInTest(gym.client)
    scorer.work()
    assert fixed(gym) == {1: (), 3: faults(gym, faulty)}
    assert scorer.count("waits_total", **AGAIN) == 0


def test_a_rep_judged_again_gets_the_same_bytes(gym: ScoredGym) -> None:
    good = make_set(gym, SHALLOW_PX, GOOD_PX, GOOD_PX)[1]
    gym.store(*make_set(gym, SHALLOW_PX, GOOD_PX, GOOD_PX))
    scorer = ScorerInTest(gym.client)
    scorer.work()
    before = entries(gym)
    gym.client.delete(names.verdict_key(good.rep_id))
    gym.client.hdel(names.visit_verdicts_key(good.visit_id), good.rep_id)
    gym.queue.push_job_id(good.rep_id)
    scorer.work()
    assert entries(gym) == [*before, before[1]]


def entries(gym: ScoredGym) -> list[bytes]:
    found = cast("list[Entry]", gym.client.xrange(names.VERDICTS))
    return [fields[names.VERDICT_FIELD] for _, fields in found]
