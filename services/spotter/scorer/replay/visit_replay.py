"""Judges a visit's reps once more, one after another, as they were judged live. Pure.

A rep that is scored by the version and the method that judged it is judged by the baseline that its
verdict names, whoever accepted that; so its verdict is the same to the bit. Otherwise the baseline
is chosen anew, among the verdicts of the replay, as it would have been live.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from spotter.movement.assessment.baseline_choice import baseline_of
from spotter.movement.scoring import Scorer
from spotter.movement.scoring.visit import in_its_set
from spotter.movement.values import Baseline, PoseSeries, Rep
from spotter.scorer.judging.comparing import compared
from spotter.scorer.judging.earlier import EarlierReps
from spotter.wire.catalog.records.ledger import LedgerEntry
from spotter.wire.catalog.records.visits import StoredRep, StoredVisit
from spotter.wire.verdicts import RepVerdict, rep_verdict


class BaselineGoneError(Exception):
    """The baseline that a verdict names is not kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Standard:
    """What reps are scored by: the version ``digest``, or, if it is empty, each by its own.

    ``scorer`` gives the scorer of a version.
    """

    scorer: Callable[[str], Scorer]
    method_version: str
    digest: str = ""

    def digest_for(self, judged: RepVerdict) -> str:
        """The version that scores a rep again."""
        return self.digest or judged.reference_digest

    def is_that_of(self, judged: RepVerdict) -> bool:
        """Whether this is what the rep was judged by."""
        found = (judged.reference_digest, judged.method_version)
        return found == (self.digest_for(judged), self.method_version)


@dataclass(frozen=True, slots=True, eq=False)
class Rescored:
    """A rep in the ledger and its new verdict; None if it cannot be scored again.

    That is because its poses are not kept, or because ``is_without_baseline``.
    """

    entry: LedgerEntry
    again: RepVerdict | None
    is_without_baseline: bool = False


class VisitReplay:
    """One visit judged once more by a ``standard``; ``begun`` are the new verdicts so far."""

    def __init__(
        self, visit: StoredVisit, standard: Standard, begun: Iterable[RepVerdict] = ()
    ) -> None:
        self._visit = visit
        self._standard = standard
        self._begun = {one.rep_id: one for one in begun}
        self._judged: list[RepVerdict] = []
        self._poses: dict[str, PoseSeries] = {}
        self._chosen: dict[tuple[str, ...], Baseline | None] = {}

    def rescored(self) -> Iterator[Rescored]:
        """The reps that were asked for, by their start.

        Of the others, what was said of them stands.
        """
        for stored in self._visit.reps:
            one = self._rescored(stored)
            self._judged.append(one.again or one.entry.judged)
            if stored.is_asked_for:
                yield one

    def _rescored(self, stored: StoredRep) -> Rescored:
        if stored.rep is None:
            return Rescored(stored.entry, None)
        rep_id = stored.rep.rep_id
        self._poses[rep_id] = stored.rep.poses
        if rep_id in self._begun:
            return Rescored(stored.entry, self._begun[rep_id])
        try:
            return Rescored(stored.entry, self._again(stored.entry.judged, stored.rep))
        except BaselineGoneError:
            return Rescored(stored.entry, None, is_without_baseline=True)

    def _again(self, before: RepVerdict, rep: Rep) -> RepVerdict:
        digest = self._standard.digest_for(before)
        rep = replace(
            rep,
            exercise=before.exercise,  # it may have got another name
            reference_digest=digest,
            session_id=before.session_id,
        )
        earlier = EarlierReps(
            tuple(one for one in self._judged if one.started_us < before.started_us)
        )
        baseline = self._baseline(before, rep, earlier)
        alone = compared(rep, baseline, lambda: self._standard.scorer(digest))
        verdict = in_its_set(alone, earlier.of_set(rep))
        return rep_verdict(rep, verdict, method_version=self._standard.method_version)

    def _baseline(self, before: RepVerdict, rep: Rep, earlier: EarlierReps) -> Baseline | None:
        if not self._standard.is_that_of(before):
            return self._chosen_anew(earlier.passed(rep))
        baseline_id = before.verdict.baseline_id
        if not baseline_id:
            return None
        if baseline_id not in self._visit.baselines:
            raise BaselineGoneError(baseline_id)
        return self._visit.baselines[baseline_id]

    def _chosen_anew(self, rep_ids: tuple[str, ...]) -> Baseline | None:
        if rep_ids not in self._chosen:
            kept = [(one, self._poses[one]) for one in rep_ids if one in self._poses]
            self._chosen[rep_ids] = baseline_of(kept)
        return self._chosen[rep_ids]
