"""Drawings of the worst mistakes in judging reps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spotter.evaluation.form.figures import JudgedCell
from spotter.evaluation.form.judging import Judgement, Method
from spotter.movement.values import Outcome
from spotter.reports.evaluation.page import Card, Section
from spotter.reports.evaluation.rep_card import HOW_DRAWN, rep_card

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of mistake: the outcome, the reps that it is wrong for, and their order."""

    title: str
    called: Outcome
    of: Callable[[bool], bool]
    order: Callable[[Judgement], float]


_KINDS = (
    _Kind(
        "Good reps called faulty, the highest scores",
        Outcome.FAULTY,
        of=lambda is_good: is_good,
        order=lambda judgement: -judgement.ratio,
    ),
    _Kind(
        "Faulty reps missed, the lowest scores",
        Outcome.GOOD,
        of=lambda is_good: not is_good,
        order=lambda judgement: judgement.ratio,
    ),
    _Kind(
        "Reps that could not be judged",
        Outcome.UNSCORABLE,
        of=lambda _: True,
        order=lambda judgement: judgement.rep,
    ),
)


def mistake_sections(cells: Sequence[JudgedCell], method: Method) -> list[Section]:
    """The worst mistakes of each kind, one per exercise and group for variety."""
    return [
        Section(
            kind.title,
            HOW_DRAWN,
            [_card(cell, judgement, method) for cell, judgement in _worst(kind, cells)],
        )
        for kind in _KINDS
    ]


def _worst(kind: _Kind, cells: Sequence[JudgedCell]) -> list[tuple[JudgedCell, Judgement]]:
    found = []
    for cell in cells:
        wrong = [
            judgement
            for judgement in cell.judged.judgements
            if judgement.outcome is kind.called and kind.of(cell.is_good(judgement))
        ]
        if wrong:
            found.append((cell, min(wrong, key=kind.order)))
    return sorted(found, key=lambda pair: kind.order(pair[1]))[:_SHOWN]


def _card(judged: JudgedCell, judgement: Judgement, method: Method) -> Card:
    cell, rep = judged.cell, judged.cell.reps[judgement.rep]
    references = cell.folds[judgement.fold].references
    title = f"{cell.title}, {rep.name}"
    return rep_card(title, method, references, cell.group, rep.poses, cell.reps)
