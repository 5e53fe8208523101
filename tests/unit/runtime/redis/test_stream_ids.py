from spotter.runtime.redis.stream_ids import age_s, entry_ms, stream_id


def test_ids_are_in_the_order_of_their_numbers_not_of_their_letters() -> None:
    ids = [b"1700000000001-0", b"1700000000000-10", b"1700000000000-9"]
    assert sorted(ids, key=stream_id) == ids[::-1]


def test_an_id_without_a_number_comes_first_in_its_millisecond() -> None:
    assert stream_id(b"1700000000000") == (1_700_000_000_000, 0)


def test_an_entry_is_as_old_as_its_milliseconds_say() -> None:
    assert entry_ms(b"1700000000250-3") == 1_700_000_000_250
    assert age_s(b"1700000000250-3", 1_700_000_002.0) == 1.75


def test_an_entry_from_a_clock_that_is_a_little_ahead_is_new() -> None:
    assert age_s(b"1700000000250-0", 1_700_000_000.0) == 0.0
