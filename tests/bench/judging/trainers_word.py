"""What one "that was fine" or "that was wrong" does to verdicts on real people's reps."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from bench.instruments.figures import Figure, Findings, Say
from spotter.evaluation.form.filming import View
from spotter.evaluation.form.ui_prmd import Filming, read_ui_prmd
from spotter.movement.scoring import SpotterScorer
from spotter.movement.values import Exercise, Outcome, PoseSeries, Reference
from support.real_data import real_data

_DATA = "ui-prmd/ui-prmd-s01-s06.npz"
_HALVES = ((1, 2, 3), (4, 5, 6))
_REPS = 5
_SEED = 0
_WHOSE = ("that rep", "their good", "their faulty", "a third's good", "a third's faulty")

Reps = dict[tuple[str, int, bool], list[PoseSeries]]
"""By exercise, person and whether they are good."""


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """One person's recording, and another whose reps it judges; the third of the half."""

    name: str
    exercise: Exercise
    judged: int
    third: int


def measure_words(say: Say) -> Findings:
    """The share of reps that is called faulty before and after one word, on UI-PRMD's halves."""
    path = real_data(_DATA)
    reps: Reps = defaultdict(list)
    for rep in read_ui_prmd(path, dict(np.load(path)), Filming(View.FRONT)).reps:
        reps[rep.exercise, int(rep.group.removeprefix("person ")), rep.is_good].append(rep.poses)
    figures: list[Figure] = []
    for half in _HALVES:
        say(f"words: people {half}")
        pairs = list(_pairs(reps, half))
        figures += _figures(f"fine, people {half}", [_fine(reps, one) for one in pairs])
        figures += _figures(f"wrong, people {half}", [_wrong(reps, one) for one in pairs])
    return Findings("words", figures)


def _pairs(reps: Reps, half: Sequence[int]) -> Iterator[_Pair]:
    for name in sorted({exercise for exercise, *_ in reps}):
        for recorded, judged, third in permutations(half):
            good = reps[name, recorded, True][:_REPS]
            if good:
                reference = Reference(name, tuple(good), f"person {recorded}")
                yield _Pair(name, Exercise((reference,)), judged, third)


def _fine(reps: Reps, pair: _Pair) -> Counter[str]:
    good = reps[pair.name, pair.judged, True]
    flagged = _faulty(pair.exercise, good)
    if not flagged:
        return Counter()
    clicked = flagged[len(flagged) // 2]
    taught = pair.exercise.with_confirmed_rep(clicked, f"person {pair.judged}")
    others = [rep for rep in good if rep is not clicked]
    return _counted(reps, pair, taught, ([clicked], others))


def _wrong(reps: Reps, pair: _Pair) -> Counter[str]:
    flagged = _faulty(pair.exercise, reps[pair.name, pair.judged, False])
    if not flagged:
        return Counter()
    clicked = flagged[np.random.default_rng(_SEED).integers(len(flagged))]
    taught = pair.exercise.with_faulty_rep(clicked)
    return _counted(reps, pair, taught, ([clicked], reps[pair.name, pair.judged, True]))


def _counted(
    reps: Reps, pair: _Pair, taught: Exercise, judged: tuple[list[PoseSeries], ...]
) -> Counter[str]:
    groups = (
        *judged,
        reps[pair.name, pair.judged, False],
        reps[pair.name, pair.third, True],
        reps[pair.name, pair.third, False],
    )
    found: Counter[str] = Counter(pairs=1)
    for whose, group in zip(_WHOSE, groups, strict=True):
        found[f"{whose}: reps"] = len(group)
        for when, exercise in (("before", pair.exercise), ("after", taught)):
            found[f"{whose}: {when}"] = len(_faulty(exercise, group))
    return found


def _faulty(exercise: Exercise, reps: Sequence[PoseSeries]) -> list[PoseSeries]:
    scorer = SpotterScorer(exercise)
    return [rep for rep in reps if scorer.score(rep).outcome is Outcome.FAULTY]


def _figures(title: str, counts: Sequence[Counter[str]]) -> Iterator[Figure]:
    total = sum(counts, Counter())
    for whose in _WHOSE:
        number = max(total[f"{whose}: reps"], 1)
        before, after = (100 * total[f"{whose}: {when}"] / number for when in ("before", "after"))
        note = f"{before:.1f} % before; {total['pairs']} pairs, {number} reps"
        yield Figure(f"{title}: {whose}", after, "% called faulty", note=note)
