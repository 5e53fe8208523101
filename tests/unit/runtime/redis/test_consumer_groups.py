from spotter.runtime.redis.consumer_groups import NOTHING_PENDING, first_undone

GROUPS = [
    {"name": b"ledger", "last-delivered-id": b"70-3"},
    {"name": b"other", "last-delivered-id": b"90-0"},
]


def test_what_was_never_delivered_is_undone_from_the_next_id_on() -> None:
    assert first_undone(GROUPS, "ledger", NOTHING_PENDING) == (70, 4)


def test_what_was_delivered_and_not_acknowledged_is_undone() -> None:
    assert first_undone(GROUPS, "ledger", {"pending": 2, "min": b"50-1"}) == (50, 1)


def test_a_group_that_does_not_exist_has_done_nothing() -> None:
    assert first_undone(GROUPS, "nobody", NOTHING_PENDING) == (0, 1)
