from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from spotter.training.imports.dates import moment
from spotter.training.imports.months import month_of


@pytest.mark.parametrize(
    "text",
    [
        "2024-11-08 18:30:00",
        "2024-11-08T18:30",
        "2024-11-08 6:30:00\u202fPM",
        "2024/11/08 18:30:00.000",
        "8 Nov 2024, 18:30",
        "08 Nov 2024, 18:30",
        "8 Nov 2024, 6:30 PM",
        "Nov 8, 2024, 6:30\u202fPM",
        "November 8, 2024 at 6:30 p.m.",
        "8 nov. 2024, 18:30",
        "8. Nov. 2024, 18:30",
        "08.11.2024, 18:30",
        "8 de nov. de 2024, 18:30",
        "8 de novembro de 2024 às 18:30",
        "8 Kas 2024, 18:30",
        "8 нояб. 2024 \u0433., 18:30",
        "8 ноября 2024, 18:30",
        "2024年11月8日 18:30",
        "8 11月 2024, 18:30",
        "2024년 11월 8일 18:30",
        "8. nov. 2024 kl. 18.30",
        "٨ Nov ٢٠٢٤, ١٨:٣٠",
    ],
)
def test_a_moment_is_read_in_the_phones_language(text: str) -> None:
    assert moment(text, UTC) == datetime(2024, 11, 8, 18, 30, tzinfo=UTC)


def test_a_moment_is_of_the_gyms_clock() -> None:
    began = moment("8 Jul 2024, 18:30", ZoneInfo("Europe/Rome"))
    assert began is not None
    assert began.astimezone(UTC) == datetime(2024, 7, 8, 16, 30, tzinfo=UTC)


def test_a_clock_of_twelve_hours_begins_at_twelve() -> None:
    hours = [moment(f"8 Nov 2024, {time}", UTC) for time in ("12:05 AM", "1:05 AM", "12:05 PM")]
    assert [hour and hour.hour for hour in hours] == [0, 1, 12]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "03/02/2026 18:30",
        "8 Übung 2024, 18:30",
        "31 Feb 2024, 18:30",
        "8 Nov 2024, 25:00",
        "8 Nov 2024, 13:00 PM",
        "8 Nov 0001, 18:30",
        "8 13月 2024, 18:30",
        "2024-11/08 18:30",
    ],
)
def test_anything_else_is_no_moment(text: str) -> None:
    assert moment(text, UTC) is None


@pytest.mark.parametrize(
    "names",
    [
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "January February March April May June July August September October November December",
        "ene feb mar abr may jun jul ago sept oct nov dic",
        "janv févr mars avr mai juin juil août sept oct nov déc",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "jan fev mar abr mai jun jul ago set out nov dez",
        "Jan Feb März Apr Mai Juni Juli Aug Sept Okt Nov Dez",
        "Januar Februar Mrz April Mai Jun Jul August September Oktober November Dezember",
        "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
        "sty lut mar kwi maj cze lip sie wrz paź lis gru",
        "янв февр мар апр мая июн июл авг сент окт нояб дек",
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
        "jan feb mars apr maj juni juli aug sep okt nov dec",
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    ],
)
def test_the_months_of_a_language_are_told_apart(names: str) -> None:
    assert [month_of(name) for name in names.split()] == list(range(1, 13))
