"""A history's table as Parquet, for which pyarrow is needed: the extra ``parquet``."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO

from spotter.wire.catalog.records.history_table import HistoryRow

_TYPES = {
    "exercise_id": "string",
    "exercise": "string",
    "first_day": "date32",
    "faults": "string",
    "good": "int64",
    "faulty": "int64",
    "unscorable": "int64",
    "measured": "int64",
}
"""Of the columns that are no float64."""


def writes_parquet() -> bool:
    """Whether pyarrow is installed."""
    return find_spec("pyarrow") is not None


def parquet_of(rows: Iterable[HistoryRow]) -> bytes:
    """The rows as a Parquet file. Raises :class:`ModuleNotFoundError` without pyarrow."""
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    schema = arrow.schema(
        [
            (field.name, getattr(arrow, _TYPES.get(field.name, "float64"))())
            for field in fields(HistoryRow)
        ]
    )
    file = BytesIO()
    parquet.write_table(arrow.Table.from_pylist([asdict(row) for row in rows], schema), file)
    return file.getvalue()
