from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.catalog.database.kinds.partitions import (
    Month,
    is_no_partition,
    month_of,
    months_to_have,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _us(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def test_this_month_and_the_next_two_are_had_across_a_new_year() -> None:
    months = months_to_have(_us(datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC)))
    assert months == (Month(2026, 11), Month(2026, 12), Month(2027, 1))


@given(st.datetimes(datetime(1900, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_each_moment_is_in_its_own_month_and_in_no_other(moment: datetime) -> None:
    at_us = _us(moment)
    month = month_of(at_us)
    assert (month.year, month.number) == (moment.year, moment.month)
    assert month.begins_us <= at_us < month.next.begins_us


def test_a_partition_is_named_for_its_month() -> None:
    assert Month(2026, 3).partition_of("rep_poses") == "rep_poses_2026_03"


@pytest.mark.parametrize("name", ["rep_default", "rep_poses_default", "rep_2026_03"])
def test_partitions_are_known_by_their_names(name: str) -> None:
    assert not is_no_partition(name, "table", {})


@pytest.mark.parametrize("name", ["rep", "rep_poses", "rep_2026_03_old", "member"])
def test_tables_are_no_partitions(name: str) -> None:
    assert is_no_partition(name, "table", {})


def test_an_index_is_none_whatever_its_name() -> None:
    assert is_no_partition("rep_2026_03", "index", {})
