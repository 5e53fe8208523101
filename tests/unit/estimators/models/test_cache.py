from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from spotter.estimators.errors import ModelError
from spotter.estimators.models.catalogue import DETECTOR, KNOWN_MODELS, ModelCache, ModelState

CONTENT = b"a small network"
MODEL = replace(DETECTOR, size_bytes=len(CONTENT), sha256=sha256(CONTENT).hexdigest())


@pytest.fixture
def models(tmp_path: Path) -> ModelCache:
    return ModelCache(tmp_path)


def test_an_intact_model_is_read(models: ModelCache) -> None:
    models.path(MODEL).write_bytes(CONTENT)
    assert models.state(MODEL) is ModelState.READY
    assert models.read(MODEL) == CONTENT


def test_a_missing_model_is_named_with_the_command_that_gets_it(models: ModelCache) -> None:
    assert models.state(MODEL) is ModelState.MISSING
    with pytest.raises(ModelError, match=r"blazepose-detector is not at .*spotter models pull"):
        models.read(MODEL)


@pytest.mark.parametrize("content", [CONTENT[:-1], b"A" + CONTENT[1:], b""])
def test_a_damaged_model_is_named_with_the_command_that_repairs_it(
    models: ModelCache, content: bytes
) -> None:
    models.path(MODEL).write_bytes(content)
    assert models.state(MODEL) is ModelState.DAMAGED
    with pytest.raises(ModelError, match=r"is damaged: expected 15 bytes .*spotter models pull"):
        models.read(MODEL)


def test_a_folder_in_the_model_s_place_counts_as_damaged(models: ModelCache) -> None:
    models.path(MODEL).mkdir()
    assert models.state(MODEL) is ModelState.DAMAGED
    with pytest.raises(ModelError, match="spotter models pull"):
        models.read(MODEL)


def test_the_default_folder_is_the_user_s_own_cache() -> None:
    assert ModelCache.default().folder.parts[-2:] == ("spotter", "models")


def test_the_cache_is_in_the_folder_that_the_user_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert ModelCache.at("~/models").folder == tmp_path / "models"
    assert ModelCache.at(tmp_path).folder == tmp_path
    for nowhere in ("", None):
        assert ModelCache.at(nowhere) == ModelCache.default()


def test_known_models_have_distinct_names_files_and_checksums() -> None:
    for of in ("name", "file_name", "sha256"):
        assert len({getattr(model, of) for model in KNOWN_MODELS}) == len(KNOWN_MODELS)
