"""How often looks are right, at limits that were fitted on other clips."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from spotter.equipment.errors import EquipmentError
from spotter.equipment.hands.held import HeldState, after_score, told_by
from spotter.equipment.hands.held_limits import USUAL_LIMITS, Limits, limits_for
from spotter.evaluation.held.looks import Looks
from spotter.evaluation.statistics import auc
from spotter.movement.values import Hands


@dataclass(frozen=True, slots=True)
class Row:
    """One clip, or all rendered takes with one tool.

    ``auc`` is that of its looks and those of the other truth. ``said`` is the share of looks with
    hands that said each, at ``limits``; None if none could be fitted.
    """

    name: str
    is_held: bool
    looks: int
    hands_seen: int
    median_score: float
    auc: float
    limits: Limits | None
    said: dict[Hands, float]


@dataclass(frozen=True)
class HeldFigures:
    """The ``clips`` one by one, the rendered ``takes`` by tool, and whole rendered ``sets``."""

    clips: Sequence[Looks]
    takes: Sequence[Looks]
    sets: Sequence[Looks]
    false_ratio: float

    @cached_property
    def limits(self) -> Limits:
        """Those fitted on all clips, else the usual ones."""
        return fitted(self.clips, self.false_ratio) or USUAL_LIMITS

    @cached_property
    def rows(self) -> list[Row]:
        """Each clip, at limits fitted on the others; then the rendered kinds, at all clips'."""
        clips = [
            row_of([one], self.clips, fitted(_without(self.clips, one), self.false_ratio))
            for one in self.clips
        ]
        kinds = dict.fromkeys(one.kind for one in self.takes)
        rendered = [
            row_of([one for one in self.takes if one.kind == kind], self.takes, self.limits)
            for kind in kinds
        ]
        return clips + rendered

    @cached_property
    def known_in_sets(self) -> dict[Hands, dict[Hands, float]]:
        """By truth, the share of looks in sets after which each was known."""
        told = [pair for one in self.sets for pair in known_after_looks(one, self.limits)]
        return {
            truth: _shares([known for one, known in told if one is truth])
            for truth in (Hands.HELD, Hands.EMPTY)
        }

    @property
    def look_s(self) -> float:
        """The median duration of a look, in seconds."""
        each = [one.look_s[np.isfinite(one.scores)] for one in (*self.clips, *self.takes)]
        return float(np.median(np.concatenate(each)))


def fitted(clips: Iterable[Looks], false_ratio: float) -> Limits | None:
    """Limits for the stated rate; None without both kinds of looks."""
    clips = list(clips)
    try:
        return limits_for([one.empty for one in clips], [one.held for one in clips], false_ratio)
    except EquipmentError:
        return None


def row_of(looks: Sequence[Looks], others: Sequence[Looks], limits: Limits | None) -> Row:
    """The figures of ``looks`` of one truth, beside those of the other truth in ``others``."""
    scores = np.concatenate([one.scores for one in looks])
    is_held = bool(looks[0].is_held.all())
    other = np.concatenate([one.empty if is_held else one.held for one in others])
    seen = scores[np.isfinite(scores)]
    said = [told_by(score, limits) for score in seen.tolist()] if limits else []
    return Row(
        looks[0].kind,
        is_held,
        len(scores),
        len(seen),
        float(np.median(seen)) if len(seen) else np.nan,
        auc(other, scores) if is_held else auc(scores, other),
        limits,
        _shares(said),
    )


def known_after_looks(looks: Looks, limits: Limits) -> list[tuple[Hands, Hands]]:
    """The truth and what was known, after each look."""
    state, told = HeldState(), []
    for is_held, score in zip(looks.is_held.tolist(), looks.scores.tolist(), strict=True):
        state = after_score(state, score, limits)
        told.append((Hands.HELD if is_held else Hands.EMPTY, state.known))
    return told


def _without(clips: Sequence[Looks], left_out: Looks) -> list[Looks]:
    return [one for one in clips if one is not left_out]


def _shares(told: Sequence[Hands]) -> dict[Hands, float]:
    return {one: told.count(one) / len(told) if told else np.nan for one in Hands}
