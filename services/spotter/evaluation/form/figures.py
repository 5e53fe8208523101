"""Figures of merit from judged reps."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from spotter.evaluation.form.hint_truth import HintFigures
from spotter.evaluation.form.judging import Judged, Judgement
from spotter.evaluation.form.protocol import Cell
from spotter.evaluation.statistics import Interval, auc, auc_with_ties, bootstrap, mean
from spotter.movement.values import Outcome


@dataclass(frozen=True, slots=True, eq=False)
class JudgedCell:
    """A cell with all judgements in it."""

    cell: Cell
    judged: Judged

    def is_good(self, judgement: Judgement) -> bool:
        """The truth about the judged rep."""
        return self.cell.reps[judgement.rep].is_good

    def split(self) -> tuple[list[Judgement], list[Judgement]]:
        """The judgements of the good reps, and of the bad ones."""
        said = self.judged.judgements
        good = [each for each in said if self.is_good(each)]
        return good, [each for each in said if not self.is_good(each)]

    @property
    def auc(self) -> float:
        """The mean of the folds' AUC; NaN if no fold has good and bad reps."""
        return mean([auc(good, bad) for good, bad in self._scores()])

    @property
    def auc_with_ties(self) -> float:
        """:attr:`auc`, but unscorable reps tie with all others."""
        return mean([auc_with_ties(good, bad) for good, bad in self._scores()])

    def _scores(self) -> list[tuple[list[float], list[float]]]:
        scores: defaultdict[int, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
        for judgement in self.judged.judgements:
            scores[judgement.fold][0 if self.is_good(judgement) else 1].append(judgement.score)
        return list(scores.values())


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of judgements of each outcome."""

    good: int = 0
    faulty: int = 0
    unscorable: int = 0

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> "Tally":
        """The counts of the outcomes."""
        counts = Counter(judgement.outcome for judgement in judgements)
        return cls(*(counts[what] for what in (Outcome.GOOD, Outcome.FAULTY, Outcome.UNSCORABLE)))

    @property
    def scored(self) -> int:
        """The number of scorable reps."""
        return self.good + self.faulty

    @property
    def faulty_ratio(self) -> float:
        """The share of faulty reps among the scorable; NaN if there are none."""
        return self.faulty / self.scored if self.scored else np.nan

    @property
    def unscorable_ratio(self) -> float:
        """The share of unscorable reps among all; NaN if there are none."""
        every = self.scored + self.unscorable
        return self.unscorable / every if every else np.nan


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some cells: all, those of an exercise, or those of a group.

    ``auc`` is the mean over the cells; for ``auc_with_ties`` unscorable reps tie with all others;
    ``pooled_auc`` is the AUC of all scores divided by their thresholds.
    """

    name: str
    auc: float
    auc_with_ties: float
    pooled_auc: float
    good: Tally
    bad: Tally

    @classmethod
    def of(cls, name: str, cells: Sequence[JudgedCell]) -> "Figures":
        """The figures of ``cells``."""
        halves = [cell.split() for cell in cells]
        good = [judgement for half, _ in halves for judgement in half]
        bad = [judgement for _, half in halves for judgement in half]
        return cls(
            name=name,
            auc=mean([cell.auc for cell in cells]),
            auc_with_ties=mean([cell.auc_with_ties for cell in cells]),
            pooled_auc=auc([each.ratio for each in good], [each.ratio for each in bad]),
            good=Tally.of(good),
            bad=Tally.of(bad),
        )


@dataclass(frozen=True, slots=True)
class Spread:
    """Confidence intervals of the figures over resampled groups; None for a single group."""

    auc: Interval | None
    false_alarms: Interval | None
    found: Interval | None


@dataclass(frozen=True, slots=True, eq=False)
class FormReport:
    """The results of ``spotter evaluate form``.

    ``auc_deviation`` is the standard deviation of the groups' AUC; ``exercise_auc`` the mean of
    the exercises' AUC, which weighs an exercise of many groups no more than another.
    """

    cells: tuple[JudgedCell, ...]
    total: Figures
    spread: Spread
    auc_deviation: float
    exercise_auc: float
    exercises: tuple[Figures, ...]
    groups: tuple[Figures, ...]
    reasons: dict[str, tuple[int, int]]
    left_out: tuple[str, ...]

    @property
    def asked_ratio(self) -> float:
        """The share of the sets of first reps that are asked about; NaN without first reps."""
        return mean([float(asked) for cell in self.cells for asked in cell.judged.asked])

    @property
    def baseline_ratio(self) -> float:
        """The share of the sets of first reps that became a baseline; NaN without first reps."""
        return mean([float(has) for cell in self.cells for has in cell.judged.with_baseline])

    @property
    def judgements(self) -> list[Judgement]:
        """All judgements, cell by cell."""
        return [judgement for cell in self.cells for judgement in cell.judged.judgements]

    @property
    def hints(self) -> HintFigures:
        """Whether what is said of faulty reps is so."""
        faulty = (each for each in self.judgements if each.outcome is Outcome.FAULTY)
        return HintFigures.of(each.hint_truth for each in faulty)


def report_of(
    cells: Sequence[JudgedCell], left_out: Sequence[str], rng: np.random.Generator
) -> FormReport:
    """The figures of all, of each exercise and of each group; ``rng`` resamples groups."""
    exercises = _figures_by(cells, lambda cell: cell.exercise)
    groups = _figures_by(cells, lambda cell: cell.group)
    failures = [failure for cell in cells for failure in cell.judged.failures]
    without_auc = [
        f"{cell.cell.title}: no AUC, because no good or no bad rep can be judged"
        for cell in cells
        if not np.isfinite(cell.auc)
    ]
    return FormReport(
        cells=tuple(cells),
        total=Figures.of("all", cells),
        spread=_spread(cells, groups, rng),
        auc_deviation=_deviation([group.auc for group in groups]),
        exercise_auc=mean([exercise.auc for exercise in exercises]),
        exercises=exercises,
        groups=groups,
        reasons=_reasons(cells),
        left_out=(*left_out, *failures, *without_auc),
    )


def _figures_by(cells: Sequence[JudgedCell], key: Callable[[Cell], str]) -> tuple[Figures, ...]:
    names = dict.fromkeys(key(cell.cell) for cell in cells)
    return tuple(
        Figures.of(name, [cell for cell in cells if key(cell.cell) == name]) for name in names
    )


def _spread(
    cells: Sequence[JudgedCell], groups: Sequence[Figures], rng: np.random.Generator
) -> Spread:
    aucs = [
        [cell.auc for cell in cells if cell.cell.group == group.name and np.isfinite(cell.auc)]
        for group in groups
    ]
    return Spread(
        auc=bootstrap([sum(each) for each in aucs], [len(each) for each in aucs], rng),
        false_alarms=bootstrap(
            [group.good.faulty for group in groups], [group.good.scored for group in groups], rng
        ),
        found=bootstrap(
            [group.bad.faulty for group in groups], [group.bad.scored for group in groups], rng
        ),
    )


def _deviation(values: Sequence[float]) -> float:
    found = [value for value in values if np.isfinite(value)]
    return float(np.std(found, ddof=1)) if len(found) > 1 else np.nan


def _reasons(cells: Sequence[JudgedCell]) -> dict[str, tuple[int, int]]:
    """Why reps were unscorable, without details -> the numbers of good and of bad reps."""
    good, bad = Counter[str](), Counter[str]()
    for cell in cells:
        for counter, half in zip((good, bad), cell.split(), strict=True):
            counter.update(each.reason for each in half if each.reason)
    return {reason: (good[reason], bad[reason]) for reason in sorted(good.keys() | bad.keys())}
