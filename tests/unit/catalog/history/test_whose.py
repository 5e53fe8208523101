from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from spotter.catalog.history.whose import class_days

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(DAYS, DAYS, st.integers(0, 100), st.booleans())
def test_a_class_is_on_its_day_or_every_week_from_it_on(
    begins: date,
    first: date,
    length: int,
    is_weekly: bool,  # noqa: FBT001 - drawn
) -> None:
    last = first + timedelta(days=length)
    expected = [
        day
        for day in (first + timedelta(days=one) for one in range(length + 1))
        if day == begins or (is_weekly and day > begins and (day - begins).days % 7 == 0)
    ]
    assert class_days(begins, first, last, is_weekly=is_weekly) == expected
