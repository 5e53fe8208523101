"""Looking back on a class shows what its people did: it is noted, and needs another right."""

import httpx
import pytest

from spotter.wire.catalog.people.accounts import Role
from support.access.closed_gym import ClosedGym
from support.waiting import until

OK, FORBIDDEN = 200, 403
DAY = "2026-06-01"


@pytest.fixture(scope="module")
def owner(gym: ClosedGym) -> httpx.Client:
    return gym.joined("Olga", Role.OWNER)


@pytest.fixture(scope="module")
def anna(gym: ClosedGym) -> str:
    return gym.gym.add_member("Anna")


@pytest.fixture(scope="module")
def class_id(owner: httpx.Client, anna: str) -> str:
    given = {
        "name": "Evening",
        "first_day": DAY,
        "is_weekly": False,
        "starts_at": "18:00",
        "minutes": 60,
        "member_ids": [anna],
        "trainers": ["Ida"],
    }
    made = owner.post("/classes", json=given)
    assert made.is_success, made.text
    return str(made.json()["class_id"])


def looked_back(owner: httpx.Client, **about: str) -> list[tuple[str, str, str]]:
    """Who looked back on which class, in which words."""
    entries = owner.get("/audit", params=about).json()["items"]
    return [
        (one["author_name"], one["subject"], one["what"])
        for one in entries
        if one["what"].startswith("looked back")
    ]


def test_a_token_without_the_right_for_alerts_looks_back_on_no_class_and_nothing_is_noted(
    gym: ClosedGym, owner: httpx.Client, class_id: str
) -> None:
    given = {"label": "a display", "rights": ["classes:read"], "days": 1}
    secret = owner.post("/own/tokens", json=given).json()["secret"]
    program = gym.browser()
    program.headers["Authorization"] = f"Bearer {secret}"

    assert program.get(f"/classes/{class_id}").status_code == OK
    refused = program.get(f"/classes/{class_id}/review")

    assert refused.status_code == FORBIDDEN
    assert refused.json()["detail"] == "expected the right alerts:read, too"
    assert looked_back(owner) == []


def test_looking_back_is_noted_about_the_class_and_about_each_of_its_people(
    gym: ClosedGym, owner: httpx.Client, anna: str, class_id: str
) -> None:
    trainer = gym.joined("Ida", Role.TRAINER)
    for _ in range(2):
        assert trainer.get(f"/classes/{class_id}/review", params={"day": DAY}).status_code == OK
    annas = ("Ida", class_id, f"looked back on their class of {DAY}")

    until(lambda: looked_back(owner, member_id=anna), what="the note")
    assert looked_back(owner, member_id=anna) == [annas]
    assert looked_back(owner) == [
        annas,
        ("Ida", class_id, f"looked back on this class of {DAY}"),
    ]
