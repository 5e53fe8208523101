"""A row of an app's file: cells by column, and what of them was not understood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from spotter.training.errors import TrainingError
from spotter.training.imports.cells import NUMBER, Kind, T, metres
from spotter.training.imports.performed import NotRead
from spotter.training.load import LoadUnit, load_unit

_WITH_UNIT = re.compile(r"(weight|distance|duration)[ _]\(?([\w.]+)\)?")


class RowError(TrainingError):
    """A row without which nothing can be said: ``not_read`` says why."""

    def __init__(self, not_read: NotRead) -> None:
        super().__init__(str(not_read))
        self.not_read = not_read


class Header:
    """The names of a file's columns, in any order, without their units.

    ``Weight (kg)`` and ``weight_kg`` are both ``weight`` in ``kg``. A name may come twice, in
    different units.
    """

    def __init__(self, cells: Sequence[str]) -> None:
        self.width = len(cells)
        self.columns: dict[str, list[tuple[int, str]]] = {}
        for index, cell in enumerate(cells):
            name, unit = cell.lower(), ""
            measure = _WITH_UNIT.fullmatch(name)
            if measure and measure[2] != "unit":
                name, unit = measure.groups()
            self.columns.setdefault(name, []).append((index, unit))

    def unit_of(self, name: str) -> str:
        """The unit in which the column ``name`` says to be; empty if it says none."""
        return next((unit for _, unit in self.columns.get(name, ()) if unit), "")


@dataclass(slots=True)
class Row:
    """One row. Values that a set stands without and that are not understood go to ``left_out``.

    Raises :class:`RowError` for a row with too few cells, or with too many that are not empty.
    """

    header: Header
    line: int
    cells: list[str]
    left_out: list[NotRead] = field(default_factory=list)

    def __post_init__(self) -> None:
        width, found = self.header.width, len(self.cells)
        if found < width or any(self.cells[width:]):
            raise self.unreadable(f"{width} cells, as in the header", str(found))

    def text(self, name: str) -> str:
        """The cell of the column ``name``; empty if the file has no such column."""
        return self._filled(name)[0]

    def required(self, name: str, kind: Kind[T]) -> T:
        """The value of a cell. Raises :class:`RowError` if it is empty or not understood."""
        return self._understood(name, self.text(name), kind)

    def value(self, name: str, kind: Kind[T]) -> T | None:
        """The value of a cell, None if it is empty or 0. Raises :class:`RowError` otherwise."""
        text = self.text(name)
        return (self._understood(name, text, kind) or None) if text else None

    def beside(self, name: str, kind: Kind[T]) -> T | None:
        """Like :meth:`value`, but what is not understood is left out and noted."""
        try:
            return self.value(name, kind)
        except RowError as error:
            self.left_out.append(replace(error.not_read, value_only=True))
            return None

    def load_kg(self, usual: LoadUnit | None) -> float | None:
        """The row's weight in kilograms, None for none.

        The unit is the row's, else the column's, else ``usual``. Raises :class:`RowError` for a
        weight that is no number or has no known unit.
        """
        amount, unit_text = self._amount("weight")
        unit = load_unit(unit_text) if unit_text else usual
        if not amount:
            return None
        if unit is None:
            raise self.unreadable("a weight in kg or lb", _quoted(f"{amount} {unit_text}"))
        return unit.to_kg(amount)

    def distance_m(self, usual: str) -> float | None:
        """The row's distance in metres, None for none; its unit as in :meth:`load_kg`."""
        amount, unit = self._amount("distance")
        if not amount:
            return None
        distance_m = metres(amount, unit or usual)
        if distance_m is None:
            raise self.unreadable("a distance in m, km, mi, ft or yd", _quoted(f"{amount} {unit}"))
        return distance_m

    def unreadable(self, expected: str, found: str) -> RowError:
        """The error that says so of this row."""
        return RowError(NotRead(self.line, f"expected {expected}; found {found}"))

    def _amount(self, name: str) -> tuple[Decimal | None, str]:
        _, unit = self._filled(name)
        return self.value(name, NUMBER), self.text(f"{name} unit") or unit

    def _understood(self, name: str, text: str, kind: Kind[T]) -> T:
        value = kind.read(text)
        if value is None:
            raise self.unreadable(f"{kind.expected} ({name})", _quoted(text))
        return value

    def _filled(self, name: str) -> tuple[str, str]:
        """The first cell of the columns called ``name`` that is not empty, and its unit."""
        for at, unit in self.header.columns.get(name, ()):
            if self.cells[at]:
                return self.cells[at], unit
        return "", ""


def _quoted(text: str) -> str:
    return f"{text[:60]!r}" if text else "nothing"
