"""Replays and their results after a round trip through their bytes."""

from dataclasses import replace
from math import inf, nan

import numpy as np
import pytest

from spotter.movement.values import Outcome, Verdict
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.catalog.records.visits import session_or_track
from spotter.wire.errors import WireError
from spotter.wire.replays import (
    RepChange,
    Replay,
    ReplayedReps,
    Said,
    replay_bytes,
    replay_from_bytes,
    replayed_bytes,
    replayed_from_bytes,
    says_the_same,
)
from spotter.wire.verdicts import rep_verdict
from support.gyms.scored_gym import make_rep

UUID = "0a1b2c3d-0000-4000-8000-000000000001"
CHANGE = RepChange(
    "rack-1_3_5", UUID, "squat", 5, Said(Outcome.GOOD, 0.5, 2.0), Said(Outcome.FAULTY, inf, 0.25)
)


def test_a_replay_survives_the_round_trip() -> None:
    replay = Replay(RepFilter(UUID, "", "rack-1", UUID, since_us=1, until_us=2), "ab" * 32, b"ex")
    assert replay_from_bytes(replay_bytes(replay)) == replay


def test_results_survive_the_round_trip_and_add_up() -> None:
    one = ReplayedReps(("rack-1_3",), 1, 2, 3, 4, (CHANGE,), ("a problem",))
    other = ReplayedReps((UUID,), same=10)
    assert replayed_from_bytes(replayed_bytes(one)) == one
    assert one + other == replace(one, visit_ids=("rack-1_3", UUID), same=11)
    assert (one + other).scored == 14


def test_verdicts_say_the_same_but_for_what_judged_them_and_what_is_not_kept() -> None:
    rep, verdict = make_rep("d" * 64), Verdict(Outcome.GOOD, 0.5, 2.0, reference_ratio=nan)
    said = rep_verdict(rep, verdict, method_version="spotter-1")
    aligned = replace(verdict, alignment=np.array([[0, 0]], np.uint16))
    again = replace(rep_verdict(rep, aligned, method_version="spotter-2"), trace_id="")
    assert says_the_same(said, replace(again, reference_digest="e" * 64))
    next_score = float(np.nextafter(0.5, 1))
    assert not says_the_same(said, replace(said, verdict=replace(verdict, score=next_score)))


def test_a_visit_is_a_session_or_a_track() -> None:
    assert session_or_track(UUID) == UUID
    assert session_or_track("rack-1_12") == ("rack-1", 12)
    for wrong in ("", "rack-1", "rack-1_", "_1", "rack-1_x", "Rack_1"):
        with pytest.raises(WireError):
            session_or_track(wrong)
