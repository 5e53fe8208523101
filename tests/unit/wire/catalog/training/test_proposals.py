"""Proposals as they are kept."""

import pytest

from spotter.wire.catalog.training.proposals import made_from_bytes
from spotter.wire.errors import WireError


def test_bytes_that_are_no_proposal_are_refused_in_words() -> None:
    with pytest.raises(WireError, match=r"^expected a spotter\.api\.catalog\.v1\.StoredProposal"):
        made_from_bytes(b"\xff")
