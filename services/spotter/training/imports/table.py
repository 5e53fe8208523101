"""Rows of a CSV file from a stream of its lines, with their line numbers, in bounded memory."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

from spotter.training.imports.performed import NotRead

_MOST_LINES = 100
"""Lines of one record: a note may have several. A quote that never closes costs one line only."""
_DELIMITERS = ",;\t"
Record = tuple[int, list[str]]
"""The number of a record's first line, and its cells without surrounding space."""


def records(lines: Iterable[str]) -> Iterator[Record | NotRead]:
    """The records of a CSV file, its header first; blank lines and ``sep=;`` are no records.

    The header tells what separates the cells: comma, semicolon or tab.
    """
    numbered = enumerate(_without_mark(lines), start=1)
    for number, line in numbered:
        if line.strip() and not line.startswith("sep="):
            delimiter = max(_DELIMITERS, key=line.count)
            yield from _split(deque([(number, line)]), numbered, delimiter)
            return


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    upcoming = iter(lines)
    for first in islice(upcoming, 1):
        yield first.removeprefix("\ufeff")
    yield from upcoming


def _split(
    waiting: deque[tuple[int, str]], numbered: Iterator[tuple[int, str]], delimiter: str
) -> Iterator[Record | NotRead]:
    while waiting or (waiting := deque(islice(numbered, 1))):
        taken: list[tuple[int, str]] = []
        reader = csv.reader(
            islice(_taking(waiting, numbered, taken), _MOST_LINES), delimiter=delimiter, strict=True
        )
        try:
            cells = [cell.strip() for cell in next(reader)]
        except csv.Error as error:
            number, line = taken[0]
            found = f"{line.strip():.60}"
            yield NotRead(number, f"expected cells of CSV; found {found!r} ({error})")
            waiting.extendleft(reversed(taken[1:]))
        else:
            if any(cells):
                yield taken[0][0], cells


def _taking(
    waiting: deque[tuple[int, str]],
    numbered: Iterator[tuple[int, str]],
    taken: list[tuple[int, str]],
) -> Iterator[str]:
    """The lines of ``waiting``, then of ``numbered``, each noted in ``taken`` as it is given."""
    while True:
        entry = waiting.popleft() if waiting else next(numbered, None)
        if entry is None:
            return
        taken.append(entry)
        yield entry[1]
