"""The examples in the docstrings of public functions."""

import doctest
import pkgutil
from collections.abc import Callable
from importlib import import_module

import pytest

from spotter import movement, tslearn_methods
from spotter.movement.alignment import (
    align,
    align_overlap,
    compare_as_article,
    distances_per_trajectory,
    warp,
)
from spotter.movement.geometry.body.normalisation import normalise
from spotter.movement.geometry.trajectories.angles import angles_deg
from spotter.movement.geometry.trajectories.trajectory import phase_trajectory
from spotter.movement.geometry.view.viewpoint import viewpoint
from spotter.movement.recognition.recogniser import recognise
from spotter.movement.scoring import make_scorer
from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values.taught.exercise import Exercise

CALLED_BY_PEOPLE = (
    Exercise,
    align,
    align_overlap,
    angles_deg,
    compare_as_article,
    cut_reps,
    distances_per_trajectory,
    learn_template,
    make_reference,
    make_scorer,
    normalise,
    phase_trajectory,
    recognise,
    tslearn_methods.compare_as_article,
    viewpoint,
    warp,
)


def modules() -> list[str]:
    """The names of all modules of ``movement`` and ``tslearn_methods``."""
    return [
        found.name
        for package in (movement, tslearn_methods)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]


@pytest.mark.parametrize("name", modules())
def test_the_examples_of_a_module_are_correct(name: str) -> None:
    assert doctest.testmod(import_module(name), verbose=False).failed == 0


@pytest.mark.parametrize("called", CALLED_BY_PEOPLE)
def test_a_public_function_has_an_example(called: Callable[..., object]) -> None:
    examples = doctest.DocTestParser().get_examples(called.__doc__ or "")
    assert any(f"{called.__name__}(" in example.source for example in examples)
