"""What ``spotter analyze`` finds, as values and as JSON."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from movement.blog import THRESHOLD, BlogComparison
from movement.verdict import Fault, Outcome
from spotter_cli.analysis import RepAnalysis
from spotter_cli.courses import finite_or_none
from spotter_cli.pose_source import Recording
from spotter_cli.reference_source import NamedReference
from spotter_cli.references import rep_times_s


@dataclass(frozen=True, slots=True, eq=False)
class Experiment:
    """An attempt beside a reference."""

    method: str
    reference: NamedReference
    attempt: Recording
    reps: tuple[RepAnalysis, ...]

    @property
    def heading(self) -> str:
        """The exercise, or the two recordings where nobody has said which it is."""
        if self.reference.knows_exercise:
            return self.reference.reference.exercise.replace("-", " ").capitalize()
        return f"{self.attempt.name} against {self.reference.name}"

    def title(self, rep: RepAnalysis) -> str:
        """What to call a rep."""
        several_sets = self.reps[-1].cut.set_number > 1
        of_set = f"Set {rep.cut.set_number}, rep" if several_sets else "Rep"
        return f"{of_set} {rep.cut.rep_number}"

    def count(self, outcome: Outcome) -> int:
        """How many reps are ``outcome``."""
        return sum(rep.verdict.outcome is outcome for rep in self.reps)

    def summary(self) -> str:
        """The result in a line, as ``6 reps: 4 good, 2 faulty``."""
        if not len(self.attempt.poses):
            return f"Nobody was seen in any of the {self.attempt.frame_count} frames."
        if not self.reps:
            return "No rep of this exercise was found."
        counts = [f"{self.count(what)} {what.value}" for what in Outcome if self.count(what)]
        return f"{counted(len(self.reps), 'rep')}: {', '.join(counts)}"


def counted(number: int, noun: str) -> str:
    """``1 rep``, ``2 reps``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def words_for(rep: RepAnalysis) -> str:
    """What a trainer would say of a rep."""
    verdict = rep.verdict
    if verdict.outcome is Outcome.UNSCORABLE:
        return f"cannot be judged: {verdict.reason}"
    if verdict.outcome is Outcome.GOOD:
        return "good"
    return " ".join(verdict.hints) or "too far from the reference"


def blog_outcome(comparison: BlogComparison) -> Outcome:
    """The blog's verdict as Spotter calls it."""
    if not np.isfinite(comparison.median_px):
        return Outcome.UNSCORABLE
    return Outcome.GOOD if comparison.is_good else Outcome.FAULTY


def as_json(experiment: Experiment) -> dict[str, Any]:
    """The experiment as JSON can hold it; seconds count from the attempt's first frame."""
    return {
        "exercise": experiment.reference.reference.exercise,
        "method": experiment.method,
        "reference": _reference_json(experiment),
        "attempt": _recording_json(experiment.attempt),
        "summary": experiment.summary(),
        "reps": [_rep_json(rep) for rep in experiment.reps],
    }


def _reference_json(experiment: Experiment) -> dict[str, Any]:
    recording = experiment.reference.recording
    found = {"name": experiment.reference.name} | (_recording_json(recording) if recording else {})
    return found | {
        "reps": [
            {"start_s": start_s, "end_s": end_s}
            for start_s, end_s in rep_times_s(experiment.reference.reference)
        ]
    }


def _recording_json(recording: Recording) -> dict[str, Any]:
    return {
        "path": str(recording.path),
        "duration_s": recording.duration_s,
        "frames": recording.frame_count,
        "frames_with_person": len(recording.poses),
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
        "reason": verdict.reason or None,
        "faults": [_fault_json(fault) for fault in verdict.faults],
        "hints": list(verdict.hints),
        "reference_rep": verdict.reference_rep_index + 1,
        "blog": {
            "distances_px": {
                joint.label: finite_or_none(distance)
                for joint, distance in rep.blog.distances_px.items()
            },
            "median_px": finite_or_none(rep.blog.median_px),
            "threshold": THRESHOLD,
            "verdict": blog_outcome(rep.blog).value,
        },
    }


def _fault_json(fault: Fault) -> dict[str, Any]:
    return {
        "joint": fault.joint.label,
        "phase": float(fault.phase),
        "direction": fault.direction.value,
        "size_tl": float(fault.size_tl),
    }
