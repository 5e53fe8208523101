import doctest
import pkgutil
from importlib import import_module

import pytest

from spotter import training


@pytest.mark.parametrize(
    "name", [found.name for found in pkgutil.walk_packages(training.__path__, "spotter.training.")]
)
def test_the_examples_of_a_module_are_correct(name: str) -> None:
    assert doctest.testmod(import_module(name), verbose=False).failed == 0
