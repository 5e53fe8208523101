"""``spotter evaluate alerts``: whether alerts tell a trainer who needs help."""

from typing import Annotated

import typer

from spotter.cli.evaluate.options import (
    AsJson,
    FalseAlarms,
    Jobs,
    PagePath,
    Seed,
    processes_for,
    tell,
    write_page,
)
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import counted
from spotter.evaluation.alerts.alerts import measure_alerts
from spotter.evaluation.alerts.tables import alerts_json, alerts_settings, print_alerts
from spotter.evaluation.form.judging import Method
from spotter.reports.evaluation.alerts_page import alerts_page
from spotter.reports.evaluation.page import render
from spotter.teaching.false_alarm_ratio import ratio_from

ALERTS_EXAMPLES = """Examples:

spotter evaluate alerts

spotter evaluate alerts --people 12 --minutes 20 --seed 7 --page alerts.html"""

_METHOD = "spotter"


def alerts(  # noqa: PLR0913, PLR0917 - one argument per option
    people: Annotated[int, typer.Option(max=200, help="How many train; 6 or more.")] = 40,
    minutes: Annotated[int, typer.Option(max=240, help="For how long; 5 or more.")] = 60,
    false_alarms: FalseAlarms = "5%",
    seed: Seed = 0,
    jobs: Jobs = None,
    as_json: AsJson = False,
    page: PagePath = None,
) -> None:
    """Measure what a trainer is shown of a simulated class in which some have known faults.

    Beside the rules of alerting it shows what a feed of every bad rep would do.
    """
    with errors_as_exits():
        judged_by = Method(_METHOD, ratio_from(false_alarms))
        report = measure_alerts(people, minutes, judged_by, seed, processes_for(jobs), counted)
        settings = alerts_settings(people, minutes, judged_by, seed)
        if page:
            write_page(page, render(alerts_page(report, settings)))
    tell(
        alerts_json(report, settings),
        lambda console: print_alerts(report, console),
        as_json=as_json,
        page=page,
    )
