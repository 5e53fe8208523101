"""Page sizes and page tokens, whoever made them."""

import base64
import json

import pytest

from spotter.catalog.errors import CatalogError
from spotter.catalog.rpc.pages import page_size, place_in, token_after


def forged(*values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


def test_a_token_leads_to_the_place_that_it_was_made_of() -> None:
    for name in ("anna", "Ágnes 🏋️", "", "'; DROP TABLE member"):
        assert place_in(token_after("members", name, 7), "members", str, int) == (name, 7)
    assert place_in("", "members", str, int) is None


def test_the_token_of_another_list_is_refused() -> None:
    with pytest.raises(CatalogError, match="expected the page token of the answer before"):
        place_in(token_after("classes", "anna", 7), "members", str, int)


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "é",
        "bnVsbA==",
        forged("members", 7, "anna"),
        forged("members", "anna"),
        forged("members", "anna", 2**63),
        forged("members", "anna", [7]),
        forged("members", "anna\0", 7),
        forged("members", "\ud800", 7),
    ],
)
def test_what_no_database_could_look_for_is_refused(token: str) -> None:
    with pytest.raises(CatalogError, match="expected the page token of the answer before"):
        place_in(token, "members", str, int)


def test_a_page_has_1_to_1000_entries_and_100_unless_somebody_asks() -> None:
    assert [page_size(asked) for asked in (0, 1, 1000)] == [100, 1, 1000]
    for asked in (-1, 1001, -(2**31)):
        with pytest.raises(CatalogError, match=f"of 1 to 1000 entries; found {asked}"):
            page_size(asked)
