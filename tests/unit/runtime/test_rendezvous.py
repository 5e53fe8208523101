"""How keys spread over the live members."""

from hypothesis import given
from hypothesis import strategies as st

from spotter.runtime.rendezvous import owner

MEMBERS = st.sets(st.text(min_size=1, max_size=8), min_size=1, max_size=6)
KEYS = [f"rack-{number}" for number in range(400)]


@given(MEMBERS, st.text())
def test_the_order_of_the_members_does_not_matter(members: set[str], key: str) -> None:
    assert owner(key, sorted(members)) == owner(key, sorted(members, reverse=True))
    assert owner(key, members) in members


@given(MEMBERS)
def test_when_a_member_leaves_only_its_own_keys_move(members: set[str]) -> None:
    gone = min(members)
    for key in KEYS[:50]:
        before, after = owner(key, members), owner(key, members - {gone})
        assert before in (gone, after)


def test_members_get_about_equal_shares() -> None:
    members = ("one", "two", "three", "four")
    shares = [sum(owner(key, members) == member for key in KEYS) for member in members]
    assert sum(shares) == len(KEYS)
    assert all(70 <= share <= 130 for share in shares), shares


def test_without_members_nobody_owns_anything() -> None:
    assert owner("rack-1", ()) is None


def test_the_choice_is_the_same_in_every_process_and_release() -> None:
    # Workers of two releases must agree while one replaces the other.
    members = ("one", "two", "three")
    assert [owner(f"rack-{number}", members) for number in range(6)] == [
        "one",
        "one",
        "three",
        "one",
        "two",
        "one",
    ]
