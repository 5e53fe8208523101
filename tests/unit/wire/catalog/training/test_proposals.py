"""Proposals as they are kept."""

from datetime import date

import pytest

from spotter.training.adaptation import Attempt, Condition, DoneSet, Gym, Inputs, Prescription, Rule
from spotter.wire.catalog.training.proposals import MadeProposal, made_bytes, made_from_bytes
from spotter.wire.errors import WireError


@pytest.mark.parametrize(("planned", "rule"), [(None, Rule.DOUBLE), (0.2, Rule.SPEED_LOSS)])
def test_a_proposal_that_is_kept_is_made_again_with_the_planned_loss_of_speed(
    planned: float | None, rule: Rule
) -> None:
    done = (DoneSet(12, load_kg=60.0, speed_loss_ratio=0.3),) * 3
    prescribed = Prescription(3, 8, 12, 60.0)
    attempt = Attempt(date(2025, 1, 6), prescribed, done, most_speed_loss_ratio=planned)
    inputs = Inputs((attempt,), Condition(), Gym(step_kg=2.5))
    kept = made_from_bytes(made_bytes(MadeProposal(inputs, inputs.proposal())))

    assert kept.inputs == inputs
    assert kept.proposal.rule is rule
    assert kept.is_as_made_again


def test_bytes_that_are_no_proposal_are_refused_in_words() -> None:
    with pytest.raises(WireError, match=r"^expected a spotter\.api\.catalog\.v1\.StoredProposal"):
        made_from_bytes(b"\xff")
