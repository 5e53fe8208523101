"""The page of ``spotter evaluate athletes``."""

from collections.abc import Callable
from typing import Any

from spotter.evaluation.athletes.athletes import AthleteRep, AthleteSet, AthletesReport
from spotter.evaluation.athletes.stage import Station, name_of, reference_at
from spotter.evaluation.athletes.tables import ATHLETES_HEAD, athletes_cells
from spotter.evaluation.figure_words import percent
from spotter.evaluation.form.judging import Method
from spotter.movement.values import Outcome
from spotter.reports.evaluation.page import Card, Headline, Page, PageTable, Section
from spotter.reports.evaluation.rep_card import HOW_DRAWN, rep_card

_SHOWN = 8

_MISTAKES: dict[str, Callable[[AthleteRep], bool]] = {
    "Good reps called faulty": lambda rep: not rep.is_seeded and rep.outcome is Outcome.FAULTY,
    "Seeded faults missed": lambda rep: rep.is_seeded and rep.outcome is Outcome.GOOD,
    "Another fault named first": lambda rep: (
        rep.is_seeded and rep.outcome is Outcome.FAULTY and not rep.is_named
    ),
    "Not judged": lambda rep: rep.outcome is Outcome.UNSCORABLE,
}


def athletes_page(report: AthletesReport, settings: dict[str, Any], method: Method) -> Page:
    """Figures, and drawings of misjudged reps."""
    total = report.total
    return Page(
        heading="The seeded fault?",
        subtitle=f"{settings['method']}, rendered athletes, reference by one of them",
        headlines=[
            Headline("Exactly the seeded rep", percent(total.exact_ratio), f"of {total.sets} sets"),
            Headline("Seeded faults found", percent(total.found_ratio)),
            Headline("Seeded fault named first", percent(total.named_ratio), "of all seeded reps"),
            Headline("Good reps called faulty", percent(total.false_alarm_ratio)),
            Headline("Exercise recognised", percent(total.recognised_ratio), "among eight"),
        ],
        tables=[
            PageTable(f"{name}s", (name, *ATHLETES_HEAD), [athletes_cells(row) for row in rows])
            for name, rows in report.rows.items()
        ],
        sections=[
            _section(title, is_mistake, report, settings["seed"], method)
            for title, is_mistake in _MISTAKES.items()
        ],
        settings=settings,
    )


def _section(
    title: str,
    is_mistake: Callable[[AthleteRep], bool],
    report: AthletesReport,
    seed: int,
    method: Method,
) -> Section:
    """The worst mistakes: good reps with the highest scores, faulty ones with the lowest."""
    found = [
        (each_set, rep) for each_set in report.sets for rep in each_set.reps if is_mistake(rep)
    ]
    found.sort(key=lambda pair: pair[1].ratio if pair[1].is_seeded else -pair[1].ratio)
    cards = [_card(each_set, rep, seed, method) for each_set, rep in found[:_SHOWN]]
    return Section(f"{title}: {len(found)}", HOW_DRAWN, [card for card in cards if card])


def _card(each_set: AthleteSet, rep: AthleteRep, seed: int, method: Method) -> Card | None:
    if rep.poses is None:
        return None
    reference = reference_at(Station(each_set.exercise, each_set.view), seed)
    seeded = f"seeded {each_set.fault.value}" if rep.is_seeded else "good"
    place = f"{each_set.exercise}, {each_set.view.value}, athlete {each_set.athlete}"
    title = f"{place}, rep {rep.number}, {seeded}"
    return rep_card(title, method, [reference], name_of(each_set.athlete), rep.poses)
