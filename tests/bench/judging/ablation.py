"""What each step of judging contributes: the same measurement with one step removed at a time.

The product has no switch for a step, so this module patches each one out.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from unittest.mock import patch

from bench.instruments.figures import Figure, Findings, Say
from spotter.evaluation.form.filming import View
from spotter.evaluation.form.form import FormQuestion, measure_form
from spotter.evaluation.form.judging import Method
from spotter.evaluation.form.protocol import ReferenceChoice
from spotter.evaluation.form.ui_prmd import Filming
from spotter.movement.fitting.nuisance_factors import NuisanceFactors
from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.values.body.facing import Facing
from support.real_data import real_data

_DATA = "ui-prmd/ui-prmd-s01-s06.npz"
_REFERENCES = ("own:3", "others:3")
_STATED = 0.05
_SEED = 0

Patch = Callable[[], AbstractContextManager[object]]


def _as_it_is(_factors: NuisanceFactors, offset: Coordinates) -> Coordinates:
    return offset


_STEPS: dict[str, Sequence[Patch]] = {
    "all steps": (),
    "body, stance and camera explain nothing": (
        partial(
            patch,
            "spotter.movement.fitting.nuisance_factors.NuisanceFactors.unexplained",
            _as_it_is,
        ),
    ),
    "every rep is taken as whole": (
        partial(patch, "spotter.movement.alignment.overlap.MOST_LEFT_OUT", 0),
    ),
    "nobody is turned": (
        partial(patch, "spotter.movement.fitting.registration.FACINGS", (Facing.SAME,)),
    ),
    "the reps' own spread is not learned": (
        partial(patch, "spotter.movement.fitting.reference_model._PRIOR_REPS", 10**6),
    ),
    "all references count, not the two nearest": (
        partial(patch, "spotter.movement.assessment.judgement._NEAREST", 99),
    ),
    "the nearest reference alone counts": (
        partial(patch, "spotter.movement.assessment.judgement._NEAREST", 1),
    ),
    "the worst coordinate alone counts": (
        partial(patch, "spotter.movement.assessment.deviations._COUNTED", 1),
    ),
    "the reps do not calibrate": (
        partial(patch, "spotter.movement.assessment.calibration.sample.Sample.scores", []),
    ),
}


def measure_ablation(say: Say) -> Findings:
    """AUC, false alarms and faulty reps found on UI-PRMD, the camera moved, without each step."""
    data = real_data(_DATA)
    figures: list[Figure] = []
    details: dict[str, object] = {}
    for name, patches in _STEPS.items():
        say(f"ablation: {name}")
        with ExitStack() as without:
            for each in patches:
                without.enter_context(each())
            for view in View:
                for references in _REFERENCES:
                    found = _measured(data, references, view)
                    details[f"{name}, {references}, {view.value}"] = found
                    note = f"{found['false_alarms']:.1%} false alarms, {found['found']:.1%} found"
                    figures.append(
                        Figure(f"{name}: {references} {view.value}", found["auc"], "AUC", note=note)
                    )
    return Findings("ablation", figures, details)


def _measured(data: Path, references: str, view: View) -> dict[str, float]:
    question = FormQuestion(
        files=(data,),
        references=ReferenceChoice.parse(references),
        method=Method("spotter", _STATED),
        filming=Filming(view=view, moved=True, seed=_SEED),
        processes=1,  # another process would not have the patches
    )
    _, report = measure_form(question)
    total = report.total
    return {
        "auc": total.auc,
        "false_alarms": total.good.faulty_ratio,
        "found": total.bad.faulty_ratio,
    }
