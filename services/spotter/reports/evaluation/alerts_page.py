"""The page of ``spotter evaluate alerts``."""

from typing import Any

from spotter.evaluation.alerts.alerts import AlertsReport
from spotter.evaluation.alerts.tables import ALERTS_HEAD, alert_rows, minutes_and_seconds
from spotter.evaluation.figure_words import percent
from spotter.evaluation.json_numbers import finite_or_none
from spotter.reports.evaluation.page import Chart, Headline, Page, PageTable

_COLOURS = ("@good", "@faulty")


def alerts_page(report: AlertsReport, settings: dict[str, Any]) -> Page:
    """Figures, and whether the five who need help most come first, minute by minute."""
    by_rules, every = report.rows
    return Page(
        heading="Who needs me now?",
        subtitle=f"{settings['people']} simulated members with known faults, "
        f"{settings['minutes']} minutes, real verdicts",
        headlines=[
            Headline(
                "The five come first",
                percent(by_rules.first_five_ratio),
                f"of minutes; every bad rep: {percent(every.first_five_ratio)}",
            ),
            Headline(
                "Alerts that were right",
                percent(by_rules.followed_ratio),
                f"every bad rep: {percent(every.followed_ratio)}",
            ),
            Headline(
                "Longest wait unseen",
                minutes_and_seconds(by_rules.longest_free_wait_s),
                "while the trainer was under budget",
            ),
            Headline(
                "Shown in ten minutes",
                f"{by_rules.shown_each_ten_minutes:.1f}",
                f"every bad rep: {every.shown_each_ten_minutes:.1f}",
            ),
        ],
        charts=[_by_minute(report)],
        tables=[PageTable("What a trainer is shown", ("", *ALERTS_HEAD), alert_rows(report))],
        settings=settings,
    )


def _by_minute(report: AlertsReport) -> Chart:
    return Chart(
        "Of the five who need help most, among the first five",
        [
            {
                "x": list(range(1, len(row.found_by_minute) + 1)),
                "y": [finite_or_none(one) for one in row.found_by_minute],
                "name": name,
                "line": {"color": colour},
            }
            for row, name, colour in zip(report.rows, ALERTS_HEAD, _COLOURS, strict=True)
        ],
        {"xaxis": {"title": "minute"}, "yaxis": {"tickformat": ".0%", "range": [0, 1.05]}},
        "A gap is a minute in which nobody needed help.",
    )
