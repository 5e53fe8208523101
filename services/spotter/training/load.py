"""Loads: kept in kilograms, read and shown in kilograms or pounds."""

import re
from decimal import Decimal
from enum import StrEnum

from spotter.training.errors import TrainingError

MOST_KG = 1000.0
_LEAST_KG = 0.001
_KG_PER_LB = Decimal("0.45359237")  # exact: the international pound of 1959
_LOAD = re.compile(r"(\d{1,5}(?:[.,]\d{1,24})?)\s*(kgs?|lbs?)", re.IGNORECASE)


class LoadUnit(StrEnum):
    """A unit in which people write loads."""

    KG = "kg"
    LB = "lb"

    def to_kg(self, number: Decimal) -> float:
        """``number`` of this unit in kilograms: the double that is nearest to the exact product.

        >>> LoadUnit.LB.to_kg(Decimal(135))
        61.23496995
        """
        return float(number * _KG_PER_LB if self is LoadUnit.LB else number)

    def of_kg(self, load_kg: float) -> Decimal:
        """``load_kg`` in this unit, with 28 digits. Whatever :meth:`to_kg` took comes back.

        >>> LoadUnit.LB.of_kg(61.23496995)
        Decimal('135')
        """
        exact = Decimal(repr(load_kg))
        return exact / _KG_PER_LB if self is LoadUnit.LB else exact


def load_unit(text: str) -> LoadUnit | None:
    """The unit that ``text`` names, such as ``kg``, ``lb`` or ``lbs``; None if it names neither."""
    return {"kg": LoadUnit.KG, "lb": LoadUnit.LB}.get(text.strip().lower().removesuffix("s"))


def load_kg(text: str) -> float:
    """The load that ``text`` names with its unit, in kilograms.

    Raises :class:`TrainingError` for anything else, such as a number without its unit.

    >>> load_kg("82.5 kg"), load_kg("135 lb")
    (82.5, 61.23496995)
    """
    found = _LOAD.fullmatch(text.strip())
    unit = load_unit(found[2]) if found else None
    if not found or not unit:
        raise TrainingError(f"expected a load like '82.5 kg' or '135 lb'; found {text[:40]!r}")
    return checked_kg(unit.to_kg(Decimal(found[1].replace(",", "."))))


def load_text(load_kg: float, unit: LoadUnit, decimals: int = 2) -> str:
    """The load as people read it, with at most ``decimals`` decimals.

    >>> load_text(61.23496995, LoadUnit.LB), load_text(61.23496995, LoadUnit.KG)
    ('135 lb', '61.23 kg')
    """
    number = f"{unit.of_kg(load_kg):.{decimals}f}"
    return f"{number.rstrip('0').rstrip('.') if '.' in number else number} {unit}"


def checked_kg(load_kg: float) -> float:
    """``load_kg`` itself. Raises :class:`TrainingError` unless it is 0, or 1 g to 1000 kg."""
    if load_kg and not _LEAST_KG <= load_kg <= MOST_KG:  # also refuses NaN
        raise TrainingError(f"expected a load of 0 to {MOST_KG:g} kg; found {load_kg} kg")
    return load_kg
