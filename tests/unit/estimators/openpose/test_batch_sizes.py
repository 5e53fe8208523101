"""The batch sizes of a GPU, and which ones are recorded ahead."""

import pytest

from spotter.estimators.openpose.torch.batch_sizes import Size, next_to_record, padded_batch

BATCHES = range(1, 129)


def recorded_after(*counts: int, most: int) -> list[int]:
    """Of which batches the work is recorded when batches of ``counts`` have come again and again.

    They are in the order of the recordings.
    """
    recorded: dict[Size, None] = {}
    for count in counts:
        size = padded_batch(count, most), 368, 656
        recorded.setdefault(size)
        while ahead := next_to_record(size, recorded, most):
            assert ahead not in recorded
            recorded[ahead] = None
    return [count for count, *_ in recorded]


def test_a_batch_is_padded_by_at_most_half_to_one_of_few_sizes() -> None:
    padded = [padded_batch(count) for count in BATCHES]
    assert padded[:13] == [1, 2, 3, 4, 6, 6, 8, 8, 12, 12, 12, 12, 16]
    assert all(count <= size <= 1.5 * count for count, size in zip(BATCHES, padded, strict=True))
    assert len(set(padded)) == 14
    assert [padded_batch(size) for size in padded] == padded


@pytest.mark.parametrize("most", [5, 20, 64])
def test_a_full_batch_is_not_padded_and_a_larger_one_ignores_the_limit(most: int) -> None:
    assert padded_batch(most, most) == most
    assert max(padded_batch(count, most) for count in range(1, most + 1)) == most
    assert padded_batch(most + 1, most) == padded_batch(most + 1)


def test_after_a_large_batch_all_smaller_ones_are_recorded_the_largest_first() -> None:
    assert recorded_after(16, most=16) == [16, 12, 8, 6, 4, 3, 2, 1]
    assert recorded_after(11, most=16) == [12, 8, 6, 4, 3, 2, 1]
    assert recorded_after(7, most=7) == [7, 6, 4, 3, 2, 1]


def test_small_batches_alone_record_no_large_ones() -> None:
    assert recorded_after(1, most=16) == [1]
    assert recorded_after(1, 3, 6, most=16) == [1, 3, 2, 6, 4]


def test_without_a_limit_and_beyond_it_nothing_is_recorded_ahead() -> None:
    assert recorded_after(6, 3, most=0) == [6, 3]
    assert recorded_after(6, most=2) == [6, 2, 1]


def test_pictures_of_another_size_have_their_own_recordings() -> None:
    recorded = [(count, 368, 656) for count in (1, 2, 3, 4)]
    assert next_to_record((4, 368, 656), recorded, 4) is None
    assert next_to_record((4, 656, 368), recorded, 4) == (3, 656, 368)


def test_every_smaller_batch_has_been_recorded() -> None:
    for most in BATCHES:
        recorded = recorded_after(most, most=most)
        assert {padded_batch(count, most) for count in range(1, most + 1)} == set(recorded)
