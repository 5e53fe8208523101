"""Measures how well Spotter tells good reps from bad ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.form.figures import FormReport, JudgedCell, report_of
from spotter.evaluation.form.files import read_form_files
from spotter.evaluation.form.first_reps import FirstReps, begun_cells
from spotter.evaluation.form.judging import Method, judge
from spotter.evaluation.form.labelled import SET_UP, FormData
from spotter.evaluation.form.protocol import ReferenceChoice, plan
from spotter.evaluation.form.ui_prmd import Filming
from spotter.evaluation.parallel import each
from spotter.evaluation.progress import Progress, silent
from spotter.evaluation.version import version


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """What to measure, and how."""

    files: tuple[Path, ...]
    references: ReferenceChoice
    method: Method
    filming: Filming
    processes: int
    first_reps: FirstReps = FirstReps.NONE


def measure_form(
    question: FormQuestion, progress: Progress = silent
) -> tuple[FormData, FormReport]:
    """Read the files, judge every rep and sum up.

    Raises :class:`EvaluationError` for files that cannot be used.
    """
    data = read_form_files(question.files, question.filming)
    protocol = plan(data, question.references)
    cells, left_out = begun_cells(
        protocol.cells, question.first_reps, in_turn=data.group_word == SET_UP
    )
    work = partial(judge, method=question.method)
    judged = []
    with progress("Judging", len(cells)) as on_done:
        for cell, found in zip(cells, each(work, cells, question.processes), strict=True):
            judged.append(JudgedCell(cell, found))
            on_done()
    if not any(cell.judged.judgements for cell in judged):
        reasons = [*_failures(judged), *left_out]
        raise EvaluationError(f"no rep could be judged: {'; '.join(reasons[:3])}")
    rng = np.random.default_rng(question.filming.seed)
    return data, report_of(judged, (*protocol.left_out, *left_out), rng)


def settings_of(question: FormQuestion, data: FormData) -> dict[str, Any]:
    """The question as JSON; what only motion capture knows is null for keypoints."""
    filming, is_filmed = question.filming, data.format == "ui-prmd"
    return {
        "spotter": version(),
        "files": [str(path) for path in question.files],
        "format": data.format,
        "groups": data.group_word,
        "method": question.method.name,
        "references": str(question.references),
        "first_reps": question.first_reps.value,
        "view": filming.view.value if is_filmed else None,
        "camera": ("moved" if filming.moved else "fixed") if is_filmed else None,
        "yaw_deg": filming.yaw_deg if is_filmed else None,
        "depth_noise_m": filming.depth_noise_m if is_filmed else None,
        "false_alarms": question.method.false_alarm_ratio,
        "seed": filming.seed,
    }


def _failures(cells: Sequence[JudgedCell]) -> list[str]:
    return [failure for cell in cells for failure in cell.judged.failures]
