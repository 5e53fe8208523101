"""What is decided about a proposal as the API shows it."""

import pytest

from spotter.notifier.views.v1.training.proposals import DecisionGiven, PrescriptionView
from spotter.training.adaptation import Prescription


@pytest.mark.parametrize(
    "shown",
    [
        PrescriptionView(sets=3, least_reps=8, most_reps=12, seconds=None, load_kg=62.5),
        PrescriptionView(sets=3, least_reps=1, most_reps=1, seconds=45, load_kg=None),
    ],
    ids=["reps", "seconds"],
)
def test_what_was_shown_is_what_is_expected_to_be_proposed(shown: PrescriptionView) -> None:
    given = {"decision": "accepted", "expected": shown.model_dump()}
    expected = DecisionGiven.model_validate(given).expected
    assert expected is not None
    assert expected.value == Prescription(**shown.model_dump())
