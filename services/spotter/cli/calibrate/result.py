"""The result of ``spotter calibrate``."""

from dataclasses import asdict, dataclass
from typing import Any

from spotter.cli.calibrate.trying import Tried
from spotter.cli.calibrate.words import change_words, state_words, trial_words, tried_words
from spotter.cli.exercise.keeping import KeptVersion
from spotter.cli.replay.words import result_json
from spotter.exercise_store.teaching.trial import Trial
from spotter.exercise_store.versions import SHOWN_DIGITS
from spotter.movement.assessment import Calibration, calibration_of_oneself
from spotter.movement.values import Exercise
from spotter.teaching.change import Change
from spotter.teaching.known import calibration_json, known_json
from spotter.wire.references import exercise_bytes, reference_digest


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """An exercise, a change (maybe none), what to expect of it, and whether it was made.

    ``calibrations`` are those before and after the change; ``trial`` is what it does to a recording
    and ``tried`` to the gym's latest reps. ``is_live`` means that a running gym judges by the
    result.
    """

    before: Exercise
    change: Change
    calibrations: tuple[Calibration, Calibration]
    trial: Trial | None = None
    tried: Tried | None = None
    stored: KeptVersion | None = None
    is_live: bool = False

    def in_words(self) -> str:
        """For people."""
        before, after = self.calibrations
        if self.change.what:
            exercises = self.before, self.change.exercise
            parts = [change_words(self.change.what, exercises, (before, after))]
        else:
            own = calibration_of_oneself(self.before)
            parts = [state_words(self.before, before, own, _digest(self.before))]
        if self.trial:
            parts.append(trial_words(self.trial))
        if self.tried:
            parts.append(tried_words(self.tried.found))
        parts.append(self._status_words())
        return "\n\n".join(part for part in parts if part)

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        before, after = self.calibrations
        found: dict[str, Any] = _side_json(self.before, before)
        change = None
        if self.change.what:
            change = {
                "what": list(self.change.what),
                **_side_json(self.change.exercise, after),
            }
        return {
            "exercise": self.before.name,
            **found,
            "change": change,
            "over": _trial_json(self.trial) if self.trial else None,
            "tried": result_json(self.tried.run_id, self.tried.found) if self.tried else None,
            "applied": self.stored is not None,
            "previous": self.stored.previous if self.stored else None,
            "published": self.is_live,
        }

    def _status_words(self) -> str:
        name = self.before.name
        if self.stored:
            live = "The running gym uses it." if self.is_live else "No gym is running."
            back = (
                f"spotter calibrate {name} --revert {_digest(self.before)[:SHOWN_DIGITS]} --apply"
            )
            return f"Stored as {self.stored.place}. {live}\nTo go back: {back}"
        if self.is_live:
            return "Nothing to change. The running gym uses the stored exercise."
        return "Nothing is changed yet: --apply makes the change." if self.change.what else ""


def _digest(exercise: Exercise) -> str:
    return reference_digest(exercise_bytes(exercise))


def _side_json(exercise: Exercise, calibration: Calibration) -> dict[str, Any]:
    own = calibration_of_oneself(exercise)
    return {
        "digest": _digest(exercise),
        "known": known_json(exercise),
        "calibration": calibration_json(calibration),
        "own_calibration": calibration_json(own) if own else None,
    }


def _trial_json(trial: Trial) -> dict[str, Any]:
    return {
        "source": trial.name,
        "reps": len(trial.reps),
        "changed": [asdict(rep) for rep in trial.reps if rep.is_changed],
    }
