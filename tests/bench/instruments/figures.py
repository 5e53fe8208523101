"""The findings of a benchmark, as a table on the terminal and as JSON."""

import json
import os
import platform
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

import psutil
from rich.console import Console
from rich.table import Table

_DIGITS = 3

Say = Callable[[str], None]
"""Shows the user a benchmark's progress."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number: the median of its ``samples``."""

    name: str
    value: float
    unit: str
    aim: str = ""
    note: str = ""
    samples: tuple[float, ...] = ()

    @classmethod
    def median_of(
        cls, name: str, samples: Iterable[float], unit: str, *, aim: str = "", note: str = ""
    ) -> "Figure":
        """The median of repeated measurements."""
        taken = tuple(samples)
        return cls(name, median(taken), unit, aim, note, taken)

    @property
    def spread(self) -> str:
        """The smallest and the largest sample."""
        if len(self.samples) < 2:
            return ""
        return f"{number(min(self.samples))} to {number(max(self.samples))}"


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of one benchmark; ``details`` is any JSON value."""

    benchmark: str
    figures: Sequence[Figure]
    details: dict[str, object] = field(default_factory=dict)


def number(value: float) -> str:
    """A number with three significant digits and no exponent."""
    if value == 0 or abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.{_DIGITS}g}" if abs(value) >= 0.001 else f"{value:.6f}"


def show(findings: Findings, console: Console) -> None:
    """Print the figures as a table."""
    table = Table(
        "what", "figure", "unit", "aim", "spread", "note", title=findings.benchmark, expand=False
    )
    for figure in findings.figures:
        table.add_row(
            figure.name, number(figure.value), figure.unit, figure.aim, figure.spread, figure.note
        )
    console.print(table)


def store(findings: Findings, folder: Path) -> Path:
    """Write the findings to ``<folder>/<benchmark>.json``; returns the path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{findings.benchmark}.json"
    said = {"measured": time.strftime("%Y-%m-%d %H:%M"), "machine": machine(), **asdict(findings)}
    path.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
    return path


def machine() -> dict[str, object]:
    """The machine and its load."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "load_1_min": round(os.getloadavg()[0], 2),
    }
