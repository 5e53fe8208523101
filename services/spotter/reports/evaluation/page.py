"""A page of figures, curves and drawings: one self-contained HTML file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup
from plotly.offline import get_plotlyjs

from spotter.evaluation.figure_words import UNKNOWN
from spotter.reports.html import template


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure in large type."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table; the first cell of each row names it.

    ``shades`` has a number from 0 to 1 for each cell: the darker its background, the worse it is.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""
    shades: Sequence[Sequence[float]] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A Plotly chart; colours are names from the page's style sheet, as ``"@good"``."""

    title: str
    traces: Sequence[dict[str, Any]]
    layout: dict[str, Any]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG and what it shows."""

    svg: str
    caption: str
    is_large: bool = False

    @property
    def markup(self) -> Markup:
        """The SVG, which contains only numbers and needs no escaping."""
        return Markup(self.svg)  # noqa: S704


@dataclass(frozen=True, slots=True)
class Card:
    """Drawings with a text; ``outcome`` is good, faulty, unscorable or empty."""

    title: str
    outcome: str
    words: str
    drawings: Sequence[Drawing]


@dataclass(frozen=True, slots=True)
class Section:
    """Mistakes of one kind."""

    title: str
    note: str
    cards: Sequence[Card]
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The content of a page, from top to bottom."""

    heading: str
    subtitle: str
    headlines: Sequence[Headline]
    charts: Sequence[Chart] = ()
    tables: Sequence[PageTable] = ()
    sections: Sequence[Section] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    footnotes: Sequence[str] = ()


def render(page: Page) -> str:
    """The page as HTML."""
    charts = [{"traces": list(chart.traces), "layout": chart.layout} for chart in page.charts]
    return template("evaluation.html").render(
        page=page,
        charts=charts,
        settings=[(name, _words(value)) for name, value in page.settings.items()],
        plotly_js=get_plotlyjs(),
    )


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return UNKNOWN if value is None else str(value)
