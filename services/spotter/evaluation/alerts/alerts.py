"""Measures alerts on a simulated class with known faults."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from spotter.alerting.rules import Rules
from spotter.evaluation.alerts.figures import AlertFigures, figures_of
from spotter.evaluation.alerts.group_plan import Member, group_of
from spotter.evaluation.alerts.performing import JudgedRep, judged_reps
from spotter.evaluation.alerts.truth import Truth
from spotter.evaluation.alerts.watching import watched_by_rules, watched_every_bad_rep
from spotter.evaluation.form.judging import Method
from spotter.evaluation.parallel import each
from spotter.evaluation.progress import Progress, silent
from spotter.movement.values import Outcome


@dataclass(frozen=True, slots=True)
class AlertsReport:
    """The results of ``spotter evaluate alerts``: by the rules, and if every bad rep alerts."""

    rows: tuple[AlertFigures, ...]
    reps: int
    faulty_reps: int
    called_faulty: int


def measure_alerts(  # noqa: PLR0913, PLR0917 - what the class is made of, and how it is done
    people: int,
    minutes: int,
    method: Method,
    seed: int,
    processes: int,
    progress: Progress = silent,
) -> AlertsReport:
    """Let a class train for so long, and measure what its trainer is shown.

    Raises :class:`EvaluationError` for a class or a time that is too small.
    """
    members = group_of(people, minutes, seed)
    truths = []
    with progress("Training and judging", len(members)) as on_done:
        work = partial(_truth_of, minutes=minutes, method=method, seed=seed)
        for truth in each(work, members, processes):
            truths.append(truth)
            on_done()
    return report_of(truths, minutes, Rules())


def report_of(truths: Sequence[Truth], minutes: int, rules: Rules) -> AlertsReport:
    """What the trainer of these members is shown."""
    reps = sorted(
        (rep for truth in truths for rep in truth.reps),
        key=lambda rep: (rep.at_us, rep.judged.rep_id),
    )
    watched = {
        "by the rules": watched_by_rules(reps, minutes, rules),
        "every bad rep": watched_every_bad_rep(reps, minutes),
    }
    return AlertsReport(
        tuple(figures_of(name, one, truths, minutes, rules) for name, one in watched.items()),
        reps=len(reps),
        faulty_reps=sum(rep.fault is not None for rep in reps),
        called_faulty=sum(rep.judged.outcome is Outcome.FAULTY for rep in reps),
    )


def _truth_of(member: Member, minutes: int, method: Method, seed: int) -> Truth:
    reps: tuple[JudgedRep, ...] = judged_reps(member, minutes, method, seed)
    return Truth(member.station_id, reps, member.episodes)
