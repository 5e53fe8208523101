"""The API against its own description, with a real catalog behind it."""

from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import settings
from schemathesis.specs.openapi.checks import allow_header_conformance, positive_data_acceptance

from spotter.notifier.web.v1.app import PREFIX
from support.access.whole_page import described_api
from support.records.remembering_gym import RememberingGym

_EXAMPLES = 12
# Of the methods of one path, Starlette names only those of one route in Allow. What a cursor or a
# name may be, and that days are in order, cannot be said in a schema.
_LEFT_OUT = [allow_header_conformance, positive_data_acceptance]


schema = schemathesis.openapi.from_dict(described_api())


@pytest.fixture(scope="module", autouse=True)
def _something_to_see(gym: RememberingGym) -> None:
    gym.train(gym.add_member("Anna"), weeks=1)


@schema.parametrize()
@settings(max_examples=_EXAMPLES, deadline=None)
def test_every_route_answers_as_the_description_says(
    case: schemathesis.Case[Any], gym: RememberingGym
) -> None:
    with requests.Session() as session:
        session.trust_env = False
        base_url = gym.address.removesuffix("/") + PREFIX
        case.call_and_validate(base_url=base_url, session=session, excluded_checks=_LEFT_OUT)
