from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.training.errors import TrainingError
from spotter.training.load import LoadUnit, load_kg, load_text, load_unit

HUNDREDTHS = st.integers(0, 100_000).map(lambda hundredths: Decimal(hundredths) / 100)


@pytest.mark.parametrize(
    ("text", "expected_kg"),
    [
        ("82.5 kg", 82.5),
        ("82,5kg", 82.5),
        ("0 kg", 0.0),
        ("135 lb", 61.23496995),
        ("135 LBS", 61.23496995),
        ("2.5 lbs", 1.133980925),
        ("1 lb", 0.45359237),
    ],
)
def test_a_load_is_kept_in_kilograms(text: str, expected_kg: float) -> None:
    assert load_kg(text) == expected_kg


@given(number=HUNDREDTHS, unit=st.sampled_from(LoadUnit))
def test_what_was_written_is_shown_again(number: Decimal, unit: LoadUnit) -> None:
    text = f"{number.normalize():f} {unit}"
    assert load_text(load_kg(text), unit) == text


@given(number=HUNDREDTHS)
def test_pounds_are_exact(number: Decimal) -> None:
    assert LoadUnit.LB.to_kg(number) == float(number * 45359237 / Decimal(10**8))


@pytest.mark.parametrize(
    "text", ["", "82.5", "kg", "-5 kg", "82.5 st", "1,234.5 lb", "nan kg", "1e3 kg", "82.5 kg x"]
)
def test_a_load_without_number_or_unit_is_refused(text: str) -> None:
    with pytest.raises(TrainingError, match=r"expected a load like '82\.5 kg' or '135 lb'; found"):
        load_kg(text)


@pytest.mark.parametrize("text", ["1000.1 kg", "2205 lb", "0.0001 kg"])
def test_a_load_that_nobody_lifts_is_refused(text: str) -> None:
    with pytest.raises(TrainingError, match="expected a load of 0 to 1000 kg"):
        load_kg(text)


def test_a_unit_is_told_by_its_usual_names() -> None:
    assert [load_unit(name) for name in ("kg", " KGS", "lb", "Lbs", "stone", "")] == [
        LoadUnit.KG,
        LoadUnit.KG,
        LoadUnit.LB,
        LoadUnit.LB,
        None,
        None,
    ]
