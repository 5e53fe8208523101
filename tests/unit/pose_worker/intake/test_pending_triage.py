"""Triage of frames that a worker did not acknowledge."""

from spotter.pose_worker.intake.limits import Limits
from spotter.pose_worker.intake.pending_triage import Pending, Triage, triage
from spotter.runtime.redis.stream_ids import age_s, stream_id

NOW_S = 1_700_000_000.0
LIMITS = Limits(budget_s=2.0, lost_after_s=60.0, batch_frames=4)


def aged(seconds: float, consumer: str) -> Pending:
    return Pending(f"{round((NOW_S - seconds) * 1000)}-0".encode(), consumer)


def sorted_out(*pending: Pending) -> Triage:
    return triage(pending, live_workers={"me", "other"}, now_s=NOW_S, limits=LIMITS)


def test_fresh_frames_of_a_dead_worker_are_claimed_in_order_and_old_ones_skipped() -> None:
    pending = [aged(9, "dead"), aged(2.001, "dead"), aged(2, "dead"), aged(0.1, "dead")]
    found = sorted_out(*pending)
    assert found.stale == (pending[0].entry_id, pending[1].entry_id)
    assert found.claim == (pending[2].entry_id, pending[3].entry_id)
    assert not found.busy


def test_frames_in_progress_at_a_live_worker_are_left_alone() -> None:
    assert sorted_out(aged(0.5, "other"), aged(20, "me")) == Triage((), (), busy=True)
    assert sorted_out(aged(2, "other"), aged(60, "me")) == Triage((), (), busy=True)


def test_a_live_worker_with_nothing_fresh_is_not_waited_for() -> None:
    assert sorted_out(aged(20, "other")) == Triage((), (), busy=False)
    assert sorted_out(aged(2.001, "other")) == Triage((), (), busy=False)


def test_a_lost_delivery_is_eventually_given_up() -> None:
    lost = aged(60.001, "me")
    assert sorted_out(lost) == Triage((), (lost.entry_id,), busy=False)


def test_ids_sort_by_time_and_then_by_number() -> None:
    ids = [b"10-0", b"9-10", b"9-9", b"100-0"]
    assert sorted(ids, key=stream_id) == [b"9-9", b"9-10", b"10-0", b"100-0"]


def test_the_age_of_an_entry_is_never_negative() -> None:
    assert age_s(b"2000-3", 3.5) == 1.5
    assert age_s(b"2000-3", 1.9) == 0.0
