"""The results of ``spotter analyze``, as values and as JSON."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from spotter.evaluation.json_numbers import finite_or_none
from spotter.exercise_store.reference_source import NamedReference
from spotter.exercise_store.references import rep_times_s
from spotter.movement.alignment import ARTICLE_THRESHOLD_PX, ArticleComparison
from spotter.movement.recognition import Recognition
from spotter.movement.values import AngleDeviation, Fault, LiftingSpeed, Measures, Outcome, Verdict
from spotter.movement.values.text import counted
from spotter.movement.wording.angle_words import angle_words
from spotter.movement.wording.joint_words import joint_words
from spotter.movement.wording.verdict_words import hints, praises, why_unscorable
from spotter.recordings.analysis import RepAnalysis
from spotter.recordings.recording import Recording


@dataclass(frozen=True, slots=True, eq=False)
class Experiment:
    """An attempt compared with a reference.

    ``others`` are the verdicts on the same reps if somebody else had done them; empty unless they
    were judged by the person's own recording.
    """

    method: str
    reference: NamedReference
    attempt: Recording
    reps: tuple[RepAnalysis, ...]
    others: tuple[Verdict, ...] = ()

    @property
    def heading(self) -> str:
        """The exercise, or the two recordings if the exercise is unknown."""
        if self.reference.knows_exercise:
            return self.reference.exercise.name.replace("-", " ").capitalize()
        return f"{self.attempt.name} against {self.reference.name}"

    def title(self, rep: RepAnalysis) -> str:
        """The display name of a rep."""
        several_sets = self.reps[-1].cut.set_number > 1
        of_set = f"Set {rep.cut.set_number}, rep" if several_sets else "Rep"
        return f"{of_set} {rep.cut.rep_number}"

    def count(self, outcome: Outcome) -> int:
        """The number of reps with this outcome."""
        return sum(rep.verdict.outcome is outcome for rep in self.reps)

    def summary(self) -> str:
        """The result in a line, as ``6 reps: 4 good, 2 faulty``."""
        if not len(self.attempt.poses):
            return f"Nobody was seen in any of the {self.attempt.frame_count} frames."
        if not self.reps:
            return "No rep of this exercise was found."
        return f"{counted(len(self.reps), 'rep')}: {_counts(rep.verdict for rep in self.reps)}"

    def by_others(self) -> tuple[str, ...]:
        """A line on what would be said of somebody else, if that differs in kind."""
        if not self.others:
            return ()
        return (f"Judged by the person's own recording. As somebody else: {_counts(self.others)}.",)


def _counts(verdicts: Iterable[Verdict]) -> str:
    found = Counter(verdict.outcome for verdict in verdicts)
    return ", ".join(f"{found[what]} {what.value}" for what in Outcome if found[what])


def article_outcome(comparison: ArticleComparison) -> Outcome:
    """The article's verdict as one of Spotter's outcomes."""
    if not np.isfinite(comparison.median_px):
        return Outcome.UNSCORABLE
    return Outcome.GOOD if comparison.is_good else Outcome.FAULTY


def as_json(experiment: Experiment) -> dict[str, Any]:
    """The experiment as JSON; seconds count from the attempt's first frame."""
    return {
        "exercise": experiment.reference.exercise.name,
        "recognition": _recognition_json(experiment.reference.recognition),
        "method": experiment.method,
        "reference": _reference_json(experiment),
        "attempt": _recording_json(experiment.attempt),
        "summary": experiment.summary(),
        "as_somebody_else": [verdict.outcome.value for verdict in experiment.others] or None,
        "reps": [_rep_json(rep) for rep in experiment.reps],
    }


def _reference_json(experiment: Experiment) -> dict[str, Any]:
    recording = experiment.reference.recording
    found = {"name": experiment.reference.name} | (_recording_json(recording) if recording else {})
    return found | {
        "reps": [
            {"start_s": start_s, "end_s": end_s}
            for reference in experiment.reference.exercise.references
            for start_s, end_s in rep_times_s(reference)
        ]
    }


def _recognition_json(found: Recognition | None) -> dict[str, Any] | None:
    """How sure the recognition is, and each exercise's share; null if the user named one."""
    if found is None:
        return None
    return {"confidence": found.confidence, "shares": dict(found.shares)}


def _recording_json(recording: Recording) -> dict[str, Any]:
    return {
        "path": str(recording.path),
        "duration_s": recording.duration_s,
        "frames": recording.frame_count,
        "frames_with_person": len(recording.poses),
        "notices": list(recording.notices),
    }


def _rep_json(rep: RepAnalysis) -> dict[str, Any]:
    verdict = rep.verdict
    return {
        "set": rep.cut.set_number,
        "rep": rep.cut.rep_number,
        "start_s": rep.cut.started_us / 1e6,
        "end_s": rep.cut.ended_us / 1e6,
        "verdict": verdict.outcome.value,
        "score": finite_or_none(verdict.score),
        "threshold": finite_or_none(verdict.threshold),
        "reason": why_unscorable(verdict) or None,
        "reason_code": verdict.reason.code.value if verdict.reason else None,
        "faults": [_fault_json(fault) for fault in verdict.faults],
        "hints": hints(verdict),
        "fixed": praises(verdict),
        "measures": _measures_json(verdict.measures),
        "angle": _angle_json(verdict.angle),
        "reference_rep": verdict.reference_rep_index + 1,
        "blog": {
            "distances_px": {
                joint.label: finite_or_none(distance)
                for joint, distance in rep.article.distances_px.items()
            },
            "median_px": finite_or_none(rep.article.median_px),
            "threshold": ARTICLE_THRESHOLD_PX,
            "verdict": article_outcome(rep.article).value,
        },
    }


def _measures_json(measures: Measures) -> dict[str, Any]:
    """Every measure, null if there is none; ratios are relative to the reference."""
    moved = measures.motion_range
    return {
        "tempo": measures.tempo and asdict(measures.tempo),
        "usual_tempo": measures.usual_tempo and asdict(measures.usual_tempo),
        "pace_ratio": measures.pace_ratio,
        "range": moved
        and {
            "joint": moved.joint.label,
            "both_sides": moved.both_sides,
            "range_tl": moved.range_tl,
            "usual_tl": moved.usual_tl,
            "ratio": moved.ratio,
        },
        "symmetry": measures.symmetry and asdict(measures.symmetry),
        "steadiness_ratio": measures.steadiness_ratio,
        "lifting": measures.lifting and _lifting_json(measures.lifting),
    }


def _lifting_json(found: LiftingSpeed) -> dict[str, Any]:
    return asdict(found) | {"joint": found.joint.label}


def _angle_json(found: AngleDeviation | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "angle": found.angle.label,
        "phase": found.phase,
        "deviation_deg": found.deviation_deg,
        "words": angle_words(found),
    }


def _fault_json(fault: Fault) -> dict[str, Any]:
    return {
        "code": fault.code.value,
        "joint": joint_words(fault.joint, equipment=fault.equipment),
        "both_sides": fault.both_sides,
        "phase": float(fault.phase),
        "moment": fault.moment.value if fault.moment else None,
        "direction": fault.direction.value,
        "size_tl": float(fault.size_tl),
    }
