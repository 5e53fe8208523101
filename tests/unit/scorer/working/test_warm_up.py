"""The warm-up does what the first job would have to wait for."""

import subprocess
import sys
from pathlib import Path

import pytest

from spotter.movement.scoring import METHODS, make_scorer
from spotter.movement.values.judged.verdict import Outcome
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from spotter.scorer.working.warm_up import stick_figure_squat

SERVICES = Path(__file__).parents[4] / "services"

COMPILED_AFTERWARDS = """
import sys
from numba.core import event
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from spotter.movement.scoring import make_scorer
from spotter.scorer.working.warm_up import stick_figure_squat, warm_up

warm_up(sys.argv[1])
rep = stick_figure_squat()
with event.install_recorder("numba:compile") as compiled:
    exercise = Exercise((Reference("squat", (rep, rep)),))
    make_scorer(sys.argv[1], exercise).score(rep.between(0, 1_500_000))
print(len(compiled.buffer))
"""


@pytest.mark.parametrize("method", METHODS)
def test_the_warm_up_squat_goes_through_the_whole_judgement(method: str) -> None:
    squat = stick_figure_squat()
    verdict = make_scorer(method, Exercise((Reference("squat", (squat,)),))).score(squat)
    assert verdict.outcome is Outcome.GOOD


@pytest.mark.parametrize("method", METHODS)
def test_nothing_is_compiled_after_the_warm_up(method: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", COMPILED_AFTERWARDS, method],
        env={"PYTHONPATH": str(SERVICES)},
        check=True,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert run.stdout.strip() == "0"
